"""What the pages of the thread ask, and how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from throughcare.commons.cases.readers import readers
from throughcare.frame.forms import CodeChoice, DateParts, Form, LongText, ShortText, WhenField
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today
from throughcare.safeguards.pathways import Pathway

Pairs = list[tuple[str, str]]


def _choices(name: str) -> Callable[[], Pairs]:
    found = codelist(name)
    return lambda: [(value.code, found.label(value.code)) for value in found.values]


def _reasons_to_wait() -> Pairs:
    """Whoever may read the case reads this reason: none that tells of police."""
    listed = codelist("told_reasons")
    return [(one.code, listed.label(one.code)) for one in listed.values if not one.extra.get("police_alone")]


def _hints(name: str) -> dict[str, Any]:
    return {value.code: _(value.hint) for value in codelist(name).values if value.hint}


class OfCompartment(Form):
    """A form whose boxes write to one compartment, which its page names."""

    boxes: tuple[str, ...] = ()

    def __init__(
        self, data: Mapping[str, Any] | None, *, compartment: str, under: Pathway, at: datetime, **options: Any
    ) -> None:
        super().__init__(data, readers=readers(compartment, under=under), at=at, **options)
        for name in self.boxes:
            self.fields[name].compartment = compartment


class NoteForm(OfCompartment):
    """A new note."""

    boxes = ("text",)
    happened = WhenField(label=_("When did it happen?"), missing=_("Enter the day it happened"))
    kind = CodeChoice(
        label=_("What is it?"),
        choices=_choices("statement_kinds"),
        hints=_hints("statement_kinds"),
        missing=_("Choose whether it is a fact, an opinion or somebody else's report"),
    )
    source = ShortText(label=_("Whose report?"), hint=_("Only for somebody else's report"), required=False, limit=200)
    text = LongText(label=_("What happened"), compartment="core", missing=_("Write what happened"))

    def clean(self) -> dict[str, Any]:
        """This will ask whose report it is, where it is somebody else's."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == "third_party" and not cleaned.get("source"):
            self.add_error("source", ValidationError(_("Say whose report it is")))
        return cleaned


class CorrectionForm(OfCompartment):
    """A corrected version of a note."""

    boxes = ("text",)
    text = LongText(
        label=_("The note as it should be"), compartment="core", missing=_("Write the note as it should be")
    )
    reason = ShortText(label=_("Why is it corrected?"), missing=_("Say why it is corrected"), limit=200)


class ToldForm(OfCompartment):
    """Whether the person was told."""

    boxes = ("words",)
    told = CodeChoice(
        label=_("Has the person been told?"),
        choices=[("yes", _("Yes")), ("no", _("No, not yet"))],
        missing=_("Choose whether the person has been told"),
    )
    happened = WhenField(
        label=_("When were they told, or when was it decided not to tell?"), missing=_("Enter the day it happened")
    )
    reason = CodeChoice(
        label=_("If not told, why not?"),
        choices=_reasons_to_wait,
        hints=_hints("told_reasons"),
        kind="select",
        required=False,
    )
    review_on = DateParts(label=_("If not told, when is it looked at again?"), exact=True, required=False)
    words = LongText(
        label=_("What was said, or why not in your words"),
        compartment="core",
        required=False,
        hint=_("Leave out what others must not read"),
    )

    def clean(self) -> dict[str, Any]:
        """This will ask for a reason and a day to look again, where the person is not told."""
        cleaned = super().clean() or {}
        if cleaned.get("told") == "no":
            if not cleaned.get("reason"):
                self.add_error("reason", ValidationError(_("Choose why the person is not told")))
            if not cleaned.get("review_on") and "review_on" not in self.errors:
                self.add_error("review_on", ValidationError(_("Enter the day on which it is looked at again")))
            elif self.at and cleaned.get("review_on") and cleaned["review_on"] <= uk_today(self.at):
                self.add_error("review_on", ValidationError(_("Enter a day after today")))
        return cleaned


class CareForm(OfCompartment):
    """How to reach the person safely, and what to be careful of."""

    boxes = ("safe_contact", "take_care")
    safe_contact = LongText(
        label=_("Safe contact"),
        hint=_("How, when and where not, such as: text only, after 4pm, not at home"),
        compartment="core",
        required=False,
        limit=300,
    )
    take_care = LongText(
        label=_("Take care"),
        hint=_("What to be careful of, and what not to say"),
        compartment="core",
        required=False,
        limit=1000,
    )


class StaffSafetyForm(OfCompartment):
    """What keeps those safe who work with the person."""

    boxes = ("staff_safety",)
    staff_safety = LongText(
        label=_("Safety of staff"),
        hint=_("What somebody must know before a visit. Keep addresses and identities of staff out of other boxes"),
        compartment="safety",
        required=False,
        limit=1000,
    )


