"""What is asked when consent is asked for, answered or withdrawn. Nothing is chosen beforehand; a no needs no reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from throughcare.commons.people.actions import NewBirth
from throughcare.frame.dates import PartialDate
from throughcare.frame.forms import CodeChoice, DateParts, Form, LongText, ShortText, WhenField, codes

ANSWERS = [("yes", _("Yes")), ("no", _("No")), ("needs_time", _("Needs time to think"))]


class Asked(Form):
    purpose = CodeChoice(label=_("What is asked for?"), choices=codes("consent_purposes"))
    how = LongText(label=_("How is it asked, where, and who is there?"), compartment="core")
    happened = WhenField(label=_("When was it asked?"))


class Answer(Form):
    purpose = CodeChoice(label=_("What was asked for?"), choices=codes("consent_purposes"))
    named_agencies = LongText(
        label=_("Which agencies may be told?"),
        hint=_("Only for sharing. Name each one"),
        compartment="core",
        required=False,
    )
    given_by = CodeChoice(label=_("Who answered?"), choices=codes("consent_givers"))
    giver = ShortText(
        label=_("Their name"),
        hint=_("For a parent, a guardian or a local authority. For a local authority, their job as well"),
        compartment="network",
        limit=200,
        required=False,
    )
    capacity = CodeChoice(label=_("Could they decide this?"), choices=codes("capacity_bases"))
    capacity_words = LongText(label=_("How was that judged?"), compartment="core", required=False)
    explained = LongText(label=_("What was explained?"), compartment="core")
    leaflet = ShortText(label=_("Which leaflet was given?"), compartment="core", limit=200, required=False)
    language = ShortText(label=_("In which language?"), compartment="core", limit=80, required=False)
    answer = CodeChoice(label=_("What was the answer?"), choices=ANSWERS)
    own_words = LongText(label=_("In their words"), compartment="core", required=False)
    from_on = DateParts(
        label=_("From when?"), hint=_("For a yes. Leave empty where it is from today"), exact=True, required=False
    )
    how_to_stop = LongText(
        label=_("How were they told to stop it?"),
        hint=_("Whom to tell, and by what way"),
        compartment="core",
        required=False,
    )
    ask_again_on = DateParts(
        label=_("When do we come back to it?"), hint=_("Only where time to think is wanted"), exact=True, required=False
    )
    happened = WhenField(label=_("When did they answer?"))

    def clean(self) -> dict[str, Any]:
        """This will ask for a day to come back on where time is wanted, and how to stop where the answer is yes."""
        said = super().clean() or {}
        answer = said.get("answer")
        if answer == "needs_time" and not said.get("ask_again_on") and "ask_again_on" not in self.errors:
            self.add_error("ask_again_on", ValidationError(gettext("Enter the day on which we ask again")))
        if answer == "yes" and not str(said.get("how_to_stop") or "").strip():
            self.add_error("how_to_stop", ValidationError(gettext("Say how they were told to stop it")))
        return said


class Birth(Form):
    born = DateParts(
        label=_("When was the person born?"),
        hint=_("A year alone is enough. Leave it empty where it is not known after all"),
        not_after_today=True,
        required=False,
    )
    about = CodeChoice(label=_("Is that certain?"), choices=[("yes", _("Yes")), ("no", _("No, it is estimated"))])
    said_by = ShortText(
        label=_("Who says so, or what does it stand in?"),
        hint=_("Such as: passport, seen on the day; the aunt"),
        compartment="core",
        limit=200,
    )
    reason = LongText(label=_("Why is it corrected?"), compartment="core")


def birth_of(typed: Mapping[str, Any]) -> NewBirth:
    """This will put what was typed into a date of birth as far as it is known."""
    born: PartialDate | None = typed["born"]
    known = born.precision if born else "unknown"
    precision = "estimated" if born and typed["about"] == "no" else known
    return NewBirth(born.earliest if born else None, precision, typed["said_by"], typed["reason"])


class Withdrawal(Form):
    purpose = CodeChoice(label=_("What do they no longer want?"), choices=codes("consent_purposes"))
    happened = WhenField(label=_("When did they say so?"))
    reason = CodeChoice(
        label=_("Did they say why?"),
        hint=_("Nobody must give a reason"),
        choices=codes("withdrawal_reasons"),
        required=False,
    )
    reason_words = LongText(
        label=_("In their words"), hint=_("Only what they chose to say"), compartment="core", required=False
    )
