"""The past of the demo: closed cases that look as if people had gone through them, and an audit that holds."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.db import connection

from throughcare.cli import demo_inventing, demo_past
from throughcare.commons.cases import gate
from throughcare.commons.cases.models import Case, PoliceTask, StageChange, Task
from throughcare.frame.transaction import acting
from throughcare.kernel.definitions import load
from throughcare.kernel.time import uk_today
from throughcare.oversight.evaluation import facts
from throughcare.safeguards.audit.models import Line, Link
from throughcare.safeguards.audit.record import verify

AT = datetime(2026, 11, 22, 18, tzinfo=UTC)
AREAS = {"northmere": 1, "ashcombe": 2}


@pytest.fixture(scope="module")
def past() -> list[demo_inventing.Past]:
    """The whole past, invented once."""
    return demo_inventing.invent(AREAS, at=AT)


def test_the_same_past_is_invented_each_time_and_fills_five_closed_years(past):
    assert past == demo_inventing.invent(AREAS, at=AT)
    assert 1100 < len(past) < 1500
    assert past[0].new.received_at.date() < date(2021, 5, 1)
    assert len({one.new.person.name for one in past}) == len(past)


def test_a_quarter_of_the_past_reaches_a_panel_and_a_sixth_is_adopted(past):
    verbs = [{step.verb for step in one.steps} for one in past]

    assert 0.20 < sum("meetings.list_case" in one for one in verbs) / len(past) < 0.30
    assert 0.13 < sum("panels.adopt" in one for one in verbs) / len(past) < 0.20


def test_every_past_case_is_closed_before_today_and_nobody_worked_at_a_weekend(past):
    for one in past:
        moments = [one.new.received_at, *(step.at for step in one.steps)]

        assert moments == sorted(moments)
        assert moments[-1] < AT - timedelta(days=1)
        assert one.steps[-1].to_stage == "closed"
        assert all(uk_today(moment).weekday() < 5 for moment in moments)


@pytest.mark.parametrize("days", range(7))
def test_a_past_is_invented_on_every_day_of_the_week_just_after_midnight(days):
    at = datetime(2026, 11, 23, 0, 3, tzinfo=UTC) + timedelta(days=days)

    assert all(one.steps[-1].at < at for one in demo_inventing.invent(AREAS, at=at))


@pytest.mark.django_db
def test_past_cases_are_closed_and_owned_with_nothing_due_and_an_audit_that_holds(invented):
    past = demo_inventing.invent(invented.areas, at=AT)[:40]

    demo_past.lay_down(past, progress=lambda done: None)

    cases = list(Case.objects.order_by("id"))
    assert [case.opened_at for case in cases] == [one.new.received_at for one in past]
    assert {case.stage for case in cases} == {"closed"}
    assert not Task.objects.filter(done_at=None).exists() and not PoliceTask.objects.filter(done_at=None).exists()
    assert StageChange.objects.count() == sum(len(one.steps) + 1 for one in past)
    assert Line.objects.filter(case_id__isnull=False).count() == sum(len(one.steps) + 1 for one in past)
    assert not Line.objects.exclude(verb="referrals:received").filter(staff_id=None).exists()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # the lines are linked now, as they are at commit
    assert Link.objects.count() == Line.objects.count()
    assert verify()[1] == []


@pytest.mark.django_db
def test_a_past_case_opens_as_any_other_and_is_counted(invented):
    past = demo_inventing.invent(invented.areas, at=AT)[:40]
    demo_past.lay_down(past, progress=lambda done: None)
    case = Case.objects.filter(area_id=invented.areas["northmere"]).first()

    with acting("staff", staff=invented.staff["ada"], at=AT):
        opened = gate.open(case.reference, by=invented.staff["ada"], at=AT)
    with acting("facts", staff=None, at=AT):
        told = list(facts.rows())

    assert (opened.stage, opened.owner_id) == ("closed", invented.staff["ada"])
    adopted = sum(step.verb == "panels.adopt" for one in past for step in one.steps)
    assert len(told) == len(past) and sum(one.adopted_on is not None for one in told) == adopted > 0


def test_on_any_day_and_at_any_hour_the_last_referral_has_had_the_quiet_days():
    """Each story needs days, and the shortest of those that need any needs the quiet ones."""
    data = load("demo", "past").data
    quiet = timedelta(days=data["quiet_days"])
    needed = [story["needs_days"] for story in data["stories"].values() if "otherwise" not in story]

    for hours in range(0, 24 * 90, 5):
        at = datetime(2026, 11, 22, tzinfo=UTC) + timedelta(hours=hours)

        came = demo_inventing.moments(data, Random(data["seed"]), at=at)

        assert at - came[-1] >= quiet, at
    assert max(needed) <= quiet.days
