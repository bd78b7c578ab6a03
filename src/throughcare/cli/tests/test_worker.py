"""The worker: what was missed is done once at its start, two share the work, what fails is tried again and seen."""

import os
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.kit import database, invented
from tests.kit.ending import with_its_parent
from tests.kit.site import speak_to
from throughcare.cli import falls_due, worker
from throughcare.stages.checks import actions as checks
from throughcare.stages.checks.models import Threat

NAME = f"tc_live_worker_{os.getpid()}"
SECRET_WORDS = "Said that something will happen on Friday"
SECONDS = 120  # of a busy machine
pytestmark = pytest.mark.slow


@pytest.fixture
def night(django_db_setup, django_db_blocker):
    """Give a database of its own, for what a worker writes is committed, and let builders write to it."""
    with django_db_blocker.unblock():
        database.create(NAME)
        speak_to(NAME)
        try:
            yield database.environment(NAME)["DATABASE_URL"]
        finally:
            speak_to(database.WORKING)
            database.drop(NAME)


def environment(login: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("THROUGHCARE_", "DATABASE"))}
    return kept | {"DATABASE_URL": login}


def start(login: str, *options: str) -> subprocess.Popen[str]:
    line = [*worker.command(), *options]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(line, env=environment(login), preexec_fn=with_its_parent(), **pipes)


def end(process: subprocess.Popen[str]) -> tuple[int, str]:
    try:
        _mails, said = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()  # its sessions would keep the database from being dropped
        process.communicate()
        raise
    return process.returncode, said


def listed(login: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "throughcare.cli.main", "jobs"]
    return subprocess.run(
        line, env=environment(login) | {"COLUMNS": "200"}, capture_output=True, text=True, check=False
    )


def a_threat_that_nobody_took(*, ago: timedelta) -> int:
    people, at = invented.build(), timezone.now() - ago
    reference = people.receive(at=at)
    with people.opened(reference, "ada", at=at) as case:
        checks.raise_threat(case, words=SECRET_WORDS, happened_at=at, at=at)
    return Threat.objects.get().pk


