from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "throughcare.oversight.rights"
    label = "rights"
