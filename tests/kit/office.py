"""The people of the invented world at their desks, the calendar on the wall, and the case they speak of."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.urls import reverse

from tests.kit.browser import OpenPage, be, signed_in, wake
from tests.kit.calendar import Calendar
from tests.kit.desk import HELD, Desk, Held
from tests.kit.site import Site
from throughcare.cli.clock import what_falls_due


@dataclass
class Office:
    """Where a journey takes place."""

    open_page: OpenPage
    calendar: Calendar
    site: Site
    scripts: bool = True
    reference: str = ""
    panel: str = ""
    held: Held = field(default_factory=lambda: HELD)
    _desks: dict[str, Desk] = field(default_factory=dict)
    _awake: dict[str, int] = field(default_factory=dict)

    def visitor(self, *, phone: bool = False) -> Desk:
        """Give somebody's browser who has no account."""
        return Desk(self.open_page(phone=phone, scripts=self.scripts), self.held)

    def desk(self, username: str, *, phone: bool = False) -> Desk:
        """Give somebody's browser. The first of an office signs in by the form, the others' sessions are made for them.

        Pages lock when nobody touches them, so a session is woken when time has passed.
        """
        if username not in self._desks:
            self._desks[username] = self._first(username, phone=phone)
        elif self._awake[username] != self.calendar.turned:
            wake(self._desks[username].page, at=self.calendar.now())
        self._awake[username] = self.calendar.turned
        return self._desks[username]

    def _first(self, username: str, *, phone: bool) -> Desk:
        desk = self.visitor(phone=phone)
        if not self._desks:
            return desk.signs_in(username)
        be(desk.page, signed_in(username), self.site)
        wake(desk.page, at=self.calendar.now())
        desk.page.goto(reverse("begin"))  # where the form leads to
        return desk

    def case(self, part: str = "") -> str:
        """Give the address of the case, or of one part of it."""
        return f"/cases/{self.reference}/{part}"

    def it_is(self, day: date, hour: int = 10) -> None:
        """Let time pass until this day, and let what falls due by itself fall due."""
        moment = self.calendar.turn_to(day, hour)
        deque(what_falls_due(at=moment), maxlen=0)


@pytest.fixture
def office(open_page: OpenPage, calendar: Calendar, site: Site) -> Office:
    """Open the office."""
    return Office(open_page, calendar, site)


@pytest.fixture
def office_without_scripts(open_page: OpenPage, calendar: Calendar, site: Site) -> Office:
    """Open the office where no browser runs scripts."""
    return Office(open_page, calendar, site, scripts=False)