class OfferForm(OfCompartment):
    """Handing the case to another owner."""

    boxes = ("note",)
    to = CodeChoice(label=_("Who should own the case?"), choices=list, missing=_("Choose a colleague"))
    reason = ShortText(label=_("Why?"), missing=_("Say why the case changes hands"), limit=400)
    note = LongText(
        label=_("Hand-over note"),
        hint=_("What comes next, what to be careful of, what was promised"),
        compartment="core",
        missing=_("Write what the new owner must know"),
    )


class VersionForm(OfCompartment):
    """Moving the case to another version of its pathway."""

    to = CodeChoice(
        label=_("Which version does the case follow from now on?"), choices=list, missing=_("Choose a version")
    )
    reason = ShortText(label=_("Why?"), missing=_("Say why the case moves to another version"), limit=400)


class PathwayForm(OfCompartment):
    """Moving a case to the pathway of the nation it lies in."""

    boxes = ("reason",)
    reason = LongText(
        label=_("Why does the case move to this pathway?"), compartment="core", missing=_("Say why the case moves")
    )


class AccessForm(OfCompartment):
    """Letting a colleague read the case for a time."""

    boxes = ("reason",)
    who = CodeChoice(label=_("Who?"), choices=list, missing=_("Choose a colleague"))
    purpose = CodeChoice(
        label=_("For what?"),
        choices=_choices("access_purposes"),
        hints=_hints("access_purposes"),
        missing=_("Choose a purpose"),
    )
    until = DateParts(label=_("Until the end of which day?"), exact=True, missing=_("Enter the last day"))
    reason = ShortText(
        label=_("Why do they need to read it?"),
        hint=_("Whoever opens the case reads this"),
        missing=_("Say why they need to read it"),
        limit=200,
    )


class EndAccessForm(OfCompartment):
    """Ending somebody's access to the case."""

    boxes = ("reason",)
    reason = ShortText(label=_("Why does it end?"), missing=_("Say why it ends"), limit=200)


class ExcludeForm(OfCompartment):
    """Keeping a colleague out of the case."""

    boxes = ("reason",)
    who = CodeChoice(
        label=_("Who must not open this case?"), choices=list, kind="select", missing=_("Choose a colleague")
    )
    kind = CodeChoice(
        label=_("What ties them?"), choices=_choices("conflict_kinds"), missing=_("Choose what ties them to it")
    )
    reason = LongText(label=_("Why?"), compartment="exclusion", missing=_("Say why they must not open it"))


class DeclareForm(OfCompartment):
    """Declaring a conflict of interest of one's own."""

    boxes = ("reason",)
    kind = CodeChoice(
        label=_("What ties you to it?"), choices=_choices("conflict_kinds"), missing=_("Choose what ties you to it")
    )
    reason = LongText(
        label=_("In your words"), compartment="exclusion", missing=_("Say in your words what ties you to it")
    )


class TieForm(Form):
    """Somebody close to oneself who may come to the programme."""

    name = ShortText(
        label=_("Name of the person"),
        limit=200,
        hint=_("Laid beside the names of records. You alone read it here"),
        missing=_("Enter the name of the person"),
    )
    born = DateParts(
        label=_("When was the person born?"),
        exact=True,
        not_after_today=True,
        missing=_("Enter the day on which the person was born"),
    )
    kind = CodeChoice(
        label=_("What ties you to them?"), choices=_choices("conflict_kinds"), missing=_("Choose what ties you to them")
    )


class FinishForm(Form):
    """What came of a task."""

    outcome = ShortText(label=_("What came of it?"), missing=_("Say in a sentence what came of it"), limit=200)


class PauseForm(Form):
    """Until when a date stands still, and why."""

    until = DateParts(
        label=_("When does somebody look again?"),
        hint=_("The date stands still until somebody lets it go on"),
        exact=True,
        missing=_("Enter the day to look again"),
    )
    reason = ShortText(label=_("Why is it paused?"), missing=_("Say why it is paused"), limit=200)

    def clean_until(self) -> Any:
        """This will ask for a day that is still to come."""
        if self.at and self.cleaned_data["until"] <= uk_today(self.at):
            raise ValidationError(_("Enter a day after today"))
        return self.cleaned_data["until"]


class ResumeForm(Form):
    """Why a date goes on."""

    reason = ShortText(label=_("Why does it go on?"), missing=_("Say why it goes on"), limit=200)


class RecountForm(Form):
    """From which day a date runs, and why that was another."""

    from_day = DateParts(
        label=_("From which day does it run?"), exact=True, not_after_today=True, missing=_("Enter the day")
    )
    reason = ShortText(label=_("Why was it another day?"), missing=_("Say why it was another day"), limit=200)
