"""People at work while everything around them dies: they write, wait for the answer, and send again where none came."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count
from urllib.parse import urlencode, urlsplit

PASSWORD = "an invented world"
HIDDEN = re.compile(r'<input type="hidden" name="(csrfmiddlewaretoken|once)" value="([^"]+)">')
SECONDS_BETWEEN_TRIES, SECONDS_TO_GIVE_UP = 0.2, 90
BROKE = (HTTPException, OSError)


class NoAnswer(Exception):
    """The site did not answer for so long that a person would ring somebody."""


@dataclass
class Journal:
    """What people believe: what they began to send, and what they were told is saved."""

    before: frozenset[str] = frozenset()  # written before anybody began
    sent: set[str] = field(default_factory=set)
    saved: set[str] = field(default_factory=set)
    resent: int = 0
    without_room: set[str] = field(default_factory=set)  # what was refused for want of room, and given back
    troubles: list[str] = field(default_factory=list)


class Person:
    """Somebody signed in, who notes down what the site told them."""

    def __init__(self, site: str, username: str, journal: Journal, *, patience: float = 20) -> None:
        self.site, self.username, self.journal, self.patience = site, username, journal, patience
        self.cookies: dict[str, str] = {}

    def sign_in(self) -> None:
        """Sign in by the ordinary form, as often as it takes."""
        status, _text = self.filled("/sign-in/", {"username": self.username, "password": PASSWORD})
        if status != 302:
            raise NoAnswer(f"{self.username} could not sign in: {status}")

    def opened(self, address: str) -> str:
        """Open a page and give what it shows."""
        return self._until_answered("GET", address)[1]

    def filled(self, address: str, boxes: dict[str, str], marker: str = "") -> tuple[int, str]:
        """Open a form, fill it in and send it until an answer comes; the same form, as a browser that is told to send again."""
        shown, page = self._until_answered("GET", address)
        if shown != 200:
            self.journal.troubles.append(f"{self.username} was shown {shown} instead of a form: {page[:200]!r}")
        body = urlencode({**dict(HIDDEN.findall(page)), **boxes})
        if marker:
            self.journal.sent.add(marker)
        status, text = self._until_answered("POST", address, body, marker)
        if marker and status in (302, 303):
            self.journal.saved.add(marker)
        elif marker:
            self.journal.troubles.append(f"{self.username} was answered {status} at {address.split('/')[-2]}")
        return status, text

    def _until_answered(self, method: str, address: str, body: str = "", marker: str = "") -> tuple[int, str]:
        given_up = time.monotonic() + SECONDS_TO_GIVE_UP
        for tries in count():
            try:
                status, text = self._asked(method, address, body)
                if status < 500:
                    self.journal.resent += bool(tries and body)
                    return status, text
                self._note_want_of_room(status, text, marker)
            except BROKE:
                pass
            if time.monotonic() > given_up:
                raise NoAnswer(f"{self.username} waited at {address}")
            time.sleep(SECONDS_BETWEEN_TRIES)
        raise AssertionError  # count() does not end

    def _note_want_of_room(self, status: int, text: str, marker: str) -> None:
        if status == 503 and "What you sent was not saved" in text:
            self.journal.without_room.add(marker)
            if (
                marker not in text and "/answers/" not in text
            ):  # the last page of the public form has nothing typed on it
                self.journal.troubles.append(f"{self.username} was not given back {marker}")

    def _asked(self, method: str, address: str, body: str) -> tuple[int, str]:
        parts = urlsplit(self.site)
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=self.patience)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, address, body or None, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        for told in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = told.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text or answer.headers.get("Location", "")


def notes(
    person: Person, reference: str, *, until: threading.Event, numbers: count[int], words: str = "Rang the school."
) -> None:
    """Write one note after another on a case."""
    while not until.is_set():
        marker = f"note-{person.username}-{next(numbers):06d}"
        person.filled(f"/cases/{reference}/notes/add/", {**NOTE, "text": f"{words} {marker}"}, marker)


def referrals(
    person: Person, *, until: threading.Event, numbers: count[int], words: str = "Says that nobody listens."
) -> None:
    """Refer one person after another: an act of a dozen tables."""
    while not until.is_set():
        marker = f"referral-{person.username}-{next(numbers):06d}"
        for slug, boxes in REFERRAL.items():
            said = {name: value.format(marker=marker, words=words) for name, value in boxes.items()}
            person.filled(f"/refer/answers/{slug}/", said)
        person.filled("/refer/answers/check/", {}, marker)


NOTE = {"happened-day": "3", "happened-month": "3", "happened-year": "2026", "about": "core", "kind": "fact"}
REFERRAL = {
    "worry": {"words": "{words} {marker}"},
    "name": {"name": "Ashwin {marker}"},
    "age": {"born-day": "14", "born-month": "3", "born-year": "2010"},
    "home": {"area": "northmere"},
}


def at_work(task: Callable[[], None], journal: Journal) -> threading.Thread:
    """Let somebody work in a thread of their own; what stops them is noted."""

    def run() -> None:
        try:
            task()
        except Exception as wrong:  # a trouble of any kind is a finding
            journal.troubles.append(f"{type(wrong).__name__}: {wrong}")

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread
