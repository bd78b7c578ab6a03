"""The ground under the tests is what it says: the people laid down at once, and what ends with a test that is killed."""

import json
import os
import subprocess
import sys
import time

import psycopg

from tests.kit import database

NEW_EACH_TIME = ("id", "key", "password", "_at")
STARTS_ONE = """
import subprocess, sys, time
from tests.kit.ending import with_its_parent
print(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"], preexec_fn=with_its_parent()).pid, flush=True)
time.sleep(300)
"""


def told(rows: dict[str, str]) -> dict[str, list[str]]:
    """What stands in each table, without what every building makes anew."""
    kept = {
        table: [
            {name: said for name, said in row.items() if not name.endswith(NEW_EACH_TIME)} for row in json.loads(all_)
        ]
        for table, all_ in rows.items()
    }
    return {table: sorted(json.dumps(row, sort_keys=True) for row in rows) for table, rows in kept.items()}


def test_the_invented_people_are_laid_down_as_the_acts_would(db):
    from django.db import transaction

    from tests.kit import invented

    def built(build) -> tuple[object, dict[str, str]]:
        before = transaction.savepoint()
        found = build(), invented._rows()
        transaction.savepoint_rollback(before)
        return found

    first, laid = built(invented.build_again)
    again, laid_again = built(invented.build_again)
    anew, by_the_acts = built(invented.build)

    assert (again, laid_again) == (first, laid)
    assert told(laid) == told(by_the_acts)
    assert (first.areas.keys(), first.staff.keys()) == (anew.areas.keys(), anew.staff.keys())


def test_the_invented_people_lie_in_no_other_table(db):
    from tests.kit import invented

    before = sizes()
    invented.build()

    assert {table for table, size in sizes().items() if size != before[table]} == set(invented._rows())


def sizes() -> dict[str, int]:
    """How many rows each table holds."""
    from django.db import connection

    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in tables))
        return dict(cursor.fetchall())


def test_what_a_test_started_ends_when_the_test_is_killed():
    parent = subprocess.Popen([sys.executable, "-c", STARTS_ONE], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = parent.stdout.readline().strip()
    assert database._lives(child)

    parent.kill()
    parent.communicate()

    until = time.monotonic() + 60
    while database._lives(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not database._lives(child)


def test_what_a_killed_run_left_behind_is_swept_and_what_a_living_one_owns_stays(django_db_setup):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left, file = f"tc_live_{dead.pid}", database.STATE / f"tc_test_{dead.pid}.calendar"
    database.create(left)
    file.touch()
    mine = database.STATE / f"tc_run_{os.getpid()}.held"
    mine.touch()

    database._sweep()

    with psycopg.connect(database._known_server().owner) as connection:
        there = database._databases(connection)
    assert left not in there
    assert database.WORKING in there
    assert not file.exists()
    assert mine.exists()
    mine.unlink()
