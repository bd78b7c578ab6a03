"""What must be true of a meeting: who makes a quorum, how a decision is reached, what may be listed and signed.

The numbers and the sources of quorum and decision stand in the pathway; here stands only how facts become a yes or no.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.kernel.answers import YES, Answer, Mend, no
from throughcare.safeguards.pathways import Gate, Pathway

VOICES = ("chair", "panel_member")
QUORUM = ("quorum_local_authority", "quorum_police_of_residence")
UNANIMITY, MAJORITY, BY_CHAIR = "unanimity", "majority", "chair"


@dataclass(frozen=True)
class Present:
    """Somebody who is there for an item: for which agency, in which role."""

    agency_id: int
    role: str

    @property
    def has_voice(self) -> bool:
        """This will say whether they sit on the panel; those attending do not."""
        return self.role in VOICES


@dataclass(frozen=True)
class Quorum:
    """Whether those must be there who, in law, must be: the local authority and the police of the place of residence."""

    local_authority: bool
    police_of_residence: bool

    def __bool__(self) -> bool:
        return self.local_authority and self.police_of_residence


@dataclass(frozen=True)
class MustBeThere:
    """One party without whom a pathway lets nothing be decided: whether it is there, and both sentences in its words."""

    is_there: bool
    claim: str
    reason: str


@dataclass(frozen=True)
class Asked:
    """Who must be there under a case's pathway; nobody where it asks for no quorum, so that none is shown."""

    parts: tuple[MustBeThere, ...]

    def __bool__(self) -> bool:
        return all(part.is_there for part in self.parts)

    @property
    def missing(self) -> tuple[MustBeThere, ...]:
        """This will list who is not there."""
        return tuple(part for part in self.parts if not part.is_there)


def asked_of(pathway: Pathway, found: Quorum, *, police: str = "") -> Asked:
    """This will put what a pathway asks of a meeting beside who is there; `police` names the force of the residence."""
    is_there = dict(zip(QUORUM, (found.local_authority, found.police_of_residence), strict=True))
    gates = (gate for gate in pathway.gates if gate.code in QUORUM)
    return Asked(tuple(_part(gate, is_there[gate.code], police) for gate in gates))


def _part(gate: Gate, is_there: bool, police: str) -> MustBeThere:
    claim, reason = _(gate.claim), _(gate.reason)
    if gate.code != QUORUM[-1] or not police:
        return MustBeThere(is_there, claim, reason)
    named = ({"said": said, "police": police} for said in (claim, reason))
    return MustBeThere(is_there, *(_("%(said)s (%(police)s)") % words for words in named))


def quorum(present: Collection[Present], *, local_authority: int, police: int) -> Quorum:
    """This will say whether a panel may decide on somebody who lives where this police force is responsible."""
    agencies = {one.agency_id for one in present if one.has_voice}
    return Quorum(local_authority in agencies, police in agencies)


def voices(present: Collection[Present]) -> int:
    """This will count the agencies that have a voice on the item: one each, however many came."""
    return len({one.agency_id for one in present if one.has_voice})


def reached(how: str, *, voices: int, dissenting: int, chair_is_there: bool) -> Answer:
    """This will say whether a decision can have been reached this way by those who were there."""
    if how not in (UNANIMITY, MAJORITY, BY_CHAIR):
        return no(_("nobody has said how the decision was reached"))
    if not voices:
        return no(_("nobody with a voice is recorded as there"), mends=[Mend(_("Record who is there"))])
    if dissenting > voices:
        return no(_("more agencies disagreed than are recorded as there"), mends=[Mend(_("Record who is there"))])
    if how == UNANIMITY and dissenting:
        return no(
            _("all agreed, and yet somebody disagreed"),
            mends=[Mend(_("Say that it was decided by majority or by the chair"))],
        )
    if how == MAJORITY and dissenting * 2 >= voices:
        return no(
            _("half or more of the agencies disagreed, so there was no majority"),
            mends=[Mend(_("Let the chair decide"))],
        )
    if how == BY_CHAIR and not chair_is_there:
        return no(_("the chair is not recorded as there"), mends=[Mend(_("Record who takes the chair"))])
    return YES


