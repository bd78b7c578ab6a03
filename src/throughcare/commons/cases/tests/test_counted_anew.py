"""Dates follow the facts that they rest on: the version, the calendar, the birthday. The first date is kept."""

from datetime import date, timedelta

import pytest

from tests.kit.invented import NOW
from throughcare.commons.cases import actions
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.models import PoliceTask, Task
from throughcare.commons.cases.tests.test_version import LATER, another_version, move
from throughcare.commons.people.models import Particulars
from throughcare.frame.transaction import acting
from throughcare.kernel.time import uk_today, working_days
from throughcare.safeguards.audit.models import Line

TODAY = uk_today(NOW)  # Monday 15 June 2026


def asked(invented, reference, code="information_answer", *, police=False, **more):
    with invented.opened(reference, "dee" if police else "ada") as case:
        clock = case.pathway.clock(code)
        due = more.pop("due_on", None) or clock.due(TODAY)
        new = NewTask(
            code="x.y",
            due_on=due,
            for_role="coordinator",
            pathway_rule=clock.rule,
            rule=clock.label,
            police=police,
            **more,
        )
        return str(actions.ask(case, new, at=NOW).key)


def slower(data):
    data["clocks"]["information_answer"]["length"] = 20
    data["clocks"]["deconfliction"]["length"] = 7


def caught_up(*, at=NOW):
    with acting("clock", staff=None, at=at):
        return actions.catch_up(at=at)


def test_a_date_knows_from_which_day_it_runs_unless_it_runs_from_a_birth_or_was_chosen(invented):
    reference = invented.receive()
    keys = [
        asked(invented, reference),
        asked(invented, reference, from_day=date(2026, 6, 12), due_on=date(2026, 6, 26)),
        asked(invented, reference, due_on=date(2026, 7, 31)),
        asked(invented, reference, stands_elsewhere=True),
        asked(invented, reference, "turning_18", due_on=date(2028, 3, 14)),
    ]

    assert [Task.objects.get(key=key).counted_from for key in keys] == [TODAY, date(2026, 6, 12), None, None, None]


def test_moving_to_another_version_counts_what_is_due_anew_and_keeps_the_first_date(invented, tmp_path, monkeypatch):
    reference = invented.receive()
    key, chosen = asked(invented, reference), asked(invented, reference, due_on=date(2026, 7, 31))
    police = asked(invented, reference, "deconfliction", police=True)
    another_version(tmp_path, monkeypatch, slower)
    move(invented, reference)

    task = Task.objects.get(key=key)
    assert (task.first_due_on, task.due_on) == (date(2026, 6, 29), date(2026, 7, 13))
    assert task.moved_because == "The case follows another version of its pathway"
    assert Task.objects.get(key=chosen).due_on == date(2026, 7, 31)
    assert PoliceTask.objects.get(key=police).due_on == date(2026, 6, 24)
    assert Task.objects.filter(due_on=task.first_due_on, moved_because__gt="").count() == 0


def test_a_version_with_the_same_rules_moves_no_date(invented, tmp_path, monkeypatch):
    reference = invented.receive()
    key = asked(invented, reference)
    another_version(tmp_path, monkeypatch)
    move(invented, reference, to=LATER)

    assert Task.objects.get(key=key).moved_because == ""


def test_another_release_of_the_holidays_is_caught_up_with_at_night_once(invented, monkeypatch):
    reference = invented.receive()
    key = asked(invented, reference)
    days = working_days("england-and-wales")
    monkeypatch.setitem(days.bank_holidays, date(2026, 6, 24), "A day of thanks")

    assert caught_up() >= 1
    task = Task.objects.get(key=key)
    assert (task.first_due_on, task.due_on, task.counted_from) == (date(2026, 6, 29), date(2026, 6, 30), TODAY)
    lines = Line.objects.filter(verb="tasks:caught_up").count()
    assert lines >= 1
    assert caught_up(at=NOW + timedelta(hours=1)) == 0
    assert Line.objects.filter(verb="tasks:caught_up").count() == lines


def test_a_birthday_that_was_corrected_on_another_case_is_caught_up_with(invented):
    reference = invented.receive()
    key = asked(invented, reference, "turning_18", due_on=date(2028, 3, 14))
    assert caught_up() == 0
    Particulars.objects.update(born_on=date(2010, 8, 1))

    assert caught_up() == 1
    task = Task.objects.get(key=key)
    assert (task.due_on, task.first_due_on, task.counted_from) == (date(2028, 8, 1), date(2028, 3, 14), None)


def test_what_is_done_or_paused_keeps_its_day(invented, monkeypatch):
    reference = invented.receive()
    key = asked(invented, reference)
    with invented.opened(reference, "ada") as case:
        actions.pause(case, key=key, until=date(2026, 7, 20), reason="School closed", at=NOW)
    days = working_days("england-and-wales")
    monkeypatch.setitem(days.bank_holidays, date(2026, 6, 24), "A day of thanks")
    caught_up()

    task = Task.objects.get(key=key)
    assert (task.due_on, task.due_before) == (date(2026, 7, 20), date(2026, 6, 30))


@pytest.mark.parametrize("page", ["tasks/"])
def test_the_page_says_why_a_date_moved(invented, tmp_path, monkeypatch, page):
    reference = invented.receive()
    asked(invented, reference)
    another_version(tmp_path, monkeypatch, slower)
    move(invented, reference)

    shown = invented.browser("ada").get(f"/cases/{reference}/{page}").content.decode()
    assert "was 29 Jun 2026" in shown
    assert "counted anew from 15 Jun 2026: The case follows another version" in shown
