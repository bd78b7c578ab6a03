from django.apps import AppConfig


class ChecksConfig(AppConfig):
    name = "throughcare.stages.checks"
    label = "checks"
