from django.apps import AppConfig

from throughcare.oversight.evaluation import facts
from throughcare.safeguards.access.register import facts_view


class EvaluationConfig(AppConfig):
    name = "throughcare.oversight.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        """This will hand the view of facts to `throughcare db policies`."""
        facts_view(facts.VIEW, facts.view, order=90)
