"""A log tells where something broke, never what it was about."""

import logging
import sys
from datetime import UTC, datetime

from django.conf import settings
from django.db import OperationalError
from django.test import RequestFactory

from throughcare.config.logs import LINE, WithoutDetails, WithRequest
from throughcare.kernel import ids


def test_a_breakdown_is_logged_by_kind_and_place_without_its_words():
    typed = " ".join(("Sam", "Tarrow"))
    try:
        try:
            raise KeyError(typed)
        except KeyError as first:
            raise ValueError(typed) from first
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "It broke", None, sys.exc_info())

    written = WithoutDetails().format(record)

    assert "It broke" in written
    assert "builtins.KeyError" in written
    assert "builtins.ValueError" in written
    assert "test_logs.py" in written
    assert typed not in written


def test_a_line_carries_the_number_of_its_request_and_not_the_address_that_django_adds():
    address = "/cases/TC-4HX7RN/"
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "Error: %s", (address,), None)
    record.request = RequestFactory().get(address)
    within = ids.request_id.set("4HX7-RN3K-9DWP")
    try:
        assert WithRequest().filter(record)
    finally:
        ids.request_id.reset(within)

    written = WithoutDetails(LINE).format(record)

    assert "request=4HX7-RN3K-9DWP Error: an address" in written
    assert "TC-4HX7RN" not in written


def test_a_line_outside_any_request_says_so():
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "It broke", None, None)
    WithRequest().filter(record)

    assert "request=- It broke" in WithoutDetails(LINE).format(record)


def test_a_database_out_of_reach_is_one_line_for_each_request():
    try:
        raise OperationalError("the server at 10.0.0.7 does not answer")
    except OperationalError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "It broke", None, sys.exc_info())

    written = WithoutDetails().format(record)

    assert written.splitlines() == ["It broke", "django.db.utils.OperationalError (its text is not logged)"]


def test_a_line_says_when_in_the_time_of_greenwich():
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "It broke", None, None)
    record.created, record.msecs, record.request_id = datetime(2026, 7, 1, 12, 30, tzinfo=UTC).timestamp(), 7.0, "-"

    assert WithoutDetails(LINE).format(record).startswith("2026-07-01T12:30:00.007Z ERROR x ")


def test_nobody_writes_a_line_of_their_own_into_the_log():
    told = "not right\n2026-07-01T12:30:00.007Z INFO x request=- all is well\r\x85and more"
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "Refused: %s", (told,), None)

    assert len(WithoutDetails().format(record).splitlines()) == 1


def test_every_line_goes_to_the_console_and_nowhere_else():
    handlers, loggers = settings.LOGGING["handlers"], settings.LOGGING["loggers"]

    assert [one["class"] for one in handlers.values()] == ["logging.StreamHandler"]
    assert [one["formatter"] for one in handlers.values()] == ["without_details"]
    assert settings.LOGGING["formatters"]["without_details"]["()"] == "throughcare.config.logs.WithoutDetails"
    assert settings.LOGGING["root"]["handlers"] == list(handlers)
    assert not any("handlers" in each for each in loggers.values())
