"""Bounds on what one place, or everybody together, may send in an hour, so that a flood cannot bury what matters.

Kept in this process's memory and never written: a digest of the address under a salt that ends with the process. Each
web process counts for itself, so the true bound is the limit times their number. Nothing typed is lost by a refusal.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections import OrderedDict, deque
from datetime import datetime, timedelta

HOUR = timedelta(hours=1)
MOST_PLACES = 5_000
EVERYONE = "everyone"


class Flood:
    """Counts one kind of act by place over the last hour; the oldest places are forgotten first."""

    def __init__(self) -> None:
        self._salt = secrets.token_bytes(16)
        self._times: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def full_until(self, place: str, *, most: int, at: datetime) -> datetime | None:
        """This will say until when a place must wait, or none where it need not."""
        with self._lock:
            times = self._of_last_hour(self._name(place), at)
            return times[0] + HOUR if len(times) >= most else None

    def count(self, place: str, *, at: datetime) -> None:
        """This will count one act of a place."""
        with self._lock:
            name = self._name(place)
            times = self._of_last_hour(name, at)
            times.append(at)
            self._times[name] = times
            self._times.move_to_end(name)
            while len(self._times) > MOST_PLACES:
                self._times.popitem(last=False)

    def forget(self) -> None:
        """This will forget every place."""
        with self._lock:
            self._times.clear()

    def _of_last_hour(self, name: str, at: datetime) -> deque[datetime]:
        times = self._times.get(name, deque())
        while times and times[0] <= at - HOUR:
            times.popleft()
        return times

    def _name(self, place: str) -> str:
        return place if place == EVERYONE else hashlib.blake2b(place.encode(), key=self._salt).hexdigest()


STARTS, SENDS, SAVES, WRONG_CODES = Flood(), Flood(), Flood(), Flood()
