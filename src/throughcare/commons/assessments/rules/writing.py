"""What is written of one factor, what a judgement says, and what either still lacks. Nothing here adds up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

NOT_KNOWN = "not_known"
SIDES = FOR, AGAINST = ("for", "against")
THIRD_PARTY = "third_party"


@dataclass(frozen=True)
class Piece:
    """One piece of evidence as it is written: a citation of the case, or a source in words.

    `origin` says what kind of source it is; what somebody else told says besides how reliable that is.
    """

    side: str
    text: str
    kind: str = ""
    cite: str = ""
    source: str = ""
    origin: str = ""
    reliability: str = ""

    @property
    def has_source(self) -> bool:
        """This will say whether the piece tells where it comes from."""
        return bool(self.cite or self.source.strip())

    @property
    def was_told(self) -> bool:
        """This will say whether somebody else told it, so that its reliability is owed."""
        return THIRD_PARTY in (self.kind, self.origin)


@dataclass(frozen=True)
class Written:
    """One factor as far as it is written. `revision` counts savings, so that nobody's words are overwritten unseen.

    `presence` answers the leading question, `further` the others by their codes. `by` says who wrote it last, where a draft
    has several hands.
    """

    presence: str = ""
    missing: str = ""
    pieces: tuple[Piece, ...] = ()
    label: str = ""
    revision: int = 0
    further: Mapping[str, str] = field(default_factory=dict)
    none_against: bool = False
    by: int = 0

    @property
    def is_begun(self) -> bool:
        """This will say whether anything was written at all."""
        return bool(self.answers or self.missing.strip() or self.pieces)

    @property
    def answers(self) -> list[str]:
        """This will list what was answered, to whatever question."""
        return [answer for answer in (self.presence, *self.further.values()) if answer]

    @property
    def is_unknown(self) -> bool:
        """This will say whether the answer to any question is that it is not known."""
        return NOT_KNOWN in self.answers

    @property
    def is_known(self) -> bool:
        """This will say whether any question was answered otherwise, so that evidence is owed."""
        return any(answer != NOT_KNOWN for answer in self.answers)

    def on(self, side: str) -> tuple[Piece, ...]:
        """This will give the evidence for or against."""
        return tuple(piece for piece in self.pieces if piece.side == side)


@dataclass(frozen=True)
class Judged:
    """A summary judgement as far as it is made: the answer, and why."""

    answer: str = ""
    because: str = ""

    @property
    def is_whole(self) -> bool:
        """This will say whether it was made and says why."""
        return bool(self.answer and self.because.strip())


@dataclass(frozen=True)
class Gap:
    """Something still missing: a sentence, and the box it leads to."""

    text: str
    box: str


def gaps_of(written: Written, *, further: Sequence[str] = ()) -> list[Gap]:
    """This will say what one factor still lacks, `further` questions included; nothing means that it is whole."""
    if not written.presence:
        return [Gap(_("Choose how present it is, or choose Not known"), "presence")]
    open_ones = (code for code in further if not written.further.get(code))
    found = [Gap(_("Answer this too, or choose Not known"), f"further-{code}") for code in open_ones]
    if written.is_unknown and not written.missing.strip():
        found.append(Gap(_("Say what is missing, and who might know"), "missing"))
    if written.is_known and not written.pieces:
        found.append(Gap(_("Give at least one piece of evidence, or choose Not known"), "for-text-1"))
    if written.pieces and written.is_known and not written.on(AGAINST) and not written.none_against:
        found.append(Gap(_("Give evidence against, or say that you looked for it and found none"), "none-against"))
    return found + [gap for side in SIDES for gap in _gaps_of_pieces(written.on(side))]


def _gaps_of_pieces(pieces: Sequence[Piece]) -> list[Gap]:
    return [
        Gap(words, f"{piece.side}-{box}-{number}")
        for number, piece in enumerate(pieces, 1)
        for box, words in _gaps_of_piece(piece)
    ]


def _gaps_of_piece(piece: Piece) -> Iterator[tuple[str, str]]:
    if not piece.text.strip():
        yield "text", _("Write the evidence that this source gives")
    if not piece.has_source:
        yield "cite", _("Say where this comes from: cite it from the case, or write the source")
    elif not piece.cite and not piece.origin:
        yield "origin", _("Choose what kind of source this is")
    if not piece.kind:
        yield "kind", _("Choose whether this is a fact, an opinion or somebody else's report")
    if piece.was_told and not piece.reliability:
        yield "reliability", _("Say how reliable this report is")


@dataclass(frozen=True)
class Progress:
    """How far a draft is: which factors are whole, begun or not looked at."""

    whole: frozenset[str] = field(default_factory=frozenset)
    begun: frozenset[str] = field(default_factory=frozenset)

    def looked_at(self, factors: Iterable[str]) -> int:
        """This will count how many of these factors somebody has looked at."""
        return sum(code in self.whole or code in self.begun for code in factors)
