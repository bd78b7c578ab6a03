from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "throughcare.commons.programme"
    label = "programme"
