"""A case that is ready for the panel."""

from __future__ import annotations

from throughcare.commons.assessments.tests.builders import a_finished_assessment as finish
from throughcare.commons.cases.models import Case
from throughcare.commons.cases.tests.builders import Town, a_certificate
from throughcare.commons.meetings.actions import Decided
from throughcare.commons.meetings.tests.builders import (
    a_listed_case,
    a_meeting,
    a_panel,
    everybody_came,
    published,
    something_due,
)

FRAMEWORK = "vulnerability_framework"
YES = Decided(outcome="", said="", reached="unanimity", reasons="Sam is alone and asks for help.")


def a_finished_assessment(town: Town, case: Case) -> None:
    """Finish an assessment as Ada, who holds a certificate."""
    a_certificate(town.ada, FRAMEWORK)
    finish(town, case)


def at_the_meeting(*, assessed: bool = True, but: tuple[str, ...] = ()) -> tuple[Town, Case]:
    """List a case for a panel that has begun, with everybody there but those who are named."""
    town = a_panel()
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    if assessed:
        a_finished_assessment(town, case)
    something_due(case)
    published(town, meeting)
    everybody_came(town, case, but=but)
    return town, case
