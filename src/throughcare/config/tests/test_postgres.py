"""Before each request a connection is looked at: one that the server ended is opened anew, and a quiet one asks nothing."""

import time

import psycopg
import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    """A connection of its own, which may be ended without harm."""
    copy = connections["default"].copy("default")
    copy.ensure_connection()
    yield copy
    copy.close()


def test_a_quiet_connection_is_usable_and_asks_nothing(ours):
    with CaptureQueriesContext(ours) as asked:
        assert ours.is_usable()
        assert ours.is_usable()

    assert len(asked) == 0
    with ours.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
    assert ours.is_usable()


def test_a_connection_that_the_server_ended_is_not(ours):
    pid = ours.connection.info.backend_pid
    with psycopg.connect(**{**ours.get_connection_params(), "cursor_factory": None, "context": None}) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [pid])
    until = time.monotonic() + 5
    while ours.is_usable() and time.monotonic() < until:
        time.sleep(0.01)

    assert not ours.is_usable()


def test_the_next_request_gets_a_new_one(ours):
    ours.health_check_enabled, ours.health_check_done = True, False
    ours.connection.close()

    with ours.cursor() as cursor:
        cursor.execute("SELECT 2")
        assert cursor.fetchone() == (2,)
