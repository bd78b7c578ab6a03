"""A town with finished assessments, a quality lead, and assessors elsewhere who have no part in any of its cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from throughcare.commons.agencies.models import Post, Staff
from throughcare.commons.assessments.instruments import instrument
from throughcare.commons.assessments.tests.builders import FRAMEWORK, a_finished_assessment
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.models import Case
from throughcare.commons.cases.tests.builders import LONG_AGO, NOW, Town, a_case, a_grant, a_town, as_staff, opened
from throughcare.oversight.quality import actions, queries
from throughcare.oversight.quality.models import SampledCase, SecondRating, Study
from throughcare.oversight.quality.questions import questions

LATER = NOW + timedelta(days=2)
SECRET = "Sam Tarrow told a colleague, Ada Marsh, about the library"


@dataclass(frozen=True)
class Office:
    """Who takes part in a study of this town."""

    town: Town
    quin: Staff
    others: tuple[Staff, ...]


def an_office(*, others: int = 1) -> Office:
    """This will build a town with a quality lead, and assessors who hold their post in another area."""
    town = a_town()
    quin = _somebody("Quin Sayer", town, "quality_lead", area=town.area)
    elsewhere = Post.objects.get(staff=town.cleo).area
    names = [f"Una Field {number}" for number in range(1, others + 1)]
    return Office(town, quin, tuple(_somebody(name, town, "assessor", area=elsewhere) for name in names))


def _somebody(name: str, town: Town, role: str, *, area: object) -> Staff:
    staff = Staff.objects.create(name=name, job_title=role, agency=town.council, phone="01632 960 199")
    Post.objects.create(staff=staff, role=role, area=area, agency=town.council, from_on=LONG_AGO)
    return staff


def an_assessed_case(town: Town, *, name: str = "Sam Tarrow", by: Staff | None = None) -> Case:
    """This will build a case with a note and a finished assessment."""
    case = a_case(town, name=name)
    with opened(case, town.ada) as case_open:
        cases.add_note(
            case_open,
            compartment="core",
            text=SECRET.replace("Sam Tarrow", name),
            kind="fact",
            source="",
            happened_at=NOW,
            at=NOW,
        )
    if by == town.hana:
        a_grant(case, by, "assessor")
    a_finished_assessment(town, case, by=by)
    return case


def a_study(
    office: Office, *, size: int, arm: str = "field", strata: str = "", at: datetime = LATER, seed: int = 7
) -> Study:
    """This will draw a sample as the quality lead."""
    with as_staff(office.quin, at=at):
        return actions.draw(
            instrument(FRAMEWORK),
            since=date(2026, 6, 1),
            until=date(2026, 6, 15),
            size=size,
            strata=strata,
            arm=arm,
            purpose="Whether training is needed",
            by=office.quin.pk,
            at=at,
            seed=seed,
        )


def frozen(office: Office, sampled: SampledCase, *, at: datetime = LATER) -> SampledCase:
    """This will freeze every piece of a sampled case, as whoever leads it."""
    with opened(sampled.case, office.town.ada, at=at) as case:
        found = queries.of_case(case, str(sampled.key))
        texts = {one.code: one.text for one in queries.originals_for(case, found)}
        return actions.freeze(case, key=str(sampled.key), texts=texts, at=at)


def asked(office: Office, study: Study, *, number: int, who: Staff, at: datetime = LATER) -> SecondRating:
    """This will ask somebody for a second rating, as the quality lead."""
    with as_staff(office.quin, at=at):
        made = actions.ask(study, number=number, staff=who.pk, by=office.quin.pk, at=at)
    return SecondRating.objects.get(pk=made)


def finished(
    rating: SecondRating, *, answer: str = "some", at: datetime = LATER, but: dict[str, str] | None = None
) -> None:
    """This will finish a second rating with one answer to everything, but for some items."""
    used = instrument(rating.instrument, rating.version)
    answers = {one.code: (but or {}).get(one.item, answer) for one in questions(used)}
    with as_staff(rating.staff, at=at):
        mine = queries.my_rating(str(rating.key), staff_id=rating.staff_id)
        actions.finish(mine, answers=answers, at=at)
