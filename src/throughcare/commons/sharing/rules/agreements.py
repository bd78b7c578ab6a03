"""What must be true of a sharing agreement, and how it stands on a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.kernel.answers import YES, Answer, Mend, no

RULE = "sharing.agreements"
LAWFUL_BASIS = "basis"


@dataclass(frozen=True)
class Terms:
    """What a version of an agreement says, with the kinds of its bases as the list of bases names them."""

    title: str
    purpose: str
    parties: Collection[int]
    categories: Collection[str]
    basis_kinds: Collection[str]
    in_force_from: date
    review_on: date


@dataclass(frozen=True)
class Standing:
    """How an agreement stands on a day: in words, and the colour of its tag where it asks for something."""

    code: str
    label: str | Promise
    colour: str = ""

    @property
    def holds(self) -> bool:
        """This will say whether data may move under it; that its review is late does not end it."""
        return self.code in ("in_force", "review_due")


IN_FORCE = Standing("in_force", gettext_lazy("In force"))
REVIEW_DUE = Standing("review_due", gettext_lazy("Review late"), "orange")
NOT_YET = Standing("not_yet", gettext_lazy("Not in force yet"), "grey")
ENDED = Standing("ended", gettext_lazy("Ended"))


def stands(*, in_force_from: date, review_on: date, ended_on: date | None, today: date) -> Standing:
    """This will say how an agreement stands; it is in force on its last day, and a review is late after its day."""
    if ended_on is not None and today > ended_on:
        return ENDED
    if today < in_force_from:
        return NOT_YET
    return REVIEW_DUE if today > review_on else IN_FORCE


def may_be_written(terms: Terms, *, controller: int) -> Answer:
    """This will say what a version still lacks: words, another party, data, a lawful basis, a later review."""
    answer = YES
    if not terms.title.strip() or not terms.purpose.strip():
        answer = answer & no(_("it says nothing of what it is called or what it is for"), rule=RULE)
    if not set(terms.parties) - {controller}:
        answer = answer & no(_("no other agency is a party"), rule=RULE, mends=[Mend(_("Choose who it is made with"))])
    if not terms.categories:
        answer = answer & no(_("it names no data"), rule=RULE, mends=[Mend(_("Choose which data it is about"))])
    if LAWFUL_BASIS not in terms.basis_kinds:
        answer = answer & no(
            _("it names no lawful basis; a gateway or a condition alone is none"),
            rule=RULE,
            mends=[Mend(_("Choose the lawful basis beside the gateway"))],
        )
    if terms.review_on <= terms.in_force_from:
        answer = answer & no(_("it is reviewed after it begins"), rule=RULE)
    return answer


def may_take_reference(reference: str, *, taken: Collection[str]) -> Answer:
    """This will say no to an empty reference, and to one that another agreement of the controller has."""
    if not reference.strip():
        return no(_("it has no reference"), rule=RULE)
    if reference.strip().casefold() in {one.casefold() for one in taken}:
        mend = Mend(_("Write a new version of that agreement, or give this one a reference of its own"))
        return no(_("another agreement has this reference"), rule=RULE, mends=[mend])
    return YES


def may_follow(*, ended: bool, based_on: int, newest: int) -> Answer:
    """This will say no to a new version of what has ended, or where somebody wrote one meanwhile."""
    if ended:
        mend = Mend(_("Record a new agreement"))
        return no(_("the agreement has ended"), rule=RULE, mends=[mend])
    if based_on != newest:
        mend = Mend(_("Read the newest version, and write yours on it"))
        return no(_("somebody else wrote a version meanwhile"), rule=RULE, mends=[mend])
    return YES


def may_be_ended(*, ended: bool, ended_on: date, in_force_from: date, reason: str, today: date) -> Answer:
    """This will say whether an agreement may be ended: once, with a reason, on a day that has come."""
    answer = YES
    if ended:
        answer = answer & no(_("the agreement has ended already"), rule=RULE)
    if not reason.strip():
        answer = answer & no(_("no reason is given"), rule=RULE, mends=[Mend(_("Write why it ended"))])
    if not in_force_from <= ended_on <= today:
        answer = answer & no(_("its last day lies after it began, and not after today"), rule=RULE)
    return answer
