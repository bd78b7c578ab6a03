from django.apps import AppConfig


class TellingConfig(AppConfig):
    name = "throughcare.commons.telling"
    label = "telling"
