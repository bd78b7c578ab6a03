"""Boxes for words. Nothing is cut off or changed silently: what cannot be kept is said, with the place."""

from __future__ import annotations

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LONGEST = 100_000
LONGEST_LINE = 400
_LINE_BREAKS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_KEPT_CONTROLS = "\n\t"
# These turn the direction of all that follows them, so that a reader sees other words than are stored. Arabic and Hebrew
# need none of them: letters know their direction. What turns a place alone, and what ends with its box, is kept.
_TURNING = "\u202a\u202b\u202c\u202d\u202e"


def hidden_character(text: str) -> int:
    """This will find the first character that cannot be kept (control, turning, half a pair); -1 where there is none."""
    if text.isprintable():  # a text of letters and spaces alone, which most are
        return -1
    for place, sign in enumerate(text):
        category = unicodedata.category(sign)
        if sign in _TURNING or category == "Cs" or (category == "Cc" and sign not in _KEPT_CONTROLS):
            return place
    return -1


def complaint_about_hidden(text: str, place: int) -> str:
    """This will say where the hidden character stands, by the words before it."""
    before = " ".join(text[:place].split())[-20:]
    if not before:
        return _("There is a hidden character at the start that cannot be kept. Delete the start and type it again")
    return _(
        "There is a hidden character after “%(before)s” that cannot be kept. Delete that place and type it again"
    ) % {"before": before}


def complaint_about_length(length: int, limit: int) -> str:
    """This will say how many characters are too many."""
    words = ngettext(
        "Use %(limit)s characters or fewer. You have typed %(over)s too many",
        "Use %(limit)s characters or fewer. You have typed %(over)s too many",
        limit,
    )
    return words % {"limit": f"{limit:,}", "over": f"{length - limit:,}"}


class _Words(forms.Field):
    """What long and short boxes share: line ends made one kind, hidden characters and length refused in words."""

    longest = LONGEST
    autocomplete = ""

    def __init__(self, *, label: str, missing: str = "", hint: str = "", required: bool = True) -> None:
        super().__init__(label=label, help_text=hint, required=required)
        self.missing = missing

    def to_python(self, value: object) -> str:
        """This will make line ends one kind and keep everything else as typed."""
        return _LINE_BREAKS.sub("\n", str(value)) if value is not None else ""

    def validate(self, value: str) -> None:
        """This will refuse an empty box that must be filled, a hidden character, and too many characters."""
        if self.required and not value.strip():
            raise ValidationError(self.missing or _asked_for(str(self.label)))
        place = hidden_character(value)
        if place >= 0:
            raise ValidationError(complaint_about_hidden(value, place))
        if len(value) > self.longest:
            raise ValidationError(complaint_about_length(len(value), self.longest))


def _asked_for(label: str) -> str:
    if label.endswith("?"):
        return _("Answer the question: %(label)s") % {"label": label}
    return _("Enter %(label)s") % {"label": label[:1].lower() + label[1:]}


class LongText(_Words):
    """A text box. It writes to one compartment, and the page says beside it who reads that compartment.

    A box that is not about the person, such as what a colleague asks for, says so with `about_person=False`.
    """

    kind = "textarea"

    def __init__(
        self,
        *,
        label: str,
        compartment: str,
        limit: int = 0,
        missing: str = "",
        hint: str = "",
        required: bool = True,
        about_person: bool = True,
    ) -> None:
        super().__init__(label=label, missing=missing, hint=hint, required=required)
        self.compartment = compartment
        self.about_person = about_person
        self.limit = limit
        self.longest = limit or LONGEST


class ShortText(_Words):
    """A box for one line: a name, a place, a reference. A line break becomes a space."""

    kind = "text"
    input_type = "text"
    longest = LONGEST_LINE
    about_person = False  # one line holds a name, a place or a reference, and no account of anybody

    def __init__(
        self,
        *,
        label: str,
        compartment: str | None = None,
        limit: int = LONGEST_LINE,
        missing: str = "",
        hint: str = "",
        required: bool = True,
        autocomplete: str = "",
    ) -> None:
        super().__init__(label=label, missing=missing, hint=hint, required=required)
        self.compartment = compartment
        self.longest = limit
        self.autocomplete = autocomplete

    def to_python(self, value: object) -> str:
        """This will take the spaces around the line away and join broken lines."""
        return " ".join(super().to_python(value).split("\n")).strip()


class EmailText(ShortText):
    """A box for a mail address."""

    input_type = "email"

    def validate(self, value: str) -> None:
        """This will refuse what cannot be a mail address."""
        super().validate(value)
        if value:
            EmailValidator(_("Enter an email address, such as name@example.org"))(value)


class PhoneText(ShortText):
    """A box for a phone number, kept with the spaces it was typed with."""

    input_type = "tel"

    def validate(self, value: str) -> None:
        """This will refuse what nobody could dial."""
        super().validate(value)
        if value and not re.fullmatch(r"\+?[\d\s().-]{5,30}(\s*(x|ext\.?)\s*\d{1,6})?", value):
            raise ValidationError(_("Enter a phone number, such as 01632 960 101"))
