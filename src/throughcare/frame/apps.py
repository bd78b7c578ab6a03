from django.apps import AppConfig

from throughcare.frame.translating import keep_translations


class FrameConfig(AppConfig):
    name = "throughcare.frame"
    label = "frame"

    def ready(self) -> None:
        """This will have texts looked up once a language."""
        keep_translations()
