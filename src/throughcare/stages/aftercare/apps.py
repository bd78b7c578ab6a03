from django.apps import AppConfig


class AftercareConfig(AppConfig):
    name = "throughcare.stages.aftercare"
    label = "aftercare"
