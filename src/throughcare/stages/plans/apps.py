from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "throughcare.stages.plans"
    label = "plans"
