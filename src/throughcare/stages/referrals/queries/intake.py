"""What the forms need to know before there is a case: areas, numbers to ring, limits, the notice, who may."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import connection

from throughcare.commons.agencies import queries as agencies
from throughcare.kernel.answers import Answer, Contact, NotFound
from throughcare.kernel.definitions import Definition, load
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.pathways import Pathway

ELSEWHERE, NOT_KNOWN, IN_AREA = "elsewhere", "not_known", "in_area"


def limits(section: str) -> Mapping[str, int]:
    """This will give this site's own limits for one kind of intake."""
    found: Mapping[str, int] = load("intake", "rules").data[section]
    return found


def notice() -> Definition:
    """This will give the privacy notice as it reads today."""
    return load("letters", "concern_notice")


def areas() -> list[tuple[str, str]]:
    """This will list the areas a concern can go to, as code and name."""
    return [(area.code, area.name) for area in agencies.areas_like()]


def area_of(code: str) -> int | None:
    """This will find the area that receives a concern: the one the person lives in, or the site's own where that is not known."""
    found = agencies.area_by_code(code) or agencies.area_by_code(settings.DEFAULT_AREA)
    if found is None or agencies.in_programme(found):
        found = next(iter(agencies.areas_like()), None)
    return found.pk if found else None


def number(purpose: str, *, area_id: int | None) -> Contact | None:
    """This will say whom to ring for a purpose, and on which number."""
    found = agencies.duty_number(purpose, area_id=area_id)
    return Contact(name=found.label, phone=found.phone) if found else None


def answered_by(*, area_id: int, received_on: date, can_be_answered: bool) -> date | None:
    """This will say by which day whoever referred is answered; none where they left no way to answer them."""
    clock = Pathway.for_nation(agencies.area(area_id).nation).clock("referral_acknowledged")
    return clock.due(received_on) if can_be_answered else None


@dataclass(frozen=True)
class Stands:
    """How a referral stands for whoever sent it: that it came, and whether somebody has answered them."""

    reference: str
    area_id: int
    received_at: datetime
    can_be_answered: bool
    answered_at: datetime | None


def sent_by_me(reference: str) -> Stands:
    """This will say how a referral stands that the reader sent; NotFound for another's and for none, with one audit line."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reference, area_id, received_at, can_be_answered, answered_at FROM tc.referral_of_mine(%s, %s)",
            [reference, "referrals:asked_after"],
        )
        row = cursor.fetchone()
    if row is None:
        raise NotFound
    return Stands(*row)


def may_in_area(verb: str, *, staff_id: int, area_id: int, on: date) -> Answer:
    """This will say whether a colleague may do a verb that belongs to an area and to no case."""
    posts = agencies.posts_of(staff_id, on=on)
    return matrix().may_do({post.role for post in posts if post.area_id == area_id}, verb)


def may_in_agency(verb: str, *, staff_id: int, agency_id: int, on: date) -> Answer:
    """This will say whether a colleague may do a verb that belongs to their agency and to no case."""
    return matrix().may_do(_roles_in_agency(staff_id, agency_id, on), verb)


def _roles_in_agency(staff_id: int, agency_id: int, on: date) -> Collection[str]:
    return {post.role for post in agencies.posts_of(staff_id, on=on) if post.agency_id == agency_id}