def at_a_meeting(item: object | None) -> Answer:
    """This will say no to a decision that was taken at no meeting: it can be kept as it happened, and authorises nothing."""
    if item is not None:
        return YES
    return no(
        _("it was decided at no meeting"),
        mends=[Mend(_("List the case for a meeting"), verb="meetings.list_case")],
    )


def may_be_listed(*, is_listed: bool, same_area: bool, is_held: bool) -> Answer:
    """This will say whether a case can be put on an agenda."""
    answer = YES
    if is_listed:
        answer &= no(_("the case is on an agenda already"))
    if not same_area:
        answer &= no(_("the meeting is another area's"))
    if is_held:
        answer &= no(_("the meeting is over"), mends=[Mend(_("Choose a meeting to come"))])
    return answer


def may_be_taken_off(*, is_decided: bool, reason: str) -> Answer:
    """This will say whether a case can be taken off an agenda."""
    answer = YES
    if is_decided:
        answer &= no(_("it is decided already"))
    if not reason.strip():
        answer &= no(_("no reason is given"), mends=[Mend(_("Say why the case is taken off"))])
    return answer


def may_be_published(*, state: str, items: int, has_chair: bool) -> Answer:
    """This will say whether an agenda can go out to its members."""
    answer = YES
    if state != "draft":
        answer &= no(_("the agenda is published already"))
    if not items:
        answer &= no(_("no case is on it"), mends=[Mend(_("List a case"))])
    if not has_chair:
        answer &= no(_("nobody takes the chair"), mends=[Mend(_("Invite somebody to take the chair"))])
    return answer


def may_take_part(*, is_published: bool, is_over: bool, has_conflict: bool) -> Answer:
    """This will say whether somebody can give a view, be there or promise something on an item."""
    answer = YES
    if not is_published:
        answer &= no(
            _("the agenda is not published yet"), mends=[Mend(_("Publish the agenda"), verb="meetings.publish_agenda")]
        )
    if is_over:
        answer &= no(_("the minutes are signed"), mends=[Mend(_("Add a correction to the minutes"))])
    if has_conflict:
        answer &= no(_("they stepped out of this item because of a conflict of interest"))
    return answer


def may_be_appointed(*, by_whom: str, on: date, today: date) -> Answer:
    """This will say whether the appointment of a chair says enough: who appointed them, on a day that has come."""
    answer = YES
    if not by_whom.strip():
        answer &= no(_("it is not said who appointed the chair"), mends=[Mend(_("Write who appointed the chair"))])
    if on > today:
        answer &= no(_("the day of the appointment has not come yet"))
    return answer


def may_go_on(unsigned: Iterable[int], *, mends: Iterable[Mend] = ()) -> Answer:
    """This will say whether the next case of an agenda can be opened: not while minutes of a decided one wait.

    It holds back whoever signs, and only from opening another case: what happens can be recorded all the same.
    """
    numbers = [str(number) for number in unsigned]
    if not numbers:
        return YES
    words = ngettext(
        "item %(numbers)s is decided and its minutes are not signed",
        "items %(numbers)s are decided and their minutes are not signed",
        len(numbers),
    )
    return no(words % {"numbers": ", ".join(numbers)}, mends=mends)


def may_be_signed(*, is_signed: bool, decisions: int, present: int) -> Answer:
    """This will say whether the minutes of an item are complete enough to be signed."""
    answer = YES
    if is_signed:
        answer &= no(_("the minutes are signed already"), mends=[Mend(_("Add a correction to the minutes"))])
    if not decisions:
        answer &= no(
            _("no decision is recorded"), mends=[Mend(_("Record the decision, or take the case off the agenda"))]
        )
    if not present:
        answer &= no(_("nobody is recorded as there"), mends=[Mend(_("Record who is there"))])
    return answer
