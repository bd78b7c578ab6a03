"""All answers together, as a concern to receive."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from throughcare.commons.people.actions import NewPerson
from throughcare.frame.dates import PartialDate
from throughcare.kernel.time import uk_today
from throughcare.stages.referrals import queries
from throughcare.stages.referrals.queries.intake import ELSEWHERE, IN_AREA, NOT_KNOWN
from throughcare.stages.referrals.telling import NewOriginator, NewReferral

Cleaned = Mapping[str, Mapping[str, Any]]


def as_referral(
    told: Cleaned, *, area_id: int, channel: str, at: datetime, key: UUID, sector: str = "unspecified"
) -> NewReferral:
    """This will make a concern to receive of answers that have been judged; `sector` stands where none was chosen."""
    noticed: PartialDate | None = told["when"]["noticed"]
    return NewReferral(
        what_worries=told["worry"]["words"],
        area_id=area_id,
        channel=channel,
        received_at=at,
        key=key,
        person=_person(told, today=uk_today(at)),
        originator=_originator(told),
        residence=_residence(told["home"]["area"]),
        where_and_when=told["when"]["where"],
        noticed_on=noticed.earliest if noticed else None,
        noticed_precision=noticed.precision if noticed else "",
        how_known=told["known"]["how"],
        known_words=told["known"]["words"],
        others_know=told["others"]["words"],
        child_worry=told["children"]["answer"],
        child_words=told["children"]["words"],
        person_knows=told["person-knows"]["answer"],
        person_knows_words=told["person-knows"]["words"],
        safe_contact=told["reach"]["safe"],
        sector=told["sector"]["sector"] or sector,
        concern_type=told.get("type", {}).get("concern_type", ""),
        privacy_version=queries.notice().version,
    )


def _person(told: Cleaned, *, today: date) -> NewPerson:
    born_on, precision = birth(told["age"]["born"], told["age"]["about"], today=today)
    others = (name.strip()[:200] for name in told["name"]["other_names"].split(","))
    return NewPerson(
        name=told["name"]["name"],
        name_used=told["name"]["name_used"],
        other_names=tuple(dict.fromkeys(name for name in others if name)),
        born_on=born_on,
        birth_precision=precision,
        gender=told["gender"]["gender"],
        interpreter=told["needs"]["interpreter"],
        communication_needs=told["needs"]["needs"],
        address=told["home"]["address"],
        phone=told["reach"]["phone"],
        email=told["reach"]["email"],
    )


def birth(born: PartialDate | None, about: str, *, today: date) -> tuple[date | None, str]:
    """This will give the date of birth and how exactly it is known; an age that somebody guessed is an estimate."""
    if born:
        return born.earliest, born.precision
    if about:
        return date(today.year - int(about), 1, 1), "estimated"
    return None, "unknown"


def _originator(told: Cleaned) -> NewOriginator:
    you, hide_from = told["you"], told["anonymous"]["hide_from"]
    return NewOriginator(
        name=you["name"],
        role=you["role"],
        organisation=you["organisation"],
        phone=you["phone"],
        email=you["email"],
        anonymous_to_person=not hide_from or "person" in hide_from,
        anonymous_to_panel=not hide_from or "panel" in hide_from,
        wish_was_asked=bool(hide_from),
    )


def _residence(area: str) -> str:
    return area if area in ("", ELSEWHERE, NOT_KNOWN) else IN_AREA
