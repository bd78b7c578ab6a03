"""What every question of the form is: one thing a page, whose words are kept as typed, and "I do not know" an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from markupsafe import Markup

from throughcare.frame.forms import CodeChoices, Form, SeenBy
from throughcare.frame.forms.base import words_typed
from throughcare.frame.pieces import Row
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today

Raw = Mapping[str, Sequence[str]]
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Asking:
    """What a question must know to be asked: the moment, the areas there are, who reads what, and by whom it is asked."""

    at: datetime
    areas: Sequence[tuple[str, str]] = ()
    readers: Mapping[str, SeenBy] = field(default_factory=dict)
    by_staff: bool = False
    proposed: Mapping[str, str] = field(default_factory=dict)

    def codes(self, name: str) -> list[tuple[str, str]]:
        """This will give what may be chosen from a code list today."""
        return codelist(name).choices(uk_today(self.at))


class OurForm(Form):
    """A form that says who reads it once for all boxes that the same people read."""

    def readers_of(self, name: str) -> SeenBy | None:
        """This will say who sees a box, in full once a page: the next box that the same people see says so."""
        found = super().readers_of(name)
        compartment = getattr(self.fields[name], "compartment", None)
        before = list(self.fields)[: list(self.fields).index(name)]
        if found and any(getattr(self.fields[other], "compartment", None) == compartment for other in before):
            return SeenBy(seen=_("the same people as above"))
        return found


class Question(OurForm):
    """One page of the form. `page_title` is what a browser's tab shows: it says nothing of what this is about."""

    page_title: ClassVar[str | Promise] = ""
    heading: ClassVar[str | Promise] = ""
    lead: ClassVar[str | Promise] = ""
    lead_inside: ClassVar[str | Promise] = ""
    may_be_unknown: ClassVar[bool] = False
    unknown_label: ClassVar[str | Promise] = ""
    reveals: ClassVar[Mapping[str, Mapping[str, str]]] = {}

    def __init__(self, asking: Asking, raw: Raw | None = None, *, judged: bool = False) -> None:
        data = as_query(raw) if raw is not None and judged else None
        super().__init__(data, readers=asking.readers, at=asking.at)
        self.asking = asking
        self.prepare()
        if self.may_be_unknown:
            label = self.unknown_label or _("I do not know")
            self.fields[UNKNOWN] = CodeChoices(label=_("Or"), choices=[(UNKNOWN, label)], required=False)
        for each in self.fields.values():
            each.asked_at = asking.at
        if self.is_titled_by_its_field and self.lead_words:
            self._first_field.help_text = self.lead_words
        if not judged:
            self.initial = self._as_shown(raw) if raw is not None else dict(self.proposed())

    def prepare(self) -> None:
        """This will fill in choices that are only known when the question is asked."""

    def proposed(self) -> Mapping[str, object]:
        """This will give what stands in the boxes before anybody has answered."""
        return {}

    def _as_shown(self, raw: Raw) -> dict[str, object]:
        data = as_query(raw)
        return {name: each.widget.value_from_datadict(data, {}, name) for name, each in self.fields.items()}

    @property
    def lead_words(self) -> str:
        """This will give the sentence under the heading, for whoever is asked."""
        return str(self.lead_inside if self.asking.by_staff and self.lead_inside else self.lead)

    @property
    def _first_field(self) -> forms.Field:
        return next(iter(self.fields.values()))

    @property
    def is_titled_by_its_field(self) -> bool:
        """This will say whether the first field asks the page's question, so that its label is the heading."""
        return str(self._first_field.label) == str(self.heading)

    @property
    def revealed(self) -> set[str]:
        """This will name the boxes that are shown under a choice, and so not by themselves."""
        return {box for boxes in self.reveals.values() for box in boxes.values()}

    @property
    def is_answered(self) -> bool:
        """This will say whether anything was answered; "I do not know" counts as an answer."""
        return self.is_valid() and any(value for value in self.cleaned_data.values())

    def row(self, change_url: str) -> Row:
        """This will give the answer as it is read before sending; a gap says that nothing was provided."""
        self.full_clean()
        words = Markup("").join(self._words(name) for name in self.fields if name != UNKNOWN)
        if not words and self.cleaned_data.get(UNKNOWN):
            words = Markup.escape(self.unknown_label or _("I do not know"))
        return Row(str(self.heading), words, change_url, str(self.heading))

    def _words(self, name: str) -> Markup:
        bound, value = self[name], self.cleaned_data.get(name)
        words = str(value) if hasattr(value, "precision") else words_typed(bound, bound.field)
        if not words:
            return Markup("")
        if bound.field is self._first_field and self.is_titled_by_its_field:
            return Markup('<div class="tc-as-typed" dir="auto">{}</div>').format(words)
        shape = Markup(
            '<div class="tc-answer"><span class="tc-second">{}</span><div class="tc-as-typed" dir="auto">{}</div></div>'
        )
        return shape.format(bound.label, words)


def as_query(raw: Raw) -> QueryDict:
    """This will make what was kept look as it was sent."""
    data = QueryDict(mutable=True)
    for name, values in raw.items():
        data.setlist(name, list(values))
    return data


def kept_of(question: Question, sent: QueryDict) -> dict[str, list[str]]:
    """This will take from what was sent the boxes of one question, and nothing else."""
    names = tuple(question.fields)
    return {
        key: sent.getlist(key)
        for key in sent
        if key in names or any(key.startswith(f"{name}-") and key.count("-") == 1 for name in names)
    }


def cleaned(question: Question) -> dict[str, Any]:
    """This will give what a question holds, with nothing for what was not answered."""
    return dict(question.cleaned_data) if question.is_valid() else {}
