"""What must be true of a study: how a sample is drawn, who may rate, when a report may be shown. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no
from throughcare.kernel.time import format_date

DRAW, RATE, REPORT = "quality.draw", "quality.rate", "quality.report"
NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class Drawn:
    """One assessment that was drawn, with the stratum it stands for."""

    assessment: int
    stratum: str


def lot(seed: int, assessment: int) -> str:
    """This will give the lot of one assessment: SHA-256 of seed and number, the same on every machine and for ever."""
    return sha256(f"{seed}:{assessment}".encode()).hexdigest()


def draw(frame: Mapping[int, str], *, size: int, seed: int) -> list[Drawn]:
    """This will draw so many of a frame (assessment to stratum): lowest lots first, each stratum by its share.

    Drawn again with the same seed from the same frame it gives the same sample in the same order. The order is that of the
    lots, so that a study number says nothing about when or where an assessment was made.
    """
    strata: dict[str, list[int]] = defaultdict(list)
    for assessment in sorted(frame, key=lambda one: lot(seed, one)):
        strata[frame[assessment]].append(assessment)
    places = shares({stratum: len(ones) for stratum, ones in strata.items()}, size=size)
    chosen = [one for stratum, ones in strata.items() for one in ones[: places[stratum]]]
    return [Drawn(one, frame[one]) for one in sorted(chosen, key=lambda one: lot(seed, one))]


def shares(sizes: Mapping[str, int], *, size: int) -> dict[str, int]:
    """This will share a sample out among strata: by their sizes, largest remainders first, nobody more than they have."""
    whole = sum(sizes.values())
    exact = {stratum: size * number / whole for stratum, number in sizes.items()} if whole else {}
    given = {stratum: int(share) for stratum, share in exact.items()}
    by_rest = sorted(exact, key=lambda stratum: (given[stratum] - exact[stratum], stratum))
    for stratum in by_rest[: size - sum(given.values())]:
        given[stratum] += 1
    return given


def digest_of(frame: Mapping[int, str]) -> str:
    """This will give the digest of a frame, by which a later draw shows that it draws from the same."""
    return sha256(";".join(f"{one}:{frame[one]}" for one in sorted(frame)).encode()).hexdigest()


def may_be_drawn(*, frame: int, size: int, since: date, until: date, today: date, is_shell: bool = False) -> Answer:
    """This will say whether a sample of this size may be drawn from this many finished assessments."""
    answer = YES
    if is_shell:
        answer = answer & no(_("this instrument has no items here"), rule=DRAW)
    if until > today:
        answer = answer & no(
            _("the period is not over: it ends on %(day)s") % {"day": format_date(until)},
            rule=DRAW,
            mends=[Mend(_("Choose a last day that is over"))],
        )
    if since > until:
        answer = answer & no(_("the period ends before it begins"), rule=DRAW)
    if answer and size > frame:
        words = {"size": size, "frame": frame}
        answer = answer & no(
            _("%(size)s were asked for; finished in the period in your areas: %(frame)s") % words,
            rule=DRAW,
            mends=[Mend(_("Draw fewer, or choose a longer period"))],
        )
    return answer


CONFLICTS = {
    "first": lambda: _("they assessed this person before"),
    "team": lambda: _("they have or had a part in the case"),
    "post": lambda: _("their post opens the case"),
    "lead": lambda: _("they are a quality lead"),
    "kept_out": lambda: _("they are kept out of the case"),
}


def may_be_asked(*, conflicts: Collection[str], certified: bool, frozen: bool, asked: bool) -> Answer:
    """This will say whether a colleague may be asked to rate a second time, blind."""
    answer = YES
    if not frozen:
        answer = answer & no(
            _("the evidence is not frozen yet"),
            rule=RATE,
            mends=[Mend(_("Whoever leads the case has a task to choose it"))],
        )
    if asked:
        answer = answer & no(_("they were asked already"), rule=RATE)
    if not certified:
        answer = answer & no(_("they have no certificate in date for this instrument"), rule=RATE)
    for code in CONFLICTS:
        if code in conflicts:
            answer = answer & no(CONFLICTS[code](), rule=RATE)
    return answer


def may_be_another(*, arm: str, asked: int) -> Answer:
    """This will say whether one more may be asked: of the everyday work one second rating, of a trained panel several."""
    if arm == "field" and asked:
        return no(_("one second rating was asked for, and in everyday work there is one"), rule=RATE)
    return YES


def may_be_frozen(*, pieces: int, is_frozen: bool) -> Answer:
    """This will say whether evidence may be frozen: once, and with something in it."""
    answer = YES
    if is_frozen:
        answer = answer & no(_("the evidence is frozen already, and stays as it was"), rule=RATE)
    if not pieces:
        answer = answer & no(
            _("nothing was chosen"), rule=RATE, mends=[Mend(_("Choose at least one note, report or document"))]
        )
    return answer


def may_rate(*, declined: bool, finished: bool, sees: bool) -> Answer:
    """This will say whether a second rating may still be written."""
    answer = YES
    if declined:
        answer = answer & no(_("you said that somebody else should rate this"), rule=RATE)
    if finished:
        answer = answer & no(_("you have finished it, and a finished rating is never changed"), rule=RATE)
    if answer and not sees:
        answer = no(_("you have a part in this case now, so your rating would not be blind"), rule=RATE)
    return answer


def is_still_entitled(*, has_role: bool, certified: bool) -> Answer:
    """This will say whether whoever was asked may still finish: in a post that uses the instrument, with what it asks for."""
    answer = YES
    if not has_role:
        answer = answer & no(_("you hold no post now in which this instrument is used"), rule=RATE)
    if not certified:
        answer = answer & no(
            _("you have no certificate in date for this instrument"),
            rule=RATE,
            mends=[Mend(_("Renew it: your draft is kept"))],
        )
    return answer


def may_finish(left: Sequence[str]) -> Answer:
    """This will say whether a second rating is whole: every question has an answer, if only that it is not known."""
    answer = YES
    for label in left:
        answer = answer & no(_("“%(question)s” has no answer") % {"question": label}, rule=RATE)
    return answer


def may_agree(*, is_recorded: bool) -> Answer:
    """This will say whether two assessors may record what they agreed on: once."""
    return no(_("what you agreed on is recorded already"), rule=RATE) if is_recorded else YES


def may_be_reported(*, people: int, assessors: int, fewest_people: int, fewest_assessors: int) -> Answer:
    """This will say whether a report may be shown: of enough people, and of so many assessors that it is about none of them."""
    answer = YES
    if people < fewest_people:
        words = {"people": people, "fewest": fewest_people}
        answer = answer & no(
            _("%(people)s of the %(fewest)s people that a report needs have a second rating") % words,
            rule=REPORT,
            mends=[Mend(_("Ask for more second ratings, or draw a larger sample"))],
        )
    if assessors < fewest_assessors:
        words = {"assessors": assessors, "fewest": fewest_assessors}
        answer = answer & no(
            _("%(assessors)s of the %(fewest)s assessors that a report needs took part: it would be about one of them")
            % words,
            rule=REPORT,
            mends=[Mend(_("Let more assessors take part"))],
        )
    return answer
