"""What the plan asks for, piece by piece, and what is asked when it is approved, agreed to, or followed by a no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from throughcare.frame.forms import YES_NO, CodeChoice, DateParts, Form, LongText, ShortText, WhenField, codes

MOST_SESSIONS = 500


class Statements(Form):
    consent_how = LongText(label=_("How is consent asked?"), compartment="core", required=False)
    consent_when = ShortText(label=_("When is it asked?"), compartment="core", required=False)
    consent_by = ShortText(label=_("By whom?"), compartment="core", required=False)
    nature = LongText(label=_("What kind of support is offered?"), compartment="core", required=False)
    providers = LongText(label=_("Who provides it?"), compartment="core", required=False)
    how_and_when = LongText(label=_("How and when is it provided?"), compartment="core", required=False)


class Need(Form):
    need = LongText(
        label=_("What is the need?"), hint=_("Circumstances and conduct, never lawful belief"), compartment="core"
    )
    why = LongText(label=_("Why? What does it rest on?"), compartment="core", required=False)


class Goal(Form):
    own_words = LongText(label=_("The goal in the person's words"), compartment="delivery", required=False)
    our_words = LongText(label=_("The goal in ours"), hint=_("Never about lawful belief"), compartment="delivery")
    how_known = LongText(label=_("How will we both know?"), compartment="delivery", required=False)


class Support(Form):
    support_kind = CodeChoice(label=_("What kind of support?"), choices=codes("support_kinds"), kind="select")
    what = LongText(label=_("What is done?"), compartment="delivery", required=False)
    provider_staff = CodeChoice(
        label=_("Which colleague provides it?"),
        choices=list,
        kind="select",
        hint=_("Or name somebody below"),
        required=False,
    )
    provider_name = ShortText(label=_("Somebody else who provides it"), compartment="delivery", required=False)
    how_often = ShortText(label=_("How often?"), compartment="delivery", required=False)
    sessions_planned = ShortText(label=_("How many sessions are planned?"), required=False)
    from_on = DateParts(label=_("From"), exact=True, required=False)
    until_on = DateParts(label=_("Until"), exact=True, required=False)

    def clean_sessions_planned(self) -> int | None:
        """This will read the number of sessions."""
        typed = str(self.cleaned_data.get("sessions_planned") or "").strip()
        if not typed:
            return None
        if not (typed.isascii() and typed.isdigit()) or not 0 < int(typed) <= MOST_SESSIONS:
            raise ValidationError(gettext("Enter a number of sessions, such as 7"))
        return int(typed)

    def clean(self) -> dict[str, Any]:
        """This will refuse support that ends before it begins."""
        said = super().clean() or {}
        start, end = said.get("from_on"), said.get("until_on")
        if start and end and end < start:
            self.add_error("until_on", ValidationError(gettext("Enter a day after the first, or leave it empty")))
        return said


PARTS: Mapping[str, type[Form]] = {"statements": Statements, "need": Need, "goal": Goal, "support": Support}


NO_MEETING = "none"  # chosen where something was decided at no meeting of the panel


class PanelDecision(Form):
    item = CodeChoice(label=_("At which meeting?"), choices=list)
    reached = CodeChoice(label=_("How did %(the_panel)s decide?"), choices=codes("decision_rules"))
    reasons = LongText(label=_("Reasons"), compartment="panel")
    dissent_by = CodeChoice(label=_("Did an agency disagree?"), choices=list, kind="select", required=False)
    dissent = LongText(label=_("What did it say?"), compartment="panel", required=False)


class Agreement(Form):
    agrees = CodeChoice(label=_("Does the person agree to the plan?"), choices=YES_NO)
    own_words = LongText(label=_("What they say, in their words"), compartment="delivery")
    happened = WhenField(label=_("When did they say so?"))


class AfterNo(Form):
    route = CodeChoice(label=_("What happens now?"), choices=list)
    reasons = LongText(label=_("Reasons"), compartment="panel", required=False)
    further_on = DateParts(
        label=_("On which day do we assess again?"),
        hint=_("%(The_panel)s chooses the day. No period is laid down"),
        exact=True,
        required=False,
    )
    item = CodeChoice(
        label=_("At which meeting did %(the_panel)s decide?"),
        hint=_("Needed for other support and for closing, like all but the last question"),
        choices=list,
        required=False,
    )
    reached = CodeChoice(label=_("How did %(the_panel)s decide?"), choices=codes("decision_rules"), required=False)
    health_asked = CodeChoice(
        label=_("Is a health provider asked to help?"),
        choices=YES_NO,
        required=False,
    )
    social_care_asked = CodeChoice(label=_("Is social care asked to help?"), choices=YES_NO, required=False)
    arranged = LongText(label=_("What was arranged, or why nothing?"), compartment="panel", required=False)
    evaluation = LongText(
        label=_("What was tried, and what came of it?"),
        compartment="panel",
        required=False,
    )
    delivery_words = LongText(
        label=_("What was planned and not delivered, and why?"), compartment="panel", required=False
    )
    ending = CodeChoice(
        label=_("Reason for ending"),
        hint=_("Needed for closing"),
        choices=codes("endings"),
        kind="select",
        required=False,
    )


class PoliceAnswer(Form):
    agrees = CodeChoice(label=_("Do police take the case over?"), choices=YES_NO)
    words = LongText(label=_("Reasons"), compartment="panel", required=False)
