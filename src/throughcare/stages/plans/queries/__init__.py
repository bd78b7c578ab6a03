"""Look-ups of the plan and of what is decided after a no."""

from django.utils.translation import gettext_lazy

from throughcare.stages.plans.queries.after_no import AfterNoLine, decisions_after_no, police_answer
from throughcare.stages.plans.queries.approved import (
    ApprovedPlan,
    agreed,
    agreements,
    approved,
    is_approved,
    version,
    versions,
    was_approved,
)
from throughcare.stages.plans.queries.drafts import (
    PieceRow,
    draft,
    has_changed,
    newest,
    piece,
    said_by_the_panel,
    sending,
    sent,
)
from throughcare.stages.plans.queries.shown import card, provider_names, side_links, statement_facts

TASK_LABELS = {
    "plans.write": gettext_lazy("Write the plan"),
    "plans.change": gettext_lazy("Change the plan as %(the_panel)s decided"),
    "panel.plan": gettext_lazy("Approve the plan"),
    "decision_after_no.further_assessment": gettext_lazy("Assess again, on the day %(the_panel)s chose"),
    "decision_after_no.answer_for_police": gettext_lazy("Say whether police take the case over"),
}

__all__ = [
    "TASK_LABELS",
    "AfterNoLine",
    "ApprovedPlan",
    "PieceRow",
    "agreed",
    "agreements",
    "approved",
    "card",
    "decisions_after_no",
    "draft",
    "has_changed",
    "is_approved",
    "newest",
    "piece",
    "police_answer",
    "provider_names",
    "said_by_the_panel",
    "sending",
    "sent",
    "side_links",
    "statement_facts",
    "version",
    "versions",
    "was_approved",
]
