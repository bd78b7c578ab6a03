"""Channel: its drivers, the invented people who play in it, and where its cases begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from tests.kit import walked_closing, walked_panel, walked_police, walked_support
from tests.kit.invented import NOW, Invented
from tests.kit.walked import Driven, Driver, Facts, Given
from tests.kit.walked_closing import in_post
from tests.kit.walked_support import A_MOTHER
from throughcare.commons.assessments import queries as assessments
from throughcare.commons.cases import history
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.consents import queries as consents
from throughcare.commons.transfers import queries as transfers
from throughcare.frame.transaction import reception
from throughcare.safeguards.pathways import Pathway
from throughcare.stages.checks import queries as checks
from throughcare.stages.delivery.tests.builders import at_stage
from throughcare.stages.panels import queries as panels
from throughcare.stages.referrals import actions as referrals

POLICE = {"officer": "dee", "supervisor": "femi", "named": "rhys"}
CAST = {
    "northmere": {
        **POLICE,
        "coordinator": "ada",
        "chair": "gail",
        "member": "ben",
        "manager": "mo",
        "provider": "ivo",
        "receiver": "cleo",
    },
    "ashcombe": {**POLICE, "coordinator": "cleo", "chair": "rita", "manager": "nia", "receiver": "ada"},
}


def truths(case: OpenCase) -> Facts:
    """This will say what is true of a case, of all that the model follows; to police, who may know it all."""
    standing, stage = checks.standing(case), case.pathway.stage(case.stage)
    held = stage.with_police
    with reception(case_id=case.id):
        said = {
            "assessment_finished": bool(assessments.finished(case)),
            "panel_adopted": panels.adopted_at(case) is not None,
            "hand_over_offered": transfers.waiting(case) is not None,
        }
    return {
        **said,
        "deconfliction_clear": standing.is_clear if held else not stage.is_end,
        "never_taken_on": not history.was_taken_on(case),
        "nothing_to_give_back": held and not standing.was_in_hand,
        "threat_acknowledged": standing.threat_acknowledged,
        "plan_approved": consents.plan_stands(case),
        "consent_in_force": consents.in_force(case),
    }


def _answered(given: Given, case: OpenCase) -> object:
    return referrals.record_answered(case, way="phone", words="Thanked.", happened_at=given.at, at=given.at)


def _drivers() -> Iterator[Driver]:
    yield from walked_police.drivers()
    yield from walked_panel.drivers()
    yield from walked_support.drivers(says=A_MOTHER)
    yield from walked_closing.drivers()
    yield Driver("referrals.record_answered", "coordinator", _answered)


def with_ashcombe_staffed(invented: Invented) -> Invented:
    """This will put a chair and a manager in post in Ashcombe, so that a case which comes there can go on."""
    more = {
        "rita": in_post("rita", "chair", area="ashcombe", agency="ashcombe_council"),
        "nia": in_post("nia", "manager", area="ashcombe", agency="ashcombe_council"),
    }
    return replace(invented, staff={**invented.staff, **more})


CLEARED = ("checks.confirm_deconfliction", "checks.approve_route:to_panel")
ASSESSED = (*CLEARED, "assessments.finish", "meetings.list_case")
APPROVED = (*ASSESSED, "panels.adopt", "plans.approve")
SUPPORTED = (*APPROVED, "consents.record_given")
CHANNEL = Driven(
    Pathway.load("channel", "2023-12-15"),
    tuple(_drivers()),
    CAST,
    "northmere",
    truths,
    {
        "as it comes in": ((), lambda invented: invented.receive(at=NOW - timedelta(days=1))),
        "at the panel": (ASSESSED[:2] + ASSESSED[3:], lambda invented: at_stage(invented, "panel")),
        "adopted": (APPROVED[:-1], lambda invented: at_stage(invented, "planning")),
        "before consent": (APPROVED, lambda invented: at_stage(invented, "consent")),
        "in support": (SUPPORTED, lambda invented: at_stage(invented, "support")),
    },
    with_ashcombe_staffed,
)
