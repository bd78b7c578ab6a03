"""A log tells where something broke, never what it was about."""

import logging
import sys

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
