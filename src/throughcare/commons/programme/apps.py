from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "throughcare.commons.programme"
    label = "programme"

    def ready(self) -> None:
        """This will say how it is called on what somebody is supported."""
        from throughcare.commons.past.called import called_as
        from throughcare.commons.programme.queries import FOOTINGS

        called_as(FOOTINGS, "programme.takenon.footing")
