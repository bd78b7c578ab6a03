"""The people of the invented world at their desks, the calendar on the wall, and the case they speak of."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import date

import pytest

from tests.kit.browser import OpenPage
from tests.kit.calendar import Calendar
from tests.kit.desk import Desk, Held
from throughcare.cli.clock import what_falls_due


@dataclass
class Office:
    """Where a journey takes place."""

    open_page: OpenPage
    calendar: Calendar
    scripts: bool = True
    reference: str = ""
    panel: str = ""
    held: Held = field(default_factory=dict)
    _desks: dict[str, Desk] = field(default_factory=dict)
    _signed_in: dict[str, int] = field(default_factory=dict)

    def visitor(self, *, phone: bool = False) -> Desk:
        """Give somebody's browser who has no account."""
        return Desk(self.open_page(phone=phone, scripts=self.scripts), self.held)

    def desk(self, username: str, *, phone: bool = False) -> Desk:
        """Give somebody's browser, signed in anew when time has passed: pages lock when nobody touches them."""
        if username not in self._desks:
            self._desks[username] = self.visitor(phone=phone)
        if self._signed_in.get(username) != self.calendar.turned:
            self._signed_in[username] = self.calendar.turned
            self._desks[username].signs_in(username)
        return self._desks[username]

    def case(self, part: str = "") -> str:
        """Give the address of the case, or of one part of it."""
        return f"/cases/{self.reference}/{part}"

    def it_is(self, day: date, hour: int = 10) -> None:
        """Let time pass until this day, and let what falls due by itself fall due."""
        moment = self.calendar.turn_to(day, hour)
        deque(what_falls_due(at=moment), maxlen=0)


@pytest.fixture
def office(open_page: OpenPage, calendar: Calendar) -> Office:
    """Open the office."""
    return Office(open_page, calendar)


@pytest.fixture
def office_without_scripts(open_page: OpenPage, calendar: Calendar) -> Office:
    """Open the office where no browser runs scripts."""
    return Office(open_page, calendar, scripts=False)
