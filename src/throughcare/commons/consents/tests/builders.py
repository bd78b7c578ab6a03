"""Cases in which the panel has approved a plan, and somebody's answer about consent."""

from __future__ import annotations

from datetime import date, datetime

from throughcare.commons.cases.models import Case, StageChange
from throughcare.commons.cases.tests.builders import NOW, Town, a_case
from throughcare.commons.consents.actions import Words
from throughcare.commons.people.models import Particulars

ADULT, CHILD = date(1991, 7, 2), date(2010, 3, 14)


def a_planned_case(
    town: Town, *, born_on: date | None = ADULT, precision: str = "exact", stage: str = "consent", at: datetime = NOW
) -> Case:
    """This will build a case whose plan the panel has approved, so that consent can be asked."""
    case = a_case(town, stage=stage)
    if born_on is None:
        precision = "unknown"
    Particulars.objects.filter(person_id=case.person_id).update(born_on=born_on, birth_precision=precision)
    for start, end in (("panel", "planning"), ("planning", "consent")):
        StageChange.objects.create(
            case=case,
            happened_at=at,
            from_stage=start,
            to_stage=end,
            verb="-",
            controller_id=case.controller_id,
            regime=case.regime,
            basis=case.basis,
            review_on=case.review_on,
        )
    return case


def the_person(**more: str) -> Words:
    """This will give what is written down when the person answers."""
    return Words(
        **{
            "given_by": "person",
            "capacity": "presumed",
            "explained": "What support is, who gives it, that it can stop at any time.",
            "leaflet": "About support, large print",
            "language": "English",
            "own_words": "I would like somebody to talk to.",
            "how_to_stop": "Tell Ada or the mentor, by word or text.",
            **more,
        }
    )


def a_mother(**more: str) -> Words:
    """This will give what is written down when a parent answers for a child."""
    return the_person(**{"given_by": "parent", "giver": "Rina Tarrow", "capacity": "child_guardian_decides", **more})
