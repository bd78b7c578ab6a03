from django.apps import AppConfig

from throughcare.safeguards.access.register import facts_view
from throughcare.stages.panels import facts


class PanelsConfig(AppConfig):
    name = "throughcare.stages.panels"
    label = "panels"

    def ready(self) -> None:
        """This will hand the view of facts to `throughcare db policies`, and say why a case was on an agenda."""
        from throughcare.commons.past.called import called
        from throughcare.stages.panels.queries import why_label

        called(
            lambda _case, row, code, _beside: why_label(code, row.values.get("words") or ""), "meetings.listedfor.why"
        )
        facts_view(facts.PANELS, facts.panels, order=20)
