"""One case at the meeting as one form, and the draft it is kept as."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.frame.forms import YES_NO, CodeChoice, DateParts, Form, LongText, ShortText, codes

Pairs = Iterable[tuple[str, str]]
AT_THE_MEETING = ("came", "joined_by_video", "apologies", "no_word")
OUTCOMES = [
    ("adopt", gettext_lazy("%(Adopt)s")),
    ("no_support", gettext_lazy("No support under this programme")),
    ("defer", gettext_lazy("Defer")),
]


class Item(Form):
    """One case at the meeting: who is there, what is decided, who disagrees, what is promised. One form, kept as a draft."""

    after = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    dissents = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=20)
    promises = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=20)
    outcome = CodeChoice(
        label=gettext_lazy("Decision"), choices=OUTCOMES, missing=gettext_lazy("Choose what %(the_panel)s decided")
    )
    until_on = DateParts(label=gettext_lazy("Take it up again on"), exact=True, required=False)
    ending = CodeChoice(
        label=gettext_lazy("Reason for ending"), choices=codes("endings"), kind="select", required=False
    )
    health_asked = CodeChoice(label=gettext_lazy("Is health asked to help?"), choices=YES_NO, required=False)
    social_care_asked = CodeChoice(label=gettext_lazy("Is social care asked to help?"), choices=YES_NO, required=False)
    arranged = LongText(
        label=gettext_lazy("What is arranged, or why nothing is"), compartment="panel", required=False,
        hint=gettext_lazy("%(The_panel)s considers it before it offers no support"),
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
