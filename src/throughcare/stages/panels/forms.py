"""What the pages of meetings and panels ask, and in which words. Colleagues and agencies travel by key and code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.frame.forms import YES_NO, CodeChoice, DateParts, Form, LongText, ShortText, WhenField, codes
from throughcare.kernel.definitions import codelist

Pairs = Iterable[tuple[str, str]]
AT_THE_MEETING = ("came", "joined_by_video", "apologies", "no_word")
OUTCOMES = [
    ("adopt", gettext_lazy("Adopt")),
    ("no_support", gettext_lazy("No support under this programme")),
    ("defer", gettext_lazy("Defer")),
]


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
        hint=gettext_lazy("Only for an extraordinary panel, which meets at shorter notice. Name nobody"),
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
    reason = LongText(label=gettext_lazy("Why the panel should look at it"), compartment="panel")


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


class Item(Form):
    """One case at the meeting: who is there, what is decided, who disagrees, what is promised. One form, kept as a draft."""

    after = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    dissents = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=20)
    promises = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=20)
    outcome = CodeChoice(
        label=gettext_lazy("Decision"), choices=OUTCOMES, missing=gettext_lazy("Choose what the panel decided")
    )
    until_on = DateParts(label=gettext_lazy("Take it up again on"), exact=True, required=False)
    ending = CodeChoice(
        label=gettext_lazy("Reason for ending"), choices=codes("endings"), kind="select", required=False
    )
    health_asked = CodeChoice(label=gettext_lazy("Is health asked to help?"), choices=YES_NO, required=False)
    social_care_asked = CodeChoice(label=gettext_lazy("Is social care asked to help?"), choices=YES_NO, required=False)
    arranged = LongText(
        label=gettext_lazy("What is arranged, or why nothing is"), compartment="panel", required=False,
        hint=gettext_lazy("The Act asks the panel to consider it (s.36(6))"),
    )  # fmt: skip
    consent_asked = LongText(
        label=gettext_lazy("How, when and by whom consent is asked"), compartment="panel", required=False
    )
    nature = LongText(label=gettext_lazy("What kind of support"), compartment="panel", required=False)
    providers = LongText(label=gettext_lazy("Who provides it"), compartment="panel", required=False)
    how_and_when = LongText(label=gettext_lazy("How and when it is provided"), compartment="panel", required=False)
    reached = CodeChoice(
        label=gettext_lazy("Reached"),
        choices=codes("decision_rules"),
        missing=gettext_lazy("Choose how the decision was reached"),
    )
    reasons = LongText(label=gettext_lazy("Reasons"), compartment="panel", required=False)

    def __init__(
        self, *args: Any, people: Pairs, parties: Pairs, owners: Pairs, rows: tuple[int, int] = (1, 1), **kept: Any
    ) -> None:
        super().__init__(*args, **kept)
        came = [(code, label) for code, label in codes("meeting_attendance")() if code in AT_THE_MEETING]
        for key, label in people:
            self._add(f"came-{key}", CodeChoice(label=label, choices=came, kind="select", required=False))
        for number in range(1, rows[0] + 1):
            self._add(
                f"dissent-{number}-who",
                CodeChoice(label=_("Who"), choices=list(parties), kind="select", required=False),
            )
            self._add(
                f"dissent-{number}-words", LongText(label=_("What they said"), compartment="panel", required=False)
            )
        for number in range(1, rows[1] + 1):
            self._add(
                f"action-{number}-what", ShortText(label=_("What"), compartment="panel", limit=200, required=False)
            )
            self._add(
                f"action-{number}-who", CodeChoice(label=_("Who"), choices=list(owners), kind="select", required=False)
            )
            self._add(f"action-{number}-by", DateParts(label=_("By"), exact=True, required=False))
        self.rows = rows

    def _add(self, name: str, field: forms.Field) -> None:
        field.asked_at = self.at
        self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """This will ask for the other half of a dissent or an action that is half written down."""
        found = super().clean() or {}
        for number in range(1, self.rows[0] + 1):
            self._whole(
                found,
                (f"dissent-{number}-who", _("Choose who disagreed")),
                (f"dissent-{number}-words", _("Write what they said")),
            )
        for number in range(1, self.rows[1] + 1):
            self._whole(
                found,
                (f"action-{number}-what", _("Write what is to be done")),
                (f"action-{number}-who", _("Choose who does it")),
                (f"action-{number}-by", _("Enter the day it is done by")),
            )
        return found

    def _whole(self, found: Mapping[str, Any], *parts: tuple[str, str]) -> None:
        if any(found.get(name) for name, _missing in parts):
            for name, missing in parts:
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, missing)

    def came(self) -> dict[str, str]:
        """This will give who is there as far as it was chosen, by the colleague's key."""
        chosen = {
            name.removeprefix("came-"): value for name, value in self.cleaned_data.items() if name.startswith("came-")
        }
        return {key: code for key, code in chosen.items() if code}


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


def from_draft(body: Mapping[str, Any]) -> QueryDict:
    """This will give what was typed back as it was sent."""
    sent = QueryDict(mutable=True)
    for name, values in body.items():
        sent.setlist(name, list(values))
    return sent


def to_draft(sent: QueryDict, *, one_more: str = "") -> dict[str, list[str]]:
    """This will give what was sent in a shape that can be kept, with `one_more` row of one kind where that was asked."""
    kept = {name: sent.getlist(name) for name in sent if name not in ("csrfmiddlewaretoken", "do")}
    if one_more:
        kept[one_more] = [str(rows_in(sent, one_more) + 1)]
    return kept


def rows_in(sent: QueryDict, name: str) -> int:
    """This will say how many rows of one kind a form has; a number that nobody's page can have sent is one."""
    typed = sent.get(name, "1")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 3 else 1
    return min(max(number, 1), 20)


def initial_of(form: type[Item] | Item, body: QueryDict) -> dict[str, Any]:
    """This will give what a draft holds as first values of a form, so that it is shown without complaint."""
    fields = form.fields if isinstance(form, Item) else form.base_fields
    sent = ((name, field.widget.value_from_datadict(body, {}, name)) for name, field in fields.items())
    return {name: value for name, value in sent if value not in (None, "", [])}
