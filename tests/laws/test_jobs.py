"""What the worker does: by ids and moments alone, in tables that nobody else may touch, and never lost to the clocks."""

import ast
import inspect
import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from tests.kit.tree import PACKAGE, PROJECT, code, parsed, place
from throughcare.cli import falls_due, working
from throughcare.kernel.time import UK, uk_today
from throughcare.safeguards.access.apply import JOBS, ROLES

MARCH, OCTOBER = date(2027, 3, 28), date(2027, 10, 31)  # the clocks change


def tasks():
    found = working.worker_app().tasks
    return {name: task for name, task in found.items() if task.func.__module__.startswith("throughcare.")}


def test_every_job_is_a_task_of_the_worker_and_is_never_two_at_once():
    jobs, found = [*falls_due.jobs(), falls_due.figures()], tasks()

    assert {job.name for job in jobs} <= set(found)
    assert [job.name for job in jobs if found[job.name].lock != job.name] == []
    assert [name for name, task in found.items() if task.retry_strategy and task.queueing_lock] == [], (
        "A job that is tried again cannot go back to waiting while another holds its queueing lock."
    )
    assert len({job.name for job in jobs}) == len(jobs)


def test_a_task_takes_numbers_and_nothing_else():
    taken = {
        f"{name}({each})": each.annotation
        for name, task in tasks().items()
        for each in inspect.signature(task.func).parameters.values()
    }

    assert taken
    assert {where for where, kind in taken.items() if kind not in (int, "int")} == set()


def test_every_job_is_told_of_to_whoever_runs_the_site():
    page = (PROJECT / "docs" / "how-to" / "run-the-worker.md").read_text(encoding="utf-8")

    assert [job.name for job in (*falls_due.jobs(), falls_due.figures()) if f"`{job.name}`" not in page] == []


@pytest.mark.django_db
def test_the_tables_of_jobs_are_for_the_worker_alone():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'procrastinate%'"
        )
        assert {name for (name,) in cursor.fetchall()} == set(JOBS)
        for role in ROLES:
            for table in JOBS:
                cursor.execute("SELECT has_table_privilege(%s, %s, 'SELECT, INSERT, UPDATE, DELETE')", [role, table])
                assert cursor.fetchone() == (role == "tc_login",), (role, table)
        cursor.execute(
            "SELECT p.proname FROM pg_proc p WHERE p.proname LIKE 'procrastinate%' "
            "AND (p.prosecdef OR has_function_privilege('tc_staff', p.oid, 'EXECUTE'))"
        )
        assert cursor.fetchall() == []


@pytest.mark.parametrize("changed_on", [MARCH, OCTOBER])
def test_a_job_at_half_past_one_is_done_once_a_day_where_the_clocks_change(changed_on):
    """Half past one is there twice in October and not at all in March; a worker looks every few minutes."""
    app = working.worker_app()
    at = datetime.combine(changed_on - timedelta(days=1), datetime.min.time(), tzinfo=UK).astimezone(UTC)
    looks = [at + timedelta(minutes=5 * number) for number in range(3 * 24 * 12)]

    nights = sorted({working.last_due(app, at=look)["figures"] for look in looks if look - at > timedelta(hours=3)})

    days = [uk_today(moment) for moment in nights]
    assert days == [changed_on + timedelta(days=number) for number in (-1, 0, 1)]


@pytest.mark.parametrize("changed_on", [MARCH, OCTOBER])
def test_a_job_of_every_five_minutes_misses_none_where_the_clocks_change(changed_on):
    app = working.worker_app()
    at = datetime.combine(changed_on, datetime.min.time(), tzinfo=UK).astimezone(UTC)

    found = [working.last_due(app, at=at + timedelta(minutes=5 * number, seconds=1))["offers"] for number in range(60)]

    assert {later - earlier for earlier, later in itertools.pairwise(found)} == {timedelta(minutes=5)}


def test_no_day_is_taken_from_a_moment_but_as_clocks_in_the_united_kingdom_show_it():
    """In summer it is tomorrow there for an hour before it is tomorrow in UTC."""
    taken = [
        f"{place(path)}:{node.lineno}: use uk_today"
        for path in code()
        if not path.is_relative_to(PACKAGE / "kernel")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and not node.args and getattr(node.func, "attr", "") in ("date", "today")
    ]

    assert taken == []
