from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "throughcare.commons.transfers"
    label = "transfers"
