"""Round after round: people work, something dies, it stands up again, they finish what they were at, and all is proved."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from itertools import count

import psycopg

from tests.torture.full import filled
from tests.torture.ground import KINDS, Ground
from tests.torture.people import Journal, Person, at_work, notes, referrals
from tests.torture.proofs import broken, written

SECONDS_OF_WORK = (0.3, 2.5)
SECONDS_TO_FINISH = 120
CASE_OF = "SELECT c.reference FROM cases_case c WHERE c.stage = 'support' ORDER BY c.id LIMIT 1"


class Broken(Exception):
    """A promise did not hold; the text says which, and after what."""


def rounds(ground: Ground, number: int, *, say: Callable[[str], None]) -> Journal:
    """Kill something so many times; Broken at the first promise that does not hold."""
    ground.stand_up()
    journal = Journal(before=frozenset(written(ground.urls.owner)))
    numbers = count(int(time.time()) % 1_000_000)
    with psycopg.connect(ground.urls.owner) as asked:
        reference = (asked.execute(CASE_OF).fetchone() or ("",))[0]
    people = [Person(ground.address, username, journal) for username in ("ada", "ada", "pat")]
    for person in people:
        person.sign_in()
    _fill(ground, people, reference, journal, numbers)
    say(f"The disk was full; {len(journal.without_room)} acts were refused for it and saved once there was room")
    for turn in range(number):
        kind = KINDS[turn % len(KINDS)]
        _one(ground, kind, people, reference, journal, numbers)
        wrong = broken(ground.urls.owner, journal)
        if wrong:
            raise Broken(f"After round {turn + 1}, in which {kind} was killed:\n" + "\n".join(wrong[:20]))
        say(f"{turn + 1}: {kind} was killed; {len(journal.saved)} acts are saved, {journal.resent} were sent again")
    return journal


def _fill(ground: Ground, people: list[Person], reference: str, journal: Journal, numbers: count[int]) -> None:
    waiting = filled(ground, people, reference, journal, numbers)
    wrong = broken(ground.urls.owner, journal)
    if waiting or wrong or len(journal.without_room) < len(people) or not journal.without_room <= journal.saved:
        told = f"{len(journal.without_room)} acts were refused for want of room, {len(waiting)} people still wait"
        raise Broken(f"While the disk was full: {told}\n" + "\n".join(wrong[:20]))


def _one(
    ground: Ground, kind: str, people: list[Person], reference: str, journal: Journal, numbers: count[int]
) -> None:
    evening = threading.Event()
    threads = [
        at_work(partial(notes, person, reference, until=evening, numbers=numbers), journal) for person in people[:2]
    ]
    threads.append(at_work(partial(referrals, people[2], until=evening, numbers=numbers), journal))
    time.sleep(ground.random.uniform(*SECONDS_OF_WORK))
    ground.kill(kind)
    time.sleep(ground.random.uniform(0, 0.5))
    ground.stand_up()
    evening.set()
    for thread in threads:
        thread.join(SECONDS_TO_FINISH)
        if thread.is_alive():
            raise Broken(f"Somebody still waited {SECONDS_TO_FINISH} seconds after {kind} was killed.")
