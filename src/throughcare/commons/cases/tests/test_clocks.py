"""Dates that stand still, go on, and are counted anew: the first date is kept, and nobody pauses a date in law."""

from datetime import date, timedelta

import pytest

from tests.kit.invented import NOW
from throughcare.commons.cases import actions
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.models import Task
from throughcare.kernel.answers import Refusal
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.models import Line

TODAY = uk_today(NOW)  # Monday 15 June 2026
SOON = TODAY + timedelta(days=14)


def asked(invented, code: str = "information_answer", *, area: str = "northmere") -> tuple[str, str]:
    reference = invented.receive(area=area)
    owner = {"northmere": "ada", "lochmuir": "isla"}[area]
    with invented.opened(reference, owner) as case:
        clock = case.pathway.clock(code)
        due = clock.due(TODAY) if clock.length else SOON
        new = NewTask(code="information.chase", due_on=due, for_role="coordinator", pathway_rule=clock.rule)
        return reference, str(actions.ask(case, new, at=NOW).key)


def test_a_date_that_stood_still_moves_by_the_working_days_it_stood_and_keeps_the_first_one(invented):
    reference, key = asked(invented)
    with invented.opened(reference, "ada") as case:
        actions.pause(case, key=key, until=SOON, reason="School closed", at=NOW)
    later = NOW + timedelta(days=7)
    with invented.opened(reference, "ada", at=later) as case:
        actions.resume(case, key=key, reason="School is open", at=later)

    task = Task.objects.get(key=key)
    assert (task.first_due_on, task.due_on) == (date(2026, 6, 29), date(2026, 7, 6))
    assert (task.paused_on, task.paused_days, task.paused_reason) == (
        None,
        5,
        "School closed. It goes on: School is open",
    )
    lines = Line.objects.filter(verb__startswith="tasks:").order_by("id")
    assert [(line.verb, bool(line.reason_digest)) for line in lines] == [
        ("tasks:paused", True),
        ("tasks:resumed", True),
    ]


def test_a_date_counted_anew_runs_from_the_right_day_and_keeps_the_first_one(invented):
    reference, key = asked(invented)
    with invented.opened(reference, "ada") as case:
        actions.recount(case, key=key, from_day=date(2026, 6, 12), reason="Asked on Friday by phone", at=NOW)

    task = Task.objects.get(key=key)
    assert (task.first_due_on, task.due_on) == (date(2026, 6, 29), date(2026, 6, 26))
    assert (task.counted_from, task.moved_because) == (date(2026, 6, 12), "Asked on Friday by phone")


def test_every_open_date_of_a_rule_is_counted_anew_when_what_it_rests_on_changes(invented):
    reference, key = asked(invented)
    with invented.opened(reference, "ada") as case:
        clock = case.pathway.clock("information_answer")
        assert actions.recount_all(case, clock, from_day=date(2026, 6, 16), because="Asked a day later") == 1

    assert Task.objects.get(key=key).due_on == date(2026, 6, 30)


@pytest.mark.parametrize(("area", "due"), [("northmere", date(2026, 12, 4)), ("lochmuir", date(2026, 12, 7))])
def test_a_date_is_counted_anew_in_the_working_days_of_its_nation(invented, area, due):
    reference, key = asked(invented, "deconfliction", area=area)
    owner, friday = {"northmere": "ada", "lochmuir": "isla"}[area], date(2026, 11, 27)
    at = NOW + timedelta(days=170)
    with invented.opened(reference, owner, at=at) as case:
        actions.recount(case, key=key, from_day=friday, reason="It came on Friday", at=at)

    assert Task.objects.get(key=key).due_on == due


@pytest.mark.parametrize(
    ("code", "until", "reason", "why"),
    [
        ("further_assessment", SOON, "No time", "a date in law is not paused"),
        ("information_answer", TODAY, "No time", "the day to look again does not lie ahead"),
        ("information_answer", SOON, " ", "no reason is given"),
    ],
)
def test_a_pause_is_refused_and_leaves_no_trace(invented, code, until, reason, why):
    reference, key = asked(invented, code)

    with invented.opened(reference, "ada") as case, pytest.raises(Refusal) as refused:
        actions.pause(case, key=key, until=until, reason=reason, at=NOW)

    assert why in refused.value.as_text()
    assert Task.objects.get(key=key).paused_on is None


def test_what_is_not_paused_does_not_go_on_and_what_nobody_counts_is_not_counted_anew(invented):
    reference, key = asked(invented, "further_assessment")

    with invented.opened(reference, "ada") as case:
        with pytest.raises(Refusal, match="not resumed"):
            actions.resume(case, key=key, reason="x", at=NOW)
        with pytest.raises(Refusal) as refused:
            actions.recount(case, key=key, from_day=TODAY, reason="x", at=NOW)

    assert "no rule counts this date: somebody chose it" in refused.value.as_text()


def test_the_page_pauses_lets_go_on_and_counts_anew(invented):
    reference, key = asked(invented)
    ada, tasks = invented.browser("ada"), f"/cases/{reference}/tasks/"
    day = {"until-day": "1", "until-month": "12", "until-year": "2099"}

    assert "Count anew" in ada.get(tasks).text
    paused = ada.post(f"{tasks}{key}/pause/", {**day, "reason": "School closed"}, follow=True)
    assert "paused since" in paused.text and "Let it go on" in paused.text and "Count anew" not in paused.text
    ada.post(f"{tasks}{key}/resume/", {"reason": "School is open"})
    counted = {"from_day-day": "12", "from_day-month": "6", "from_day-year": "2026", "reason": "Asked on Friday"}
    shown = ada.post(f"{tasks}{key}/recount/", counted, follow=True).text

    assert "was 29 Jun 2026" in shown and "counted anew from 12 Jun 2026: Asked on Friday" in shown
    assert "10 working days from" in shown
    for page in ("resume", "recount"):
        assert invented.browser("cleo").get(f"{tasks}{key}/{page}/").status_code == 404
