"""The form every form of ours is: it knows the moment, the readers of each compartment, and its mistakes in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.forms.boundfield import BoundField

from throughcare.frame.forms.filling import fill


@dataclass(frozen=True)
class SeenBy:
    """Who reads a compartment, in words: "the coordinator and the panel members of this case".

    `about_person`: somebody is written about there who may ask to read it, so that the box says how it reads to them.
    `has_manual`: whoever types may open the manual, which asks to sign in.
    """

    seen: str
    not_seen: str = ""
    reasons: tuple[str, ...] = ()
    about_person: bool = False
    has_manual: bool = True


@dataclass(frozen=True)
class Mistake:
    """One line of the error summary, with the box it leads to."""

    text: str
    anchor: str = ""


class Form(forms.Form):
    """A form of ours. Give `readers` (compartment to SeenBy) when it has text boxes, `at` when it asks for days.

    Give `words` where its questions leave a place for a pathway's own: "How did %(the_panel)s decide?".
    """

    use_required_attribute = False

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        files: Mapping[str, object] | None = None,
        *,
        initial: Mapping[str, object] | None = None,
        readers: Mapping[str, SeenBy] | None = None,
        at: datetime | None = None,
        prefix: str | None = None,
        words: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(data, files, initial=initial, prefix=prefix)  # type: ignore[arg-type]  # Django wants its own dict
        self.readers = dict(readers or {})
        self.at = at
        for field in self.fields.values():
            field.asked_at = at  # type: ignore[attr-defined]  # read by our fields of days
            fill(field, words)

    def readers_of(self, name: str) -> SeenBy | None:
        """This will say who sees what is typed into a field; a box without readers named is a defect."""
        compartment = getattr(self.fields[name], "compartment", None)
        if compartment is None:
            return None
        if compartment not in self.readers:
            raise ImproperlyConfigured(
                f"{type(self).__name__}.{name} writes to the compartment {compartment!r}: "
                f"pass readers={{{compartment!r}: SeenBy(...)}}, so that the page can say who will see it."
            )
        return self.readers[compartment]

    def mistakes(self) -> Iterator[Mistake]:
        """This will list what to mend, in the order of the page, each with the box it leads to."""
        for text in self.non_field_errors():
            yield Mistake(str(text))
        for name in self.fields:
            bound = self[name]
            yield from (Mistake(str(text), _anchor(bound)) for text in bound.errors)

    def typed(self) -> list[tuple[str, str]]:
        """This will list what was typed, question and words, for a page that must show it again ready to copy."""
        shown = ((self[name], field) for name, field in self.fields.items() if getattr(field, "shown_again", True))
        return [(str(bound.label), words) for bound, field in shown if (words := words_typed(bound, field))]


def _anchor(bound: BoundField) -> str:
    first = getattr(bound.field, "first_part", "")
    return f"{bound.auto_id}-{first}" if first else bound.auto_id


def words_typed(bound: BoundField, field: forms.Field) -> str:
    """This will write what a field holds as the person entered it: words, labels of choices, parts of a date."""
    value = bound.value()
    if value in (None, "", [], ()):
        return ""
    return str(field.in_words(value)) if hasattr(field, "in_words") else str(value)
