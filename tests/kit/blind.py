"""A case that has lived its whole life, drawn for a study of agreement, and a colleague elsewhere who is asked to rate it."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.kit import halfway
from tests.kit.invented import Invented
from throughcare.cli import demo_cases
from throughcare.commons.assessments.instruments import instrument
from throughcare.commons.cases.models import Case
from throughcare.kernel.time import uk_today
from throughcare.oversight.quality import actions, queries
from throughcare.oversight.quality.models import SampledCase, SecondRating, Study

NAME = "Wyn Arden"  # no page of ours takes this name for an example
WHOLE_LIFE = (demo_cases.careful, demo_cases.noted, *halfway.CASES["looked at again"][1])


def a_whole_life(people: Invented, *, at: datetime) -> Case:
    """This will take one person from the first concern to a closed case that is looked at again."""
    return Case.objects.get(reference=halfway.live(people, WHOLE_LIFE, name=NAME, now=at))


def asked_to_rate(people: Invented, case: Case, *, who: str, at: datetime) -> SecondRating:
    """This will draw the assessment of a case as the quality lead, freeze evidence as its owner, and ask somebody to rate."""
    study = _drawn(people, at=at)
    _frozen(people, case, at=at)
    with people.acting("quin", at=at) as quin:
        made = actions.ask(study, number=1, staff=people.staff[who], by=quin, at=at)
    return SecondRating.objects.get(pk=made)


def _drawn(people: Invented, *, at: datetime) -> Study:
    with people.acting("quin", at=at) as quin:
        return actions.draw(
            instrument("vulnerability_framework"),
            since=uk_today(at - timedelta(days=halfway.DAYS_AGO)),
            until=uk_today(at),
            size=1,
            strata="",
            arm="field",
            purpose="Whether two assessors see the same",
            by=quin,
            at=at,
        )


def _frozen(people: Invented, case: Case, *, at: datetime) -> None:
    key = str(SampledCase.objects.get(case=case).key)
    with people.opened(case.reference, "ada", at=at) as opened:
        texts = {one.code: one.text for one in queries.originals_for(opened, queries.of_case(opened, key))}
        actions.freeze(opened, key=key, texts=texts, at=at)
