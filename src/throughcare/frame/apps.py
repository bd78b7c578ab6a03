from django.apps import AppConfig


class FrameConfig(AppConfig):
    name = "throughcare.frame"
    label = "frame"
