"""What must be true of an assessment: of one factor, of the whole, and of whoever finishes it. Nothing here adds up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no

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

    `presence` answers the leading question, `further` the others by their codes.
    """

    presence: str = ""
    missing: str = ""
    pieces: tuple[Piece, ...] = ()
    label: str = ""
    revision: int = 0
    further: Mapping[str, str] = field(default_factory=dict)
    none_against: bool = False

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


def every_answer_has_evidence(gaps: Mapping[str, Sequence[Gap]]) -> bool:
    """This will say whether no factor lacks anything."""
    return not any(gaps.values())


def formulation_is_written(texts: Mapping[str, str], *, parts: Iterable[str]) -> Answer:
    """This will say no while a part of the formulation is empty."""
    if all(texts.get(part, "").strip() for part in parts):
        return YES
    return no(_("a part of the formulation is not written"), mends=[Mend(_("Write the formulation"))])


def judgements_are_made(made: Mapping[str, Judged], *, asked: Iterable[str]) -> Answer:
    """This will say no while a summary judgement that the instrument asks for is not made, or does not say why."""
    if all(made.get(code, Judged()).is_whole for code in asked):
        return YES
    return no(
        _("a summary judgement is not made, or does not say why"), mends=[Mend(_("Make each judgement, and say why"))]
    )


def grounds_are_said(gaps: Sequence[Gap]) -> Answer:
    """This will say no while it is not said how the assessment was done."""
    return no(_("how it was done is not said in full"), mends=[Mend(gap.text) for gap in gaps]) if gaps else YES


def may_be_added_up(*, permitted: bool, of_a_person: bool) -> Answer:
    """This will say no to every sum over items of a person, and of a programme unless the instrument's manual allows it."""
    if of_a_person:
        return no(_("nothing about a person is added up here, whatever an instrument allows"))
    return YES if permitted else no(_("this instrument does not allow its items to be added up"))


def again_has_a_reason(*, earlier: bool, why: str) -> Answer:
    """This will say no to an assessment after a finished one that does not say why it is made again."""
    if not earlier or why.strip():
        return YES
    return no(
        _("there is a finished assessment, and nobody has said why it is looked at again"), mends=[Mend(_("Say why"))]
    )


def may_begin(*, has_draft: bool) -> Answer:
    """This will say no to a second draft of the same person on the same case."""
    return (
        no(_("you have begun an assessment of this case already"), mends=[Mend(_("Go on with it"))])
        if has_draft
        else YES
    )


def is_entitled(*, has_role: bool, needs_certificate: bool, has_certificate: bool, in_date: bool) -> bool:
    """This will say whether somebody may finish an instrument: the role, and a certificate where one is asked for.

    A certificate that has ended stops its holder even where none is asked for: whoever gave it has set an end to it.
    """
    if not has_role:
        return False
    return in_date if has_certificate else not needs_certificate


def may_use(roles: Iterable[str], *, allowed: Sequence[str], who: str) -> Answer:
    """This will say no to somebody for whom the instrument is not made."""
    return YES if set(roles) & set(allowed) else no(_("this instrument is not for your role: %(who)s") % {"who": who})


def has_items(holds_items: bool, *, where: str) -> Answer:
    """This will say no to a shell: its items are not here, and where they come from is said."""
    if holds_items:
        return YES
    return no(_("the items of this instrument are not here"), mends=[Mend(where)])


def fits_or_has_a_reason(*, not_for: Sequence[str], fits: bool, reason: str) -> Answer:
    """This will say no to an instrument that is not made for some people, until the person is none of them or why is said."""
    if not not_for or fits or reason.strip():
        return YES
    words = _("it is not made for: %(people)s") % {"people": "; ".join(not_for)}
    return no(words, mends=[Mend(_("Say that the person is none of these, or why it is used all the same"))])


def may_be_called_for(*, known: Mapping[str, str], event: str, words: str) -> Answer:
    """This will say no to a new look that nothing finished calls for, to an unknown event, and to one without words."""
    if not known:
        return no(_("no finished assessment names events after which it is looked at again"))
    answer = YES if event in known else no(_("this is none of the events"), mends=[Mend("; ".join(known.values()))])
    return (
        answer if words.strip() else answer & no(_("nothing says what happened"), mends=[Mend(_("Say what happened"))])
    )


def may_countersign(*, is_own: bool, is_done: bool) -> Answer:
    """This will say no to the assessor's own second signature, and to another one after it was given."""
    if is_own:
        return no(_("you finished it yourself"), mends=[Mend(_("Ask a colleague who supervises this work"))])
    return no(_("it is countersigned already")) if is_done else YES


def may_be_brought(*, faults: Sequence[str], licensed: str, is_there: bool) -> Answer:
    """This will say no to a copy with faults, without a licence, or of a version that is here already; all together."""
    answer = YES
    for fault in faults:
        answer = answer & no(fault)
    if not licensed.strip():
        answer = answer & no(_("nothing says by what licence this site has it"), mends=[Mend(_("Name the licence"))])
    if is_there:
        mend = Mend(_("Give this copy a version of its own"))
        answer = answer & no(_("there is a copy of this version already"), mends=[mend])
    return answer


def clash(saved: Written, mine: Written) -> str:
    """This will name the first box in which the words saved meanwhile and mine differ; empty where none does."""
    before, after = boxes_of(saved), boxes_of(mine)
    return next((box for box, words in before.items() if words.strip() and words != after.get(box, "")), "")


def boxes_of(written: Written) -> dict[str, str]:
    """This will give the words of every box of a factor."""
    pieces = {f"{side}-text-{number}": piece.text for side in SIDES for number, piece in enumerate(written.on(side), 1)}
    return {"missing": written.missing, **pieces}


def merge(saved: Written, mine: Written, *, box: str, keep: str) -> Written:
    """This will join two people's words: the box they clash in as was chosen, and nothing else of either lost."""
    kept = boxes_of(saved).get(box, "")
    ours = boxes_of(mine).get(box, "")
    words = {"saved": kept, "both": f"{kept}\n\n{ours}".strip()}.get(keep, ours)
    joined = _with_words(mine, box, words)
    have = {piece.text.strip() for piece in joined.pieces} | {kept.strip()}
    lost = tuple(piece for piece in saved.pieces if piece.text.strip() not in have)
    missing = joined.missing if joined.missing.strip() else saved.missing
    return replace(joined, pieces=joined.pieces + lost, missing=missing)


def _with_words(written: Written, box: str, words: str) -> Written:
    if box == "missing":
        return replace(written, missing=words)
    side, _text, number = box.split("-")
    pieces = list(written.on(side))
    if int(number) > len(pieces):
        pieces.append(Piece(side, words))
    else:
        pieces[int(number) - 1] = replace(pieces[int(number) - 1], text=words)
    others = tuple(piece for piece in written.pieces if piece.side != side)
    return replace(written, pieces=(*pieces, *others) if side == FOR else (*others, *pieces))


@dataclass(frozen=True)
class Progress:
    """How far a draft is: which factors are whole, begun or not looked at."""

    whole: frozenset[str] = field(default_factory=frozenset)
    begun: frozenset[str] = field(default_factory=frozenset)

    def looked_at(self, factors: Iterable[str]) -> int:
        """This will count how many of these factors somebody has looked at."""
        return sum(code in self.whole or code in self.begun for code in factors)