def rows(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def change(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def handed_on() -> tuple[int, int]:
    lines = rows("SELECT count(*) FROM audit_line WHERE verb = 'threat:handed_on'")
    return Threat.objects.get().rung, lines[0][0]


def test_after_a_day_without_a_worker_its_first_start_does_what_was_missed_once(night):
    a_threat_that_nobody_took(ago=timedelta(days=1))

    first = end(start(night, "--once"))
    second = end(start(night, "--once"))

    assert (first, second) == ((0, ""), (0, ""))
    assert handed_on() == (2, 1)
    assert listed(night).returncode == 0


def test_two_workers_at_once_do_each_job_once(night):
    a_threat_that_nobody_took(ago=timedelta(days=1))

    told = [end(one) for one in [start(night, "--once"), start(night, "--once")]]

    assert told == [(0, ""), (0, "")]
    assert handed_on() == (2, 1)
    done = (
        "SELECT task_name, count(*), count(DISTINCT args) FROM procrastinate_jobs WHERE status = 'succeeded' GROUP BY 1"
    )
    found = {name: (number, moments) for name, number, moments in rows(done)}
    assert found.keys() >= {job.name for job in (*falls_due.jobs(), falls_due.figures())}
    assert [name for name, (number, moments) in found.items() if number != moments] == []


def test_a_run_by_hand_beside_a_worker_does_nothing_twice(night):
    a_threat_that_nobody_took(ago=timedelta(hours=3))
    line = [sys.executable, "-m", "throughcare.cli.main", "clock", "run"]
    by_hand = subprocess.Popen(line, env=environment(night), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    told = [end(start(night, "--once"))[0], end(by_hand)[0]]

    assert told == [0, 0]
    assert handed_on() == (2, 1)


def test_a_job_that_fails_is_tried_again_and_listed_without_a_word_of_content(night):
    a_threat_that_nobody_took(ago=timedelta(days=1))
    change("ALTER TABLE checks_threat ADD CONSTRAINT broken CHECK (rung < 2) NOT VALID")

    code, said = end(start(night, "--once"))

    assert code == 0
    first = "SELECT status::text, attempts FROM procrastinate_jobs WHERE task_name = 'ring_next' ORDER BY id LIMIT 1"
    assert rows(first) == [("todo", 1)]
    shown = listed(night)
    assert shown.returncode == 1
    assert [line for line in shown.stdout.splitlines() if "being tried again" in line and "ring_next" in line]
    assert SECRET_WORDS not in said + shown.stdout
    assert "Friday" not in said


NEXT_IS_DUE_MEANWHILE = """
CREATE FUNCTION next_is_due() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args)
  VALUES (NEW.queue_name, NEW.task_name, NEW.lock, NEW.queueing_lock, '{"timestamp": 1}');
  RETURN NULL;
END $$;
CREATE TRIGGER next_is_due AFTER UPDATE ON procrastinate_jobs FOR EACH ROW
  WHEN (NEW.task_name = 'ring_next' AND NEW.status = 'doing' AND NEW.args ->> 'timestamp' <> '1')
  EXECUTE FUNCTION next_is_due();
GRANT EXECUTE ON FUNCTION next_is_due() TO PUBLIC;
"""


def test_a_job_that_fails_while_the_next_of_its_kind_waits_is_tried_again_and_holds_up_nothing(night):
    a_threat_that_nobody_took(ago=timedelta(days=1))
    change("ALTER TABLE checks_threat ADD CONSTRAINT broken CHECK (rung < 2) NOT VALID")
    change(NEXT_IS_DUE_MEANWHILE)

    end(start(night, "--once"))
    standing = "SELECT status::text, attempts FROM procrastinate_jobs WHERE task_name = 'ring_next' ORDER BY id"
    before = rows(standing)
    assert before[0][0] == "todo" and before[0][1] >= 1  # a slow machine has tried it again already
    assert "doing" not in {status for status, _tries in before}

    change("DROP TRIGGER next_is_due ON procrastinate_jobs; ALTER TABLE checks_threat DROP CONSTRAINT broken")
    change("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'")
    end(start(night, "--once"))
    assert handed_on() == (2, 1)
    after = rows(standing)[: len(before)]  # a new minute may have asked for the next meanwhile
    assert {status for status, _tries in after} == {"succeeded"}


def test_after_the_last_try_a_job_has_failed_and_is_listed_so(night):
    end(start(night, "--once"))
    change("UPDATE procrastinate_jobs SET status = 'todo', attempts = 3 WHERE task_name = 'drafts'")  # its last try
    change("ALTER FUNCTION tc.remove_expired_drafts() RENAME TO gone")

    end(start(night, "--once"))

    assert rows("SELECT status::text FROM procrastinate_jobs WHERE task_name = 'drafts'") == [("failed",)]
    line = next(line for line in listed(night).stdout.splitlines() if " drafts " in line)
    assert "failed 1 times since" in line


def test_a_job_whose_worker_was_killed_is_taken_up_by_the_next(night):
    end(start(night, "--once"))
    change("UPDATE procrastinate_jobs SET status = 'doing', attempts = 0 WHERE task_name = 'ring_next'")

    assert end(start(night, "--once")) == (0, "")

    left = rows("SELECT DISTINCT status::text FROM procrastinate_jobs WHERE task_name = 'ring_next'")
    assert left == [("succeeded",)]


def test_a_worker_works_until_it_is_told_to_end(night):
    a_threat_that_nobody_took(ago=timedelta(days=1))
    working = start(night)
    until = time.monotonic() + SECONDS
    while handed_on() != (2, 1) and time.monotonic() < until:
        time.sleep(0.2)

    working.terminate()

    assert end(working) == (0, "")
    assert handed_on() == (2, 1)
    assert rows("SELECT count(*) FROM procrastinate_workers") == [(0,)]


def test_a_job_due_a_day_ago_is_done_once_at_whatever_moment_it_is_run(invented):
    at = timezone.now()
    reference = invented.receive(at=at)
    with invented.opened(reference, "ada", at=at) as case:
        checks.raise_threat(case, words=SECRET_WORDS, happened_at=at, at=at)

    tomorrow = at + timedelta(days=1)
    first, second = [{words: number for number, words in falls_due.do_all(at=tomorrow)} for _ in range(2)]

    assert first["threats handed to the next officer"] == 1
    assert {words: number for words, number in second.items() if number} == {}
