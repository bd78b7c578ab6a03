"""What delivery takes over from the plan that the panel approved."""

from tests.kit.invented import NOW
from throughcare.stages.delivery import plan
from throughcare.stages.delivery.plan import Promise
from throughcare.stages.delivery.tests.builders import at_stage
from throughcare.stages.plans import queries as plans
from throughcare.stages.plans.queries import ApprovedPlan
from throughcare.stages.plans.rules import Goal, Need, Statements, Support


def test_every_support_of_the_approved_plan_is_a_promise_under_its_goal(invented, monkeypatch):
    mentoring = Support("s1", "mentoring", provider_staff_id=7, how_often="weekly", sessions_planned=7)
    tutoring = Support("s2", "education", provider_name="Northmere College")
    goals = (
        Goal("g1", own_words="I want a friend", our_words="Belonging", supports=(mentoring,)),
        Goal("g2", our_words="A place at college", supports=(tutoring,)),
    )
    real = ApprovedPlan("k", 3, NOW, "d", "Gail", Statements(), (Need("n1", goals=goals),))
    monkeypatch.setattr(plans, "approved", lambda case: real)

    with invented.opened(at_stage(invented), "ada") as case:
        found = plan.approved(case)

    assert found.version == "3"
    assert found.providers() == (7,)
    assert found.promises == (
        Promise("s1", "mentoring", "I want a friend", 7, "", "weekly", 7),
        Promise("s2", "education", "A place at college", None, "Northmere College"),
    )


def test_before_any_approval_there_is_no_plan(invented):
    with invented.opened(at_stage(invented, "planning"), "ada") as case:
        assert plan.approved(case) is None
