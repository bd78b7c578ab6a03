from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "throughcare.safeguards.audit"
    label = "audit"
