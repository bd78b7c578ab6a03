"""What is asked when a letter is written or given, when the person was told, and when they are not told yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from throughcare.commons.telling import letters
from throughcare.commons.telling.letters import Blank
from throughcare.frame.forms import (
    CodeChoice,
    CodeChoices,
    DateParts,
    Form,
    LongText,
    SeenBy,
    ShortText,
    WhenField,
    codes,
)
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today


def _letters() -> list[tuple[str, str]]:
    return [(one.code, one.label) for one in letters.all_letters()]


def _way_hints() -> dict[str, str]:
    return {value.code: gettext(value.hint) for value in codelist("letter_ways").values if value.hint}


class Choose(Form):
    """Which letter, for whom, in which language; `audiences` come in the order they are offered."""

    letter = CodeChoice(label=_("Which letter?"), choices=_letters, missing=_("Choose a letter"))
    audience = CodeChoice(label=_("Who reads it?"), choices=list, missing=_("Choose who reads it"))
    language = CodeChoice(
        label=_("In which language?"),
        choices=lambda: list(letters.languages().items()),
        missing=_("Choose a language"),
    )

    def __init__(self, data: Mapping[str, object] | None, *, audiences: list[tuple[str, str]], at: datetime) -> None:
        super().__init__(data, at=at)
        self.fields["audience"].choices = audiences  # type: ignore[attr-defined]  # a choice of ours

    def clean(self) -> dict[str, Any]:
        """This will say where nobody has written the letter for this reader in this language."""
        said = super().clean() or {}
        if {"letter", "audience", "language"} <= said.keys():
            letter = letters.letter(said["letter"])
            if letter.text(audience=said["audience"], language=said["language"]) is None:
                words = gettext("Nobody has written this letter for this reader in this language. Choose another")
                self.add_error("language", ValidationError(words))
        return said


class Write(Form):
    """The blanks of one letter that its writer fills, and what they add. Not every blank must be filled to look at it."""

    more = LongText(
        label=_("Do you want to add something?"),
        hint=_("In the same plain words. It stands at the end of the letter. Say nothing of other people or of checks"),
        compartment="core",
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, object] | None,
        *,
        blanks: Iterable[Blank],
        must_be_whole: bool,
        readers: Mapping[str, SeenBy],
        at: datetime,
    ) -> None:
        super().__init__(data, readers=readers, at=at)
        added = self.fields.pop("more")
        for blank in blanks:
            box = ShortText(label=blank.label, hint=blank.hint, compartment="core", required=must_be_whole)
            self.fields[blank.code] = box
        self.fields["more"] = added


class Given(Form):
    """How a letter that was written here reached the person."""

    way = CodeChoice(
        label=_("How did it reach them?"),
        choices=codes("letter_ways"),
        hints=_way_hints(),
        missing=_("Choose how it reached them"),
    )
    happened = WhenField(label=_("When?"), missing=_("Enter the day it reached them"))
    words = LongText(label=_("What did they say, or ask?"), compartment="core", required=False)


class GivenElsewhere(Given):
    """How a letter reached the person that was not written here."""

    letter = CodeChoice(label=_("Which letter was it?"), choices=_letters, missing=_("Choose the letter"))
    audience = CodeChoice(
        label=_("Whom was it for?"),
        choices=lambda: list(letters.audiences().items()),
        missing=_("Choose whom it was for"),
    )
    field_order = ["letter", "audience", "way", "happened", "words"]


class Tell(Form):
    """What the person was told."""

    things = CodeChoices(
        label=_("What were they told?"), choices=codes("things_to_tell"), missing=_("Choose what they were told")
    )
    way = CodeChoice(
        label=_("How were they told?"),
        choices=codes("letter_ways"),
        hints=_way_hints(),
        missing=_("Choose how they were told"),
    )
    happened = WhenField(label=_("When were they told?"), missing=_("Enter the day they were told"))
    words = LongText(label=_("What was said?"), compartment="core", required=False)


class NotYet(Form):
    """Why the person is not told one thing yet. `of_police`: it is kept with police, and one reason more is offered."""

    thing = CodeChoice(
        label=_("What are they not told yet?"), choices=codes("things_to_tell"), missing=_("Choose what it is")
    )
    reason = CodeChoice(label=_("Why not yet?"), choices=list, missing=_("Choose why they are not told yet"))
    words = LongText(label=_("Why, in your words"), compartment="core", required=False)
    look_again_on = DateParts(
        label=_("When is it looked at again?"), exact=True, missing=_("Enter the day on which it is looked at again")
    )

    def __init__(
        self,
        data: Mapping[str, object] | None,
        *,
        of_police: bool,
        latest: str,
        readers: Mapping[str, SeenBy],
        at: datetime,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, readers=readers, at=at, initial=initial)
        self.fields["reason"].choices = reasons(of_police=of_police, on=uk_today(at))  # type: ignore[attr-defined]  # a choice of ours
        self.fields["words"].compartment = "police" if of_police else "core"  # type: ignore[attr-defined]  # a box of ours
        self.fields["look_again_on"].help_text = gettext("Not later than %(day)s") % {"day": latest}


def reasons(*, of_police: bool, on: date) -> list[tuple[str, str]]:
    """This will list why something may wait; what only police can know is offered to police alone."""
    values = codelist("told_reasons").valid(on)
    return [(one.code, gettext(one.label)) for one in values if of_police or not one.extra.get("police_alone")]
