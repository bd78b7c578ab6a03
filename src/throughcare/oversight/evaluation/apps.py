from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "throughcare.oversight.evaluation"
    label = "evaluation"
