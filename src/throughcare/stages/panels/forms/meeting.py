"""What is asked around a meeting: when it meets, who comes, what agencies say, what is corrected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.frame.forms import CodeChoice, DateParts, Form, LongText, ShortText, WhenField, codes
from throughcare.kernel.definitions import codelist

Pairs = Iterable[tuple[str, str]]


def hints(name: str) -> dict[str, str]:
    """This will give the hints of a code list, by code."""
    return {value.code: _(value.hint) for value in codelist(name).values if value.hint}


class Meeting(Form):
    """When, where, and who takes the chair."""

    starts = WhenField(
        label=gettext_lazy("When does it begin?"), in_past=False, missing=gettext_lazy("Enter the day it meets")
    )
    place = ShortText(
        label=gettext_lazy("Where"), limit=200, missing=gettext_lazy("Enter the place, or say how to join")
    )
    chair = CodeChoice(
        label=gettext_lazy("Who takes the chair?"), choices=[], missing=gettext_lazy("Choose who takes the chair")
    )

    called_because = ShortText(
        label=gettext_lazy("Why is it called outside the usual rhythm?"),
        hint=gettext_lazy("Only for an extraordinary %(one_panel)s, which meets at shorter notice. Name nobody"),
        compartment="meeting",
        limit=300,
        required=False,
    )

    def __init__(self, *args: Any, chairs: Pairs, **kept: Any) -> None:
        super().__init__(*args, **kept)
        self.fields["chair"].choices = list(chairs)

    def clean_starts(self) -> Any:
        """This will refuse a day without a time: people must know when to come."""
        starts = self.cleaned_data["starts"]
        if starts and not starts.time_known:
            raise forms.ValidationError(_("Enter the time it begins, such as 10am"))
        return starts


class Appointed(Form):
    """Who appointed the chair of a meeting, and when."""

    by_whom = ShortText(
        label=gettext_lazy("Who appointed the chair?"),
        hint=gettext_lazy("Name and office"),
        compartment="meeting",
        limit=120,
        missing=gettext_lazy("Write who appointed the chair"),
    )
    on = DateParts(label=gettext_lazy("On which day?"), exact=True, not_after_today=True)


class ListCase(Form):
    """A case that is listed although nothing is due."""

    reference = ShortText(
        label=gettext_lazy("Reference"), limit=20, missing=gettext_lazy("Enter the reference, such as TC-4HX7RN")
    )
    reason = LongText(label=gettext_lazy("Why %(the_panel)s should look at it"), compartment="panel")


class Reason(Form):
    """Why something is done."""

    reason = LongText(label=gettext_lazy("Reason"), compartment="panel", missing=gettext_lazy("Say why"))


class Somebody(Form):
    """One colleague, by the key that forms carry."""

    who = CodeChoice(label=gettext_lazy("Who"), choices=[], kind="select", missing=gettext_lazy("Choose a colleague"))

    def __init__(self, *args: Any, people: Pairs, label: str = "", required: bool = True, **kept: Any) -> None:
        super().__init__(*args, **kept)
        self.fields["who"].choices = list(people)
        self.fields["who"].label = label or self.fields["who"].label
        self.fields["who"].required = required


class StepOut(Form):
    """A conflict of interest of one's own."""

    why = CodeChoice(label=gettext_lazy("Why do you take no part?"), choices=codes("conflict_kinds"))
    words = LongText(
        label=gettext_lazy("Anything to add"), compartment="panel", required=False,
        hint=gettext_lazy("You need not say more"),
    )  # fmt: skip


class StepsOut(Somebody):
    """A conflict of interest that somebody declared at the meeting."""

    why = CodeChoice(label=gettext_lazy("Why do they take no part?"), choices=codes("conflict_kinds"))
    words = LongText(label=gettext_lazy("Anything to add"), compartment="panel", required=False)


class Agency(Form):
    """One agency, by its code."""

    agency = CodeChoice(
        label=gettext_lazy("Agency"), choices=[], kind="select", missing=gettext_lazy("Choose an agency")
    )

    def __init__(self, *args: Any, agencies: Pairs, label: str = "", **kept: Any) -> None:
        super().__init__(*args, **kept)
        self.fields["agency"].choices = list(agencies)
        self.fields["agency"].label = label or self.fields["agency"].label


class View(Form):
    """An agency's view on an item."""

    position = CodeChoice(label=gettext_lazy("What does your agency say?"), choices=codes("view_positions"))
    words = LongText(
        label=gettext_lazy("The view, and what it rests on"),
        compartment="panel",
        missing=gettext_lazy("Say what the view rests on"),
    )
    kind = CodeChoice(label=gettext_lazy("What kind of statement is this?"), choices=codes("statement_kinds"))
    source = ShortText(label=gettext_lazy("Whose report it is"), compartment="panel", limit=200, required=False)
    offers = LongText(
        label=gettext_lazy("What your agency offers"), compartment="panel", required=False,
        hint=gettext_lazy("Help that your agency can give or arrange. Leave it empty if there is none"),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, **kept: Any) -> None:
        super().__init__(*args, **kept)
        self.fields["position"].hints = hints("view_positions")
        self.fields["kind"].hints = hints("statement_kinds")

    def clean(self) -> dict[str, Any]:
        """This will ask whose report it is where the view passes one on."""
        found = super().clean() or {}
        if found.get("kind") == "third_party" and not found.get("source"):
            self.add_error("source", _("Say whose report it is"))
        return found


class Outcome(Form):
    """What came of something that was promised."""

    outcome = ShortText(label=gettext_lazy("What came of it"), limit=200, missing=gettext_lazy("Say what came of it"))


class Correction(Form):
    """What was wrong in signed minutes, and what is right."""

    words = LongText(
        label=gettext_lazy("What is corrected"), compartment="panel", missing=gettext_lazy("Write what is corrected")
    )


class Words(Form):
    """Dissent in somebody's own words."""

    words = LongText(
        label=gettext_lazy("Why you disagree"), compartment="panel", missing=gettext_lazy("Say why you disagree")
    )
