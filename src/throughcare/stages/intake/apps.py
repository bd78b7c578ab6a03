from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "throughcare.stages.intake"
    label = "intake"
