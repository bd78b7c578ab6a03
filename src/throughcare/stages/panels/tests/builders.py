"""A case that is ready for the panel."""

from __future__ import annotations

from throughcare.commons.assessments.tests.builders import a_finished_assessment as finish
from throughcare.commons.cases.models import Case
from throughcare.commons.cases.tests.builders import Town, a_certificate

FRAMEWORK = "vulnerability_framework"


def a_finished_assessment(town: Town, case: Case) -> None:
    """Finish an assessment as Ada, who holds a certificate."""
    a_certificate(town.ada, FRAMEWORK)
    finish(town, case)
