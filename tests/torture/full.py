"""The disk fills under the database while people write: each is told that nothing was saved, and finishes once there is room."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count

import psycopg

from tests.torture.ground import Ground
from tests.torture.people import Journal, Person, at_work, notes, referrals

WITHOUT_ROOM = "/dev/full"  # takes nothing that is written to it, as a disk without room does
TABLES = ("cases_note", "referrals_referral")
LIES = "SELECT pg_relation_filepath(reltoastrelid::oid), pg_relation_size(reltoastrelid::oid) FROM pg_class WHERE relname = %s"
SECONDS_TO_BE_TOLD, SECONDS_TO_FINISH = 60, 120
LETTERS = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 "


def filled(
    ground: Ground, people: list[Person], reference: str, journal: Journal, numbers: count[int]
) -> list[threading.Thread]:
    """Let everybody write at length on a full disk until each was told so, then make room; give those who did not finish."""
    evening, words = threading.Event(), long_words(ground.random)
    with no_room(ground):
        writers = [
            at_work(partial(notes, person, reference, until=evening, numbers=numbers, words=words), journal)
            for person in people[:2]
        ]
        writers.append(at_work(partial(referrals, people[2], until=evening, numbers=numbers, words=words), journal))
        given_up = time.monotonic() + SECONDS_TO_BE_TOLD
        while len(journal.without_room) < len(people) and time.monotonic() < given_up:
            time.sleep(0.1)
    evening.set()
    for writer in writers:
        writer.join(SECONDS_TO_FINISH)
    return [writer for writer in writers if writer.is_alive()]


def long_words(chance: random.Random) -> str:
    """Give words so long, and so hard to fold together, that the database lays them apart from their row."""
    return "".join(chance.choices(LETTERS, k=7000))


@contextmanager
def no_room(ground: Ground) -> Iterator[None]:
    """Let the database find no room for long words: the device that is always full lies where they would lie."""
    data = (ground.state / "pg").resolve() / "data"
    with psycopg.connect(ground.urls.owner, autocommit=True) as owner:
        found = [owner.execute(LIES, [table]).fetchone() for table in TABLES]
        assert all(row and row[1] == 0 for row in found), "nobody has written at length before, so nothing is put aside"
        places = [data / str(row[0]) for row in found if row]
        with _looked_at_again(owner):
            for place in places:
                place.rename(place.with_suffix(".aside"))
                place.symlink_to(WITHOUT_ROOM)
        try:
            yield
        finally:
            with _looked_at_again(owner):
                for place in places:
                    place.unlink()
                    place.with_suffix(".aside").rename(place)


@contextmanager
def _looked_at_again(owner: psycopg.Connection) -> Iterator[None]:
    """Have the database write down all it holds before, and let go of every file it has open after.

    It does both where another database is made and dropped. Without the first it would try to synchronise the device.
    """
    owner.execute("CREATE DATABASE torture_of_files STRATEGY file_copy")
    yield
    owner.execute("DROP DATABASE torture_of_files")
