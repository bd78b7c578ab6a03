"""What must be said before a case is closed, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from throughcare.frame.forms import YES_NO, CodeChoice, Form, LongText, ShortText, WhenField, codes
from throughcare.stages.plans.forms import PanelDecision


class Evaluation(Form):
    aim = LongText(label=_("What was the aim?"), compartment="core")
    changed = LongText(label=_("What changed?"), compartment="core")
    not_changed = LongText(label=_("What did not change?"), compartment="core")
    goals_reached = CodeChoice(label=_("Were the goals reached?"), choices=codes("goals_reached"))
    learned = LongText(
        label=_("What did we learn?"),
        hint=_("Needed where the goals were not all reached"),
        compartment="core",
        required=False,
    )
    person_view = LongText(
        label=_("The person's own view"), hint=_("In their words, or why it is not known"), compartment="core"
    )


class Account(Form):
    difference = CodeChoice(
        label=_("How does what was delivered compare with what was planned?"), choices=codes("delivery_differences")
    )
    words = LongText(label=_("Say why"), compartment="core", required=False)
    lessons = LongText(
        label=_("What will change?"),
        hint=_("Needed where it was not followed up"),
        compartment="core",
        required=False,
    )


class WayBack(Form):
    told = CodeChoice(label=_("Was the person told how to come back?"), choices=YES_NO)
    words = LongText(label=_("How, or why not"), compartment="core", required=False)
    happened = WhenField(label=_("When?"))


class HandOver(Form):
    nothing = CodeChoice(
        label=_("Does anything go on elsewhere?"),
        choices=[("no", _("Yes, it was handed over")), ("yes", _("No, nothing is handed over"))],
    )
    to = ShortText(label=_("To whom?"), compartment="core", required=False, limit=200)
    words = LongText(label=_("What, or why nothing"), compartment="core")


class Proposal(Form):
    ending = CodeChoice(label=_("Reason for ending"), choices=codes("endings"))
    reasons = LongText(label=_("Why now?"), compartment="core")


class Decision(PanelDecision):
    """The panel closes the case, at one of its meetings; or what happened although a rule says no."""

    reasons = LongText(label=_("The reasons of %(the_panel)s"), compartment="core")
    dissent = LongText(label=_("What did it say?"), compartment="core", required=False)
    happened = WhenField(
        label=_("When, if it was at no meeting?"),
        hint=_("What was decided at no meeting can be recorded as it happened. It closes nothing"),
        required=False,
    )
