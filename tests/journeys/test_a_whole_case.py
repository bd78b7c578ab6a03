"""One case, from first concern to aftercare, by the acts that people use, each stage built on what the one before left."""

from __future__ import annotations

import pytest

from tests.kit.invented import NOW
from throughcare.cli import demo_cases
from throughcare.commons.cases.models import Case, StageChange
from throughcare.commons.consents import queries as consents
from throughcare.kernel.definitions import load
from throughcare.stages.delivery import queries as delivery
from throughcare.stages.panels import queries as panels
from throughcare.stages.plans import queries as plans

WAY = ["checks", "gathering", "panel", "planning", "consent", "support"]


@pytest.fixture
def supported(invented) -> str:
    """This will take the first case of the demo through its story, up to its first sessions."""
    case = load("demo", "world").data["cases"][0]
    came = NOW.replace(hour=9) - demo_cases.timedelta(days=case["days_ago"])
    return demo_cases.build(case, area=invented.areas[case["area"]], staff=invented.staff, at=came, now=NOW)


def test_a_case_walks_the_whole_way_and_every_stage_finds_what_it_needs(invented, supported):
    steps = StageChange.objects.filter(case__reference=supported).order_by("id").values_list("to_stage", flat=True)
    with invented.opened(supported, "ada") as case:
        adopted, plan, count = panels.adoption(case), plans.approved(case), delivery.planned_beside_delivered(case)

        assert list(steps) == WAY
        assert adopted is not None
        assert plan is not None
        assert plans.agreed(case)
        assert consents.in_force(case)
        assert (count.held, count.missed) == (1, 0)
    assert Case.objects.get(reference=supported).stage == "support"


def test_a_mentor_sees_the_own_sessions_and_no_plan(invented, supported):
    mentor = invented.browser("ivo")

    sessions = mentor.get("/my-sessions/")

    assert sessions.status_code == 200
    assert mentor.get(f"/cases/{supported}/plan/").status_code in (404, 422)


@pytest.mark.parametrize(
    "address", ["", "plan/", "consent/", "sessions/", "information/", "assessment/", "panel/", "safety/", "timeline/"]
)
def test_a_stranger_sees_nothing_on_any_address(invented, supported, address):
    stranger = invented.browser("cleo")

    hidden = stranger.get(f"/cases/{supported}/{address}")
    missing = stranger.get(f"/cases/TC-999999/{address}")

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.content == missing.content
