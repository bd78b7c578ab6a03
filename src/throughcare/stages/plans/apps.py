from django.apps import AppConfig

from throughcare.commons.cases.addresses import pages_show


class PlansConfig(AppConfig):
    name = "throughcare.stages.plans"
    label = "plans"

    def ready(self) -> None:
        """This will say who is offered links to the pages of a decision after a no."""
        pages_show("panel", "after-no")
