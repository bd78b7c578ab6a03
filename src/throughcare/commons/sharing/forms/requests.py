"""What is typed when an agency is asked, chased, or answered for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from throughcare.commons.sharing import queries, rules
from throughcare.commons.sharing.rules import Piece
from throughcare.frame.forms import CodeChoice, CodeChoices, DateParts, Form, LongText, ShortText, WhenField
from throughcare.kernel.definitions import Code, codelist

COMPARTMENT = queries.COMPARTMENT
MORE = 2
MOST = 30


def kinds() -> list[Code]:
    """This will list what a statement may be: fact, opinion, somebody else's report."""
    return list(codelist("statement_kinds").values)


class AskForm(Form):
    """One question to one or more agencies."""

    agencies = CodeChoices(label=_("Which agencies do you ask?"), choices=(), missing=_("Choose at least one agency"))
    called = ShortText(
        label=_("Name that the agencies will know the person by"),
        hint=_("They see this name and your questions, and nothing else of the case."),
        compartment=COMPARTMENT,
        limit=200,
        missing=_("Enter the name that the agencies will know the person by"),
    )
    text = LongText(
        label=_("What do you ask?"),
        compartment=COMPARTMENT,
        hint=_("The same words go to every agency that you choose."),
        missing=_("Write what you ask"),
    )
    purpose = LongText(
        label=_("What is it for?"),
        compartment=COMPARTMENT,
        hint=_("Say why it is needed. Ask for no more than that."),
        missing=_("Say what the information is for"),
    )
    legal_basis = CodeChoice(
        label=_("On what basis do you ask?"),
        choices=(),
        missing=_("Choose the basis on which you ask"),
    )
    due_on = DateParts(label=_("Answer by"), exact=True, missing=_("Enter the day by which you need the answer"))

    def __init__(
        self,
        *args: Any,
        agencies: Sequence[tuple[str, str]],
        hints: Mapping[str, str],
        bases: Sequence[Code],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agencies"].choices = list(agencies)
        self.fields["agencies"].hints = dict(hints)
        self.fields["legal_basis"].choices = [(code.code, code.label) for code in bases]
        self.fields["legal_basis"].hints = {code.code: code.source for code in bases}


class ChaseForm(Form):
    """A line to the agency that is asked again; it may stay empty."""

    words = LongText(
        label=_("What do you add?"), compartment=COMPARTMENT, required=False, hint=_("You can leave this empty.")
    )


class WithdrawForm(Form):
    """Why an answer is no longer needed; the agency reads it."""

    words = LongText(
        label=_("Why is it no longer needed?"),
        hint=_("The agency reads this. Say no more of the person than it knows"),
        compartment=COMPARTMENT,
        missing=_("Say why it is no longer needed"),
        limit=500,
    )


class HeldForm(Form):
    """Whether the agency holds anything."""

    answer = CodeChoice(
        label=_("Does your agency hold anything that was asked for?"),
        choices=(
            (rules.HELD, _("Yes")),
            (rules.NOTHING_HELD, _("No, nothing")),
            (rules.CANNOT_SHARE, _("We cannot share it")),
        ),
        hints={rules.NOTHING_HELD: _("Your answer is sent at once."), rules.CANNOT_SHARE: _("Say why below.")},
        missing=_("Choose whether your agency holds anything"),
    )
    reason = LongText(label=_("Why can it not be shared?"), compartment=COMPARTMENT, required=False)

    def clean(self) -> dict[str, Any]:
        """This will ask for the reason where the agency cannot share."""
        values = dict(self.cleaned_data)
        if values.get("answer") == rules.CANNOT_SHARE and not values.get("reason", "").strip():
            self.add_error("reason", _("Say why your agency cannot share it"))
        return values


class PiecesForm(Form):
    """What an agency holds, piece by piece: words, what kind of statement each is, and whose."""

    text_label = _("What your agency holds")

    def __init__(self, *args: Any, pieces: int = MORE, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = min(pieces, MOST)
        for number in range(1, self.count + 1):
            self._add_piece(number)

    def _add_piece(self, number: int) -> None:
        added = {
            f"text-{number}": LongText(label=self.text_label, compartment=COMPARTMENT, required=False),
            f"kind-{number}": CodeChoice(
                label=_("What is it?"),
                choices=[(code.code, str(_(code.label))) for code in kinds()],
                hints={code.code: _(code.hint) for code in kinds() if code.hint},
                required=False,
            ),
            f"source-{number}": ShortText(
                label=_("Whose report, or which record?"), compartment=None, limit=200, required=False
            ),
        }
        for name, field in added.items():
            field.asked_at = self.at
            self.fields[name] = field

    def numbers(self) -> range:
        """This will give the numbers of the pieces on the page."""
        return range(1, self.count + 1)

    def clean(self) -> dict[str, Any]:
        """This will ask for one piece at least, for the kind of each, and for the source of a third party's report."""
        values = dict(self.cleaned_data)
        if not any(values.get(f"text-{number}", "").strip() for number in self.numbers()) and self.is_needed():
            self.add_error("text-1", _("Write at least one piece, or choose another answer"))
        for number in self.numbers():
            self._clean_piece(number, values)
        return values

    def is_needed(self) -> bool:
        """This will say whether there must be a piece; a form with other answers says so itself."""
        return True

    def _clean_piece(self, number: int, values: Mapping[str, Any]) -> None:
        text, kind = values.get(f"text-{number}", "").strip(), values.get(f"kind-{number}", "")
        if text and not kind:
            self.add_error(f"kind-{number}", _("Choose what it is: a fact, an opinion or somebody else's report"))
        if text and kind == rules.THIRD_PARTY and not values.get(f"source-{number}", "").strip():
            self.add_error(f"source-{number}", _("Say whose report it is"))

    def pieces(self) -> list[Piece]:
        """This will give the pieces that were written, in their order."""
        value = self.cleaned_data.get
        found = (
            Piece(value(f"text-{n}", ""), value(f"kind-{n}", ""), value(f"source-{n}", "")) for n in self.numbers()
        )
        return [piece for piece in found if piece.text.strip()]

    def as_typed(self) -> list[dict[str, str]]:
        """This will give every piece as it was typed, whole or not, to be kept as a draft."""
        typed = [
            {part: str(self.data.get(f"{part}-{number}", "")) for part in ("text", "kind", "source")}
            for number in self.numbers()
        ]
        return [piece for piece in typed if any(piece.values())]


def initial_pieces(kept: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """This will fill the boxes from pieces that were kept."""
    return {f"{part}-{number}": words for number, piece in enumerate(kept, 1) for part, words in piece.items()}


def pieces_sent(data: Mapping[str, object]) -> int:
    """This will count the pieces that a page had when it was sent."""
    return max(sum(f"text-{number}" in data for number in range(1, MOST + 1)), 1)


class OnBehalfForm(PiecesForm):
    """An answer that came by phone, by letter or at a meeting, taken down for the agency."""

    text_label = _("What the agency gave")

    answer = CodeChoice(
        label=_("What did the agency answer?"),
        choices=(
            (rules.HELD, _("It gave information")),
            (rules.NOTHING_HELD, _("Nothing held")),
            (rules.CANNOT_SHARE, _("It cannot share")),
        ),
        missing=_("Choose what the agency answered"),
    )
    reason = LongText(label=_("Why can it not share?"), compartment=COMPARTMENT, required=False)
    way = CodeChoice(label=_("How did it come?"), choices=(), missing=_("Choose how the answer came"))
    said_by = ShortText(
        label=_("Who said it?"),
        hint=_("Name or job."),
        compartment=COMPARTMENT,
        limit=200,
        missing=_("Enter who said it"),
    )
    came = WhenField(label=_("When did it come?"), missing=_("Enter the day the answer came"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [(code.code, _(code.label)) for code in codelist("information_ways").values if code.code != rules.HERE]
        self.fields["way"].choices = ways

    def is_needed(self) -> bool:
        """This will ask for a piece only where the agency gave information."""
        return self.cleaned_data.get("answer") == rules.HELD

    def clean(self) -> dict[str, Any]:
        """This will ask for the reason where the agency cannot share."""
        values = super().clean()
        if values.get("answer") == rules.CANNOT_SHARE and not values.get("reason", "").strip():
            self.add_error("reason", _("Write the reason that the agency gave"))
        return values

    def happened_at(self) -> datetime:
        """This will give the moment the answer came."""
        moment: datetime = self.cleaned_data["came"].at
        return moment
