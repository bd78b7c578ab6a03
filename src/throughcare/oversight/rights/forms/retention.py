"""What is asked of whoever decides whether a record is still needed, or holds it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from throughcare.frame.forms import CodeChoice, DateParts, Form, LongText, codes


class KeepOn(Form):
    until = DateParts(label=_("Until when?"), hint=_("Somebody looks at it again on this day"), exact=True)
    reason = LongText(
        label=_("Why is this record still needed?"),
        hint=_("The person reads this if they ask. Write of this record, not of records like it."),
        compartment="retention",
    )


class EndKeeping(Form):
    """Nothing is asked: the button says it."""


class NewHold(Form):
    ground = CodeChoice(label=_("Why may it not be erased yet?"), choices=codes("hold_grounds"))
    reason = LongText(
        label=_("Who needs it, and for what?"), hint=_("The person reads this if they ask"), compartment="retention"
    )
    review_on = DateParts(label=_("When is the hold looked at again?"), exact=True)


class LiftHold(Form):
    reason = LongText(label=_("Why is it no longer needed?"), compartment="retention")
