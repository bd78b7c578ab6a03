from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "throughcare.commons.agencies"
    label = "agencies"
