"""Public numbers: random, short enough to say on the phone, and telling nothing about order or number of cases."""

from __future__ import annotations

import re
import secrets
from contextvars import ContextVar

# The number of the request that is being answered here, for the lines of the log; empty outside of one.
request_id: ContextVar[str] = ContextVar("request_id", default="")

# No vowels, so that no words appear by chance, and nothing that is read as another: 0 1 2 5 8, B G I L O Q S U V Y Z.
ALPHABET = "34679CDFHJKMNPRTWX"
PREFIX = "TC"
_LENGTH = 6
_GROUPS_OF_SECRET = 4  # sixteen of eighteen signs: more than can be tried where each try is slow
_TYPED = re.compile(rf"^(?:([A-Z]{{2,3}})[\s-]*)?([{ALPHABET}]{{{_LENGTH}}})$")


def new_reference(prefix: str = PREFIX) -> str:
    """This will make a random public reference, such as TC-4HX7RN; the table that stores it must keep it unique."""
    return f"{prefix}-{_random(_LENGTH)}"


def read_reference(typed: str, *, prefix: str = PREFIX) -> str:
    """This will read a reference as people type it (small letters, spaces, no hyphen); empty when it is none."""
    match = _TYPED.match("".join(typed.upper().split()))
    if match is None or (match[1] or prefix) != prefix:
        return ""
    return f"{prefix}-{match[2]}"


def new_request_id() -> str:
    """This will make the number of one request, for the audit line and the error page: 4HX7-RN3K-9DWP."""
    return "-".join(_random(4) for _group in range(3))


def new_secret() -> str:
    """This will make a code that nobody can guess and anybody can copy from a screen by hand: 4HX7-RN3K-9DWP-CTMF."""
    return "-".join(_random(4) for _group in range(_GROUPS_OF_SECRET))


def read_secret(typed: str) -> str:
    """This will read such a code as people type it (small letters, spaces, no hyphens); empty when it is none."""
    found = "".join(sign for sign in typed.upper() if sign.isalnum())
    if len(found) != 4 * _GROUPS_OF_SECRET or set(found) - set(ALPHABET):
        return ""
    return "-".join(found[place : place + 4] for place in range(0, len(found), 4))


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _position in range(length))
