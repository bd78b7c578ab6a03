from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "throughcare.commons.people"
    label = "people"
