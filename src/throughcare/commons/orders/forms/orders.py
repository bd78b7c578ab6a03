"""What is asked about an order and its conditions."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from throughcare.commons.orders.definition import OrderKind, order_kinds
from throughcare.commons.orders.queries import ASKED_LABELS, HOW_LABELS
from throughcare.frame.forms import CodeChoice, DateParts, Form, LongText, ShortText, WhenField

FREE = "free"


def _kinds() -> list[tuple[str, str]]:
    return [(kind.code, gettext(kind.title)) for kind in order_kinds()]


class _Days(Form):
    """A form with a first and a last day: the last lies on or after the first."""

    def clean(self) -> dict[str, Any]:
        """This will ask for a last day that does not lie before the first."""
        said = super().clean() or {}
        first, last = said.get("from_on"), said.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", ValidationError(gettext("Enter a last day on or after the first")))
        return said


class MadeForm(_Days):
    order_kind = CodeChoice(label=_("What kind of order is it?"), choices=_kinds)
    authority = ShortText(
        label=_("Who made it?"),
        hint=_("Leave empty where it is the usual authority"),
        compartment="orders",
        limit=200,
        required=False,
    )
    reference = ShortText(label=_("Their reference"), compartment="orders", limit=120, required=False)
    from_on = DateParts(label=_("First day"), exact=True)
    last_on = DateParts(label=_("Last day"), hint=_("Leave empty where none is set"), exact=True, required=False)
    words = LongText(label=_("What does it say, as far as it matters here?"), compartment="orders", required=False)
    happened = WhenField(label=_("When was it made?"))


class ChangedForm(_Days):
    change = CodeChoice(
        label=_("What did the authority do?"),
        choices=[("varied", _("Varied it")), ("extended", _("Made it run longer"))],
    )
    from_on = DateParts(label=_("First day of the change"), exact=True)
    last_on = DateParts(label=_("Last day"), hint=_("Leave empty where none is set"), exact=True, required=False)
    words = LongText(label=_("What changed?"), compartment="orders")
    happened = WhenField(label=_("When was it decided?"))


class QuashedForm(Form):
    on_day = DateParts(
        label=_("From which day is it no longer in force?"),
        hint=_("Its first day where the court took back the whole of it"),
        exact=True,
        not_after_today=True,
    )
    words = LongText(label=_("In what words?"), compartment="orders")
    happened = WhenField(label=_("When was it decided?"))


class EndedForm(Form):
    how = CodeChoice(label=_("How did it end?"), choices=list(HOW_LABELS.items()))
    on_day = DateParts(label=_("From which day is it no longer in force?"), exact=True, not_after_today=True)
    words = LongText(label=_("In what words?"), compartment="orders")
    happened = WhenField(label=_("When was it decided?"))


class ConditionForm(_Days):
    """A condition: its kinds and what nobody may ever require come from the definition of the order."""

    condition_kind = CodeChoice(label=_("What kind of condition is it?"), choices=list)
    words = LongText(label=_("Its exact words"), compartment="orders")
    mandated = CodeChoice(
        label=_("Is attendance required?"),
        choices=[("yes", _("Yes, attendance is required")), ("no", _("No"))],
    )
    requires = CodeChoice(
        label=_("Does it ask for any of these?"),
        hint=_("Attendance at an appointment may be required. Belief never may"),
        choices=list,
    )
    mandate_basis = CodeChoice(
        label=_("On what basis is attendance required?"),
        hint=_("Only where it is required"),
        choices=[("in_instrument", _("It stands in the order")), ("case_by_case", _("It was decided in this case"))],
        required=False,
    )
    basis_words = LongText(
        label=_("Who decided it in this case, and why is it needed?"),
        hint=_("Only where it does not stand in the order"),
        compartment="orders",
        required=False,
    )
    from_on = DateParts(label=_("First day"), exact=True)
    last_on = DateParts(
        label=_("Last day"), hint=_("Leave empty where it runs as long as the order"), exact=True, required=False
    )

    def of(self, kind: OrderKind) -> None:
        """This will offer what the definition of the order knows."""
        self.fields["condition_kind"].choices = [(one.code, one.label) for one in kind.conditions]  # type: ignore[attr-defined]  # ours
        never = list(kind.never_mandated.items())
        self.fields["requires"].choices = [*never, (FREE, gettext("None of these"))]  # type: ignore[attr-defined]  # ours


class ReviewForm(Form):
    """A look at an order: who looks at such an order in its rhythm comes from its definition."""

    happened = WhenField(label=_("When was it looked at?"))
    looked_by = ShortText(label=_("Who looked at it?"), compartment="orders", limit=200, required=False)
    words = LongText(
        label=_("What was found?"),
        hint=_("What is still needed, what is not, and why. No copy of minutes"),
        compartment="orders",
    )
    asked_for = CodeChoice(label=_("What was asked of the authority?"), choices=list(ASKED_LABELS.items()))

    def of(self, kind: OrderKind) -> None:
        """This will say who usually looks at such an order."""
        usual = gettext("Leave empty where it was %(who)s") % {"who": kind.looked_at_by}
        self.fields["looked_by"].help_text = usual if kind.looked_at_by else ""


class LastDay(Form):
    last_on = DateParts(label=_("Last day of the condition"), exact=True)
