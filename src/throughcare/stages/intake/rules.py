"""What must be true before an exit programme starts: pure, no database, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no

SECURITY, CONTROL, POSITION = "security", "control", "position"
QUOTED = (SECURITY, CONTROL)


@dataclass(frozen=True)
class Decided:
    """What somebody decided about who the programme is for."""

    accepted: bool
    in_custody: bool
    target_group: Sequence[str] = ()
    exclusions: Sequence[str] = ()
    reasons: str = ""
    review_route: str = ""


@dataclass(frozen=True)
class NewHousing:
    """A housing decision as the authority took it."""

    considered: Sequence[str]
    decided: str
    why_not_less: str
    look_again_on: date
    authority: str
    copy_given: bool
    prison_regime: str = ""
    copy_words: str = ""


@dataclass(frozen=True)
class Known:
    """What is on record before the start."""

    in_custody: bool = False
    classified: frozenset[str] = frozenset()
    level_chosen: bool = False
    housing_decided: bool = False
    assessed: bool = False
    overridden: bool = False
    authorised: bool = False


@dataclass(frozen=True)
class Asking:
    """Whether the person asked themselves, and then how and on which day."""

    themselves: bool
    how: str = ""
    on: date | None = None


def may_be_opened(asking: Asking, *, today: date) -> Answer:
    """This will say whether the way in says enough: whoever asked themselves is told by it, so how and when are needed."""
    answer = YES
    if asking.themselves and not asking.how.strip():
        mend = Mend(_("Write how they asked, and whom"))
        answer &= no(_("it is not said how they asked"), mends=[mend])
    if asking.themselves and asking.on is None:
        mend = Mend(_("Enter the day on which they asked"))
        answer &= no(_("it is not said when they asked"), mends=[mend])
    if asking.on is not None and asking.on > today:
        answer &= no(_("they cannot have asked after today"))
    return answer


def of_decision(decided: Decided) -> Mapping[str, bool]:
    """This will give the facts that the gates of accepting and declining read."""
    return {
        "target_group_met": bool(decided.target_group),
        "no_exclusion_applies": not decided.exclusions,
        "reasons_given": bool(decided.reasons.strip()),
        "way_to_object_told": bool(decided.review_route.strip()),
    }


def of_start(known: Known) -> Mapping[str, bool]:
    """This will give the facts that the gates of authorising the start read."""
    return {
        "assessment_finished": known.assessed,
        "assessment_overridden": known.overridden,
        "classified": set(QUOTED) <= known.classified and POSITION in known.classified,
        "level_chosen": known.level_chosen,
        "housing_decided": known.housing_decided or not known.in_custody,
        "start_authorised": known.authorised,
    }


def may_be_quoted(*, kind: str, level: str, authority: str, set_on: date, today: date, position: str) -> Answer:
    """This will say whether a classification says enough: the words, whose they are, and since when."""
    answer = YES
    if kind in QUOTED and not level.strip():
        answer &= no(_("the level is not quoted"), mends=[Mend(_("Quote what the authority set, in its words"))])
    if kind == POSITION and not position:
        answer &= no(_("the position in the group is not chosen"), mends=[Mend(_("Choose one, or not known"))])
    if not authority.strip():
        answer &= no(_("it is not said who set it"), mends=[Mend(_("Write which authority set it"))])
    if set_on > today:
        answer &= no(_("it was set on a day that has not come yet"))
    return answer


def may_be_housed(new: NewHousing, *, today: date) -> Answer:
    """This will say whether a housing decision says enough: what less was looked at, why not, until when, and of the copy."""
    answer = YES
    if not [one for one in new.considered if one != new.decided]:
        mend = Mend(_("Choose each less restrictive option that was looked at"))
        answer &= no(_("no less restrictive option is said to have been looked at"), mends=[mend])
    if not new.why_not_less.strip():
        answer &= no(_("it is not said why less is not enough"), mends=[Mend(_("Write why"))])
    if new.look_again_on <= today:
        answer &= no(_("no day is set to look at it again"), mends=[Mend(_("Choose a day after today"))])
    if not new.copy_given and not new.copy_words.strip():
        mend = Mend(_("Give a copy, or write why none was given"))
        answer &= no(_("the person got no copy, and it is not said why"), mends=[mend])
    return answer


def may_be_chosen(*, why: str) -> Answer:
    """This will say whether the choice of a level of work says enough: why."""
    return YES if why.strip() else no(_("it is not said why"), mends=[Mend(_("Write why"))])


def may_begin_aftercare(*, who: str) -> Answer:
    """This will say whether aftercare in custody says enough: who comes."""
    return YES if who.strip() else no(_("it is not said who comes"), mends=[Mend(_("Write who comes"))])
