from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "throughcare.safeguards.access"
    label = "access"
