"""A session of which nobody says what became of it is noticed by itself, once."""

from datetime import timedelta

import pytest

from tests.kit.invented import NOW
from throughcare.commons.cases.models import Task
from throughcare.frame.transaction import acting
from throughcare.stages.delivery import actions, queries
from throughcare.stages.delivery.actions import Happening
from throughcare.stages.delivery.tests.builders import a_plan, at_stage, planned, started


@pytest.fixture
def reference(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    return started(invented, at_stage(invented))


def notice(days):
    at = NOW + timedelta(days=days)
    with acting("clock", staff=None, at=at):
        return actions.notice_unreported(at=at)


def test_a_session_whose_day_passed_is_noticed_once_and_asked_of_its_provider(invented, reference):
    planned(invented, reference)

    assert (notice(1), notice(2), notice(2), notice(3)) == (0, 1, 0, 0)

    task = Task.objects.get(code=queries.REPORT)
    assert task.assigned_to_id == invented.staff["ivo"]
    assert str(task.due_on) == "2026-06-23"
    assert task.rule == "Report of the session"
    with invented.opened(reference, "ada", at=NOW + timedelta(days=2)) as case:
        assert queries.sessions(case)[0].state == "no_report"


def test_once_the_report_is_late_the_owner_is_asked_what_became_of_it_once(invented, reference):
    planned(invented, reference)
    notice(2)

    assert (notice(8), notice(9), notice(9)) == (0, 1, 0)

    assert Task.objects.get(code=queries.ASK_WHAT_BECAME).assigned_to_id == invented.staff["ada"]


def test_a_report_ends_what_was_asked(invented, reference):
    key = planned(invented, reference)
    notice(20)
    later = NOW + timedelta(days=20)

    with invented.opened(reference, "ivo", at=later) as case:
        actions.record_session(case, key=key, happening=Happening("came", NOW + timedelta(days=1)), at=later)

    assert not Task.objects.filter(code__in=(queries.REPORT, queries.ASK_WHAT_BECAME), done_at__isnull=True).exists()
    assert notice(21) == 0


def test_a_case_with_consent_and_no_start_is_asked_to_start_once(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    reference = at_stage(invented)

    with acting("clock", staff=None, at=NOW):
        first, second = actions.notice_ready_to_start(at=NOW), actions.notice_ready_to_start(at=NOW)
    started(invented, reference)
    with acting("clock", staff=None, at=NOW):
        third = actions.notice_ready_to_start(at=NOW)

    assert (first, second, third) == (1, 0, 0)
    assert Task.objects.get(code=queries.START).done_at == NOW
