"""What counts as consent on a day, and what an answer must say: pure, no database, no clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no

SUPPORT = "support"
PERSON = "person"
NOES = frozenset({"refused", "withdrawn", "suspended"})
UNABLE = "assessed_lacks"
RULE = "8.2"


@dataclass(frozen=True)
class Said:
    """One thing said about consent, as far as it decides what counts."""

    id: int
    step: str
    given_by: str
    capacity: str
    on_day: date
    happened_at: datetime
    from_on: date | None = None


def fits(given_by: str, *, child: bool) -> bool:
    """This will say whether the right one answered: for a child somebody with parental responsibility, else the person."""
    return (given_by != PERSON) if child else (given_by == PERSON)


def counts(said: Said, *, day: date, is_child: Callable[[date], bool]) -> bool:
    """This will say whether one yes counts on a day: given by the right one when it was said, and by the right one still."""
    if said.step != "given" or said.capacity == UNABLE or said.on_day > day or (said.from_on and said.from_on > day):
        return False
    return fits(said.given_by, child=is_child(said.on_day)) and fits(said.given_by, child=is_child(day))


def in_force(everything: Iterable[Said], *, day: date, is_child: Callable[[date], bool]) -> bool:
    """This will say whether consent is in force on a day, from everything said about one purpose."""
    said = sorted(everything, key=lambda one: (one.happened_at, one.id))
    last_no = max((n for n, one in enumerate(said) if one.step in NOES), default=-1)
    return any(counts(one, day=day, is_child=is_child) for one in said[last_no + 1 :])


def is_ended_by_age(everything: Iterable[Said], *, day: date, is_child: Callable[[date], bool]) -> bool:
    """This will say whether somebody else's yes stood until the person came of age, and the person has not answered since."""
    said = sorted(everything, key=lambda one: (one.happened_at, one.id))
    last_no = max((n for n, one in enumerate(said) if one.step in NOES), default=-1)
    of_others = any(one.step == "given" and one.given_by != PERSON for one in said[last_no + 1 :])
    return of_others and not is_child(day) and not in_force(said, day=day, is_child=is_child)


def may_be_kept(*, step: str, given_by: str, giver: str, purpose: str, named_agencies: str) -> Answer:
    """This will say whether an answer says enough to be kept: who gave it, and which agency may be told."""
    answer = YES
    if given_by and given_by != PERSON and not giver.strip():
        mend = Mend(_("Write who answered: their name, and for a local authority their job"))
        answer &= no(_("somebody answered for the person, and it is not said who they are"), rule=RULE, mends=[mend])
    if step == "given" and not given_by:
        mend = Mend(_("Choose who answered"))
        answer &= no(_("it is not said who gave consent"), rule=RULE, mends=[mend])
    if step == "given" and purpose == "share" and not named_agencies.strip():
        mend = Mend(_("Name each agency"))
        answer &= no(_("no agency is named that may be told"), rule=RULE, mends=[mend])
    return answer


def why_not(said: Said | None, *, day: date, is_child: Callable[[date], bool]) -> str:
    """This will say in words why a yes does not count on a day; nothing where it counts or there is none."""
    if said is None or said.step != "given" or counts(said, day=day, is_child=is_child):
        return ""
    if said.capacity == UNABLE:
        return _("It does not count: the person was assessed as not able to decide this.")
    if said.from_on and said.from_on > day:
        return _("It does not count yet: it begins later.")
    if is_child(day):
        return _("It does not count alone: for somebody under 18, a parent, a guardian or the local authority answers.")
    return _("It does not count any more: the person has come of age and has not been asked since.")


def after_a_birth(*, was_child: bool, is_child: bool, was_in_force: bool, in_force: bool) -> str:
    """This will say what somebody must look at once a date of birth was corrected; nothing where nothing follows from it."""
    said = []
    if was_child and not is_child:
        said.append(_("the person is of age now: they answer for themselves, and a guardian no longer does"))
    if is_child and not was_child:
        said.append(_("the person is treated as a child now: who has parental responsibility, and children's services"))
    if was_in_force and not in_force:
        said.append(_("consent to support does not count as it was given: ask whoever must be asked"))
    if in_force and not was_in_force:
        said.append(_("consent to support counts again"))
    return "; ".join(said)
