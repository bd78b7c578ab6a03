from django.apps import AppConfig


class PanelsConfig(AppConfig):
    name = "throughcare.stages.panels"
    label = "panels"
