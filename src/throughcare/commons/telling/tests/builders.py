"""What a letter is written with, and how it reaches somebody."""

from datetime import date

from tests.kit.invented import NOW
from throughcare.commons.telling.actions import Giving, NewLetter, Waiting

LATER = date(2026, 6, 25)


def a_letter(code="what_we_keep", *, audience="child", language="en-GB", more="", **typed):
    """This will say which letter is written, and what its writer fills in."""
    return NewLetter(code, audience, language, typed, more)


def by_hand(words=""):
    """This will say that something was given by hand."""
    return Giving("by_hand", NOW, words)


def waiting(thing="outcome", reason="needs_help_to_understand", words="", until=LATER):
    """This will say why something is not told yet."""
    return Waiting(thing, reason, until, words)
