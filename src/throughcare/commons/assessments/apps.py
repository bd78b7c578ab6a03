from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "throughcare.commons.assessments"
    label = "assessments"
