from django.apps import AppConfig

from throughcare.safeguards.access.register import facts_view
from throughcare.stages.panels import facts


class PanelsConfig(AppConfig):
    name = "throughcare.stages.panels"
    label = "panels"

    def ready(self) -> None:
        """This will hand the view of facts to `throughcare db policies`."""
        facts_view(facts.PANELS, facts.panels, order=20)
