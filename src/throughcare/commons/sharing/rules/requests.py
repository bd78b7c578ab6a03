"""What must be true of a request and of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.kernel.answers import YES, Answer, Mend, no

HELD, NOTHING_HELD, CANNOT_SHARE = "held", "nothing_held", "cannot_share"
ANSWERS = (HELD, NOTHING_HELD, CANNOT_SHARE)
THIRD_PARTY = "third_party"
HERE = "here"


@dataclass(frozen=True)
class State:
    """Where a request stands: in words, and the colour of its tag where it still asks for something."""

    code: str
    label: str | Promise
    colour: str = ""

    @property
    def is_open(self) -> bool:
        """This will say whether an answer is still awaited."""
        return self.code in ("waiting", "late")


WAITING = State("waiting", gettext_lazy("Waiting"), "grey")
LATE = State("late", gettext_lazy("Late"), "orange")
ANSWERED = State(HELD, gettext_lazy("Answered"))
NOTHING = State(NOTHING_HELD, gettext_lazy("Nothing held"))
WITHDRAWN = State("withdrawn", gettext_lazy("Withdrawn"))
CANNOT = State(CANNOT_SHARE, gettext_lazy("Cannot share"))
_BY_ANSWER = {HELD: ANSWERED, NOTHING_HELD: NOTHING, CANNOT_SHARE: CANNOT}


@dataclass(frozen=True)
class Piece:
    """One piece of an answer as it is given: words, fact or opinion or third party's report, and its source."""

    text: str
    kind: str
    source: str = ""


def state_of(answers: Sequence[str], *, due_on: date, today: date, withdrawn: bool = False) -> State:
    """This will say where a request stands; late is never stored, it follows from the day it was due."""
    if HELD in answers:
        return ANSWERED
    if answers:
        return _BY_ANSWER[answers[-1]]
    if withdrawn:
        return WITHDRAWN
    return LATE if today > due_on else WAITING


def basis_is_stated(*, text: str, purpose: str, legal_basis: str) -> bool:
    """This will say whether a request tells what is asked, what it is for, and on what basis."""
    return all(part.strip() for part in (text, purpose, legal_basis))


def may_be_due(due_on: date, *, today: date) -> Answer:
    """This will say no to a day for the answer that has passed already."""
    if due_on >= today:
        return YES
    return no(_("the day for the answer has passed"), mends=[Mend(_("Choose today or a later day"))])


def may_be_asked(agencies: Iterable[str], *, chosen: Sequence[str]) -> Answer:
    """This will say no where no agency was chosen, or one that does not take part."""
    if not chosen:
        return no(_("no agency was chosen"), mends=[Mend(_("Choose at least one agency"))])
    if set(chosen) <= set(agencies):
        return YES
    return no(_("an agency that was chosen does not take part now"), mends=[Mend(_("Choose from the agencies shown"))])


def is_whole(answer: str, *, reason: str, pieces: Sequence[Piece]) -> Answer:
    """This will say what an answer still lacks: a reason, a piece, or a third party's name."""
    if answer == CANNOT_SHARE and not reason.strip():
        return no(_("an agency that cannot share says why"), mends=[Mend(_("Write the reason"))])
    if answer == HELD and not pieces:
        return no(_("nothing was written down of what the agency holds"), mends=[Mend(_("Write at least one piece"))])
    unsaid = any(piece.kind == THIRD_PARTY and not piece.source.strip() for piece in pieces)
    if answer == HELD and unsaid:
        return no(_("a third party's report has no source"), mends=[Mend(_("Say whose report it is"))])
    return YES


def may_be_chased(state: State) -> Answer:
    """This will say no to chasing, or withdrawing, what was answered or withdrawn."""
    if state == WITHDRAWN:
        return no(_("this request was withdrawn"))
    return YES if state.is_open else no(_("this request has been answered"))


def may_be_sent(*, withdrawn: bool) -> Answer:
    """This will say no to an agency's answer that is no longer needed: nobody gives more than is asked for."""
    if not withdrawn:
        return YES
    return no(
        _("the request was withdrawn, and nothing is asked of your agency any more"),
        mends=[Mend(_("Ring whoever asked, where they should know something all the same"))],
    )
