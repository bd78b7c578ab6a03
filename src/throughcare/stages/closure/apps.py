from django.apps import AppConfig


class ClosureConfig(AppConfig):
    name = "throughcare.stages.closure"
    label = "closure"
