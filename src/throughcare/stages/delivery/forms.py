"""What the pages of support ask, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from throughcare.frame.forms import (
    YES_NO,
    CodeChoice,
    CodeChoices,
    Form,
    Happened,
    LongText,
    ShortText,
    WhenField,
    codes,
)
from throughcare.frame.forms.days import read_time
from throughcare.kernel.time import uk_time

KINDS = [
    ("fact", _("Fact: I saw or heard it myself")),
    ("opinion", _("Opinion")),
    ("third_party", _("Somebody else told me")),
]
READ_BY = "delivery_reports"


class Start(Form):
    happened = WhenField(label=_("When did support start?"))


class Plan(Form):
    support = CodeChoice(label=_("Which support of the plan?"), choices=[], missing=_("Choose the support of the plan"))
    starts = WhenField(label=_("When?"), in_past=False, missing=_("Enter the day and the time"))
    session_kind = CodeChoice(label=_("How?"), choices=codes("session_kinds"))
    place = ShortText(label=_("Where?"), compartment=READ_BY, required=False, limit=200)
    conditions = LongText(
        label=_("Conditions that matter here"),
        hint=_("What whoever holds the session must keep to, such as a curfew or who must not be there"),
        compartment=READ_BY,
        required=False,
    )

    def clean_starts(self) -> Happened:
        """This will ask for the time of a session to come: a day alone is not enough to meet."""
        said: Happened = self.cleaned_data["starts"]
        if not said.time_known:
            raise ValidationError(_now("Enter the time too, such as 4pm"))
        return said


class Change(Plan):
    support = None  # type: ignore[assignment]  # how Django drops a field of the form before
    reason = LongText(label=_("Why is it changed?"), compartment=READ_BY)


class Report(Form):
    attendance = CodeChoice(label=_("What happened?"), choices=codes("attendance"))
    reason_given = LongText(
        label=_("If it was not held: the reason that was given"),
        hint=_("As it was given. Leave empty where none was"),
        compartment=READ_BY,
        required=False,
    )
    condition = CodeChoice(
        label=_("Under which condition was it?"),
        hint=_(
            "Who came and the reason that was given are kept under it. Only the supervising officer decides whether a reason counts"
        ),
        choices=[],
    )
    happened = WhenField(label=_("When did it begin, or when was it to begin?"))
    ended = ShortText(label=_("When did it end?"), hint=_("Such as 4:30pm, if you know it"), required=False, limit=20)
    goals = CodeChoices(label=_("What did you work on?"), choices=[], required=False)
    worked_on = LongText(label=_("More about what you worked on"), compartment=READ_BY, required=False)
    person_said = LongText(
        label=_("What did the person say?"), hint=_("In their words"), compartment=READ_BY, required=False
    )
    went_well = LongText(label=_("What went well?"), compartment=READ_BY, required=False)
    tell = CodeChoice(label=_("Is there anything to tell someone now?"), choices=YES_NO)
    tell_now = LongText(label=_("If yes: what?"), compartment=READ_BY, required=False)
    next_time = LongText(label=_("Next time"), compartment=READ_BY, required=False)

    def clean_ended(self) -> str:
        """This will refuse an end that is no time of day."""
        typed: str = self.cleaned_data["ended"]
        if typed:
            read_time(typed)
        return typed

    def clean(self) -> dict[str, object]:
        """This will refuse an end before the beginning."""
        said = super().clean() or self.cleaned_data
        if said.get("ended") and said.get("happened") and ended_at(said) is None:
            self.add_error("ended", _now("Enter a time after the beginning"))
        return said


class Unplanned(Report):
    session_kind = CodeChoice(label=_("How was it held?"), choices=codes("session_kinds"))
    support = CodeChoice(label=_("Which support of the plan?"), choices=[], required=False)
    field_order = ["support", "session_kind"]


class Contact(Form):
    purpose = CodeChoice(label=_("What was it for?"), choices=codes("contact_purposes"))
    happened = WhenField(label=_("When?"))
    how = ShortText(label=_("How and where?"), compartment=READ_BY, required=False, limit=200)
    words = LongText(label=_("What was said?"), compartment=READ_BY)
    kind = CodeChoice(label=_("How do you know it?"), choices=KINDS)


class Incident(Form):
    incident_kind = CodeChoice(label=_("What kind of incident?"), choices=codes("incident_kinds"))
    happened = WhenField(label=_("When?"))
    words = LongText(label=_("What happened?"), compartment=READ_BY)
    done = LongText(label=_("What was done at once?"), compartment=READ_BY, required=False)


def ended_at(said: dict[str, object]) -> datetime | None:
    """This will give the moment at which a session ended, on the day it began; none where it is not known or not after it."""
    happened, typed = said["happened"], str(said.get("ended") or "")
    if not typed or not isinstance(happened, Happened):
        return None
    clock = read_time(typed)
    found = uk_time(happened.at).replace(hour=clock.hour, minute=clock.minute)
    return found if found >= happened.at else None


def choose_from(form: Form, name: str, pairs: Iterable[tuple[str, str]]) -> None:
    """This will fill a choice with what this case offers; a choice of nothing is left out."""
    offered = list(pairs)
    if offered:
        form.fields[name].choices = offered
    else:
        form.fields.pop(name, None)
