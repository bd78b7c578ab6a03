"""A log tells where something broke, never what it was about."""

import logging
import sys

from throughcare.config.logs import WithoutDetails


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
