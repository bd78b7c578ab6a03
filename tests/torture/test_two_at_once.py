"""Two people, or a person and an ending, in the very same moment: each on a connection of their own, and committed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from tests.kit import database, invented
from tests.kit.invented import NOW, Invented
from tests.kit.site import on_a_fresh_database
from throughcare.commons.agencies import actions as agencies
from throughcare.commons.agencies import letting_in
from throughcare.commons.agencies.models import Account
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import gate
from throughcare.commons.cases.models import Case, Grant, Note
from throughcare.commons.sharing import actions as sharing
from throughcare.commons.sharing.models import TakenBack
from throughcare.commons.sharing.rules.disclosures import Reasons
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import Conflict, Refusal
from throughcare.oversight.rights import actions, erasing
from throughcare.oversight.rights.actions import requests
from throughcare.oversight.rights.models import Decided, ErasureRequest, Pack
from throughcare.oversight.rights.tests.builders import decided, received
from throughcare.oversight.rights.tests.test_erasure import asked as erasure_asked
from throughcare.safeguards.audit.record import verify
from throughcare.web.signing_in import codes
from throughcare.web.signing_in.tests.kit import code, with_app

SECONDS = 60
DAY = {"happened-day": "3", "happened-month": "3", "happened-year": "2026"}
WORDS = "Sam drew a bridge over the river"


@pytest.fixture
def world(django_db_setup, django_db_blocker, settings, tmp_path) -> Iterator[Invented]:
    """The invented people in a database of their own, in which every connection sees what the others commit."""
    settings.ERASURES = tmp_path / "erasures.jsonl"
    with on_a_fresh_database(django_db_blocker):
        yield invented.build()


@pytest.fixture
def sams(world) -> str:
    reference = world.receive()
    with world.opened(reference, "ada") as case:
        cases.add_note(case, compartment="core", text=WORDS, kind="fact", source="", happened_at=NOW, at=NOW)
    return reference


def at_once(*acts: Callable[[], Any], meanwhile: Callable[[], None] = lambda: None) -> list[Any]:
    """Do each in a thread with a connection of its own; what is refused is given back as an answer.

    Whoever waits for another waits for so many seconds at most, so that a test which fails says so and never hangs.
    """

    def done(act: Callable[[], Any]) -> Any:
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"SET lock_timeout = '{SECONDS}s'")  # a number of the lines above
            return act()
        except (Conflict, Refusal) as stop:
            return stop
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        begun = [threads.submit(done, act) for act in acts]
        meanwhile()
        wait(begun, timeout=SECONDS, return_when=FIRST_EXCEPTION)
        broken = [each.exception() for each in begun if each.done() and each.exception()]
        if broken:  # the other may wait in vain for whoever broke: what broke is told, not the waiting
            raise broken[0]
        return [each.result(SECONDS) for each in begun]


def another_connection() -> psycopg.Connection:
    """A connection that is nobody's else, with what it does uncommitted until it says so."""
    return psycopg.connect(database.environment(database.LIVE)["THROUGHCARE_OWNER_URL"])


def until_they_wait(number: int) -> None:
    """Go on as soon as so many sessions of this database wait for another's lock.

    Each look is a transaction of its own: within one, PostgreSQL shows the sessions as they were at the first look.
    """
    waits = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    with another_connection() as other:
        other.autocommit = True
        for _tenth in range(SECONDS * 10):
            found = other.execute(waits).fetchone()
            if found and found[0] >= number:
                return
            time.sleep(0.1)
    raise AssertionError("nobody waited: both had gone on")


def test_of_two_officers_in_the_same_moment_one_decides_and_the_other_is_shown_both(world, sams, monkeypatch):
    both_have_looked = threading.Barrier(2)
    once = requests._once

    def when_both_have_looked(*args: Any, **values: Any) -> Any:
        both_have_looked.wait(SECONDS)
        return once(*args, **values)

    asked = received(world, sams)
    council = world.staff["dov"]
    agency = agencies.queries.staff(council).agency_id
    agencies.give_post(world.staff["quin"], role="data_protection", area=None, agency=agency, from_on=NOW.date())
    monkeypatch.setattr(requests, "_once", when_both_have_looked)

    answers = at_once(
        lambda: decided(world, asked, by="dov", outcome="granted", reasons="All of it"),
        lambda: decided(world, asked, by="quin", outcome="refused", reasons="Not the names"),
    )

    clash = next(answer for answer in answers if isinstance(answer, Conflict))
    assert answers.count(None) == 1
    assert {clash.theirs, clash.yours} == {"Done as asked: All of it", "Not done: Not the names"}
    assert [row.reasons in clash.theirs for row in Decided.objects.all()] == [True]
    assert verify()[1] == []


def test_of_two_who_decide_an_erasure_in_the_same_moment_the_second_waits_and_overwrites_nothing(
    world, sams, monkeypatch
):
    key, begun, erase = erasure_asked(world, sams), threading.Event(), erasing.erase
    council = agencies.queries.staff(world.staff["mo"]).agency_id
    area = world.areas["northmere"]
    agencies.give_post(world.staff["quin"], role="manager", area=area, agency=council, from_on=NOW.date())

    def when_the_other_waits(case_id: int) -> int:
        begun.set()
        until_they_wait(1)
        return erase(case_id)

    def decides(who: str, *, granted: bool) -> None:
        assert granted or begun.wait(SECONDS)
        with world.opened(sams, who) as case:
            actions.decide_erasure(case, key=key, granted=granted, reason="" if granted else "Needed", at=NOW)

    monkeypatch.setattr(erasing, "erase", when_the_other_waits)
    first, second = at_once(lambda: decides("mo", granted=True), lambda: decides("quin", granted=False))

    row = ErasureRequest.objects.get()
    assert (first, row.granted, row.decided_by_id) == (None, True, world.staff["mo"])
    assert isinstance(second, Refusal) and "decided" in second.as_text()
    assert not Note.objects.filter(text__contains="bridge").exists()
    assert verify()[1] == []


def test_a_hold_that_is_laid_in_the_moment_of_an_erasure_comes_first(world, sams):
    key, person = erasure_asked(world, sams), Case.objects.get(reference=sams).person_id
    held = """INSERT INTO rights_hold (key, case_id, ground, reason, review_on, by_id, happened_at, lifted_reason)
        SELECT gen_random_uuid(), id, 'court', 'A claim', current_date + 9, %s, now(), '' FROM cases_case WHERE reference = %s"""

    def decides() -> None:
        with world.opened(sams, "mo") as case:
            actions.decide_erasure(case, key=key, granted=True, reason="", at=NOW)

    with another_connection() as other:
        other.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [f"person:{person}", erasing.LOCK])
        other.execute(held, [world.staff["dov"], sams])
        (answer,) = at_once(decides, meanwhile=lambda: (until_they_wait(1), other.commit()))

    assert isinstance(answer, Refusal) and "a legal hold keeps the record" in answer.as_text()
    assert Note.objects.filter(text=WORDS).exists()


def test_of_two_who_take_the_same_disclosure_back_in_the_same_moment_the_second_finds_it_taken_back(
    world, sams, monkeypatch
):
    begun, tell = threading.Event(), cases.tell
    why = Reasons(
        "protect", "children_act", "A child was at risk", "The name of the school alone", no_agreement="Urgent"
    )
    with world.opened(sams, "ada") as case:
        new = sharing.NewDisclosure(sharing.To(agency="northmere_school", contact="the head"), "phone", why)
        sharing.record_given(case, new, words=WORDS, at=NOW)
    values = {"role": "coordinator", "reason": "covers", "from_at": NOW}
    Grant.objects.create(case=Case.objects.get(reference=sams), staff_id=world.staff["cleo"], **values)

    def when_the_other_waits(*args: Any, **values: Any) -> None:
        begun.set()
        until_they_wait(1)
        tell(*args, **values)

    def takes_back(who: str) -> None:
        assert who == "ada" or begun.wait(SECONDS)
        with world.opened(sams, who) as case:
            sharing.take_back(case, number=1, words=f"Too much, says {who}", at=NOW)

    monkeypatch.setattr(cases, "tell", when_the_other_waits)
    first, second = at_once(lambda: takes_back("ada"), lambda: takes_back("cleo"))

    assert first is None
    assert isinstance(second, Refusal) and "taken back already" in second.as_text()
    assert [row.words for row in TakenBack.objects.all()] == ["Too much, says ada"]
    assert verify()[1] == []


class Turns:
    """The first who settles whose record it is goes on only once the second waits for them in the database."""

    def __init__(self, first: str) -> None:
        self.first, self.settle = first, erasing.settle
        self.held, self.names = threading.Event(), threading.local()

    def named(self, name: str, act: Callable[[], Any]) -> Callable[[], Any]:
        """Say who settles in this thread; the second begins when the first has settled."""

        def run() -> Any:
            self.names.own = name
            if name != self.first:
                assert self.held.wait(SECONDS)
            return act()

        return run

    def __call__(self, people: Any) -> None:
        self.settle(people)
        if self.names.own == self.first and not self.held.is_set():
            self.held.set()
            until_they_wait(1)


@pytest.mark.parametrize("first", ["pack", "erasure"])
def test_an_erasure_during_a_copy_leaves_no_copy_whichever_came_first(world, sams, monkeypatch, first):
    asked, key, turns = received(world, sams), erasure_asked(world, sams), Turns(first)
    monkeypatch.setattr(erasing, "settle", turns)

    def copy() -> Pack:
        with acting("oversight", staff=world.staff["dov"], at=NOW):
            return actions.make_pack(str(asked.key), health_asked=False, by=world.staff["dov"], at=NOW)

    def erase() -> None:
        with world.opened(sams, "mo") as case:
            actions.decide_erasure(case, key=key, granted=True, reason="", at=NOW)

    made, erased = at_once(turns.named("pack", copy), turns.named("erasure", erase))

    assert erased is None
    assert isinstance(made, Pack if first == "pack" else Refusal)
    assert first == "erasure" or WORDS in made.content
    assert [pack.content for pack in Pack.objects.all()] == ([""] if first == "pack" else [])
    assert not Note.objects.filter(text__contains="bridge").exists()
    assert verify()[1] == []


def ends_behind_the_door(monkeypatch, grant: Grant, *, earlier: bool) -> None:
    """Let another connection end a grant, and commit it, between the door and what is done behind it."""
    through_the_door = gate.open_for

    def and_then_it_ends(request: Any, *args: Any, **values: Any) -> Any:
        case = through_the_door(request, *args, **values)
        ended_at = grant.from_at + (request.at - grant.from_at) / 2 if earlier else timezone.now()
        with another_connection() as other:
            other.execute("UPDATE cases_grant SET until_at = %s WHERE id = %s", [ended_at, grant.pk])
        return case

    monkeypatch.setattr(gate, "open_for", and_then_it_ends)


@pytest.mark.parametrize("earlier", [True, False], ids=["ended before the request began", "ended after it began"])
def test_a_grant_that_ends_while_a_request_runs_is_settled_by_the_moment_of_the_request(world, monkeypatch, earlier):
    now = timezone.now()
    reference = world.receive(at=now)
    with world.opened(reference, "ada", at=now) as case:
        cases.add_note(case, compartment="core", text=WORDS, kind="fact", source="", happened_at=now, at=now)
        values = {"case_id": case.id, "staff_id": world.staff["cleo"], "role": "coordinator", "reason": "covers"}
    grant = Grant.objects.create(**values, from_at=now)
    browser, here = world.browser("cleo"), f"/cases/{reference}/notes/"
    sent = {"text": "Her brother fetches her", "kind": "fact", "about": "core", **DAY}
    assert WORDS in browser.get(here).text

    with monkeypatch.context() as meanwhile:
        ends_behind_the_door(meanwhile, grant, earlier=earlier)
        looked = browser.get(here)
        Grant.objects.filter(pk=grant.pk).update(until_at=None)
        written = browser.post(f"{here}add/", sent)

    assert (WORDS in looked.text) is not earlier
    assert (looked.status_code, written.status_code) == ((404, 404) if earlier else (200, 302))
    assert sent["text"] in written.text or not earlier
    assert Note.objects.filter(text=sent["text"]).exists() is not earlier
    assert browser.get(here).status_code == 404
    assert verify()[1] == []


def test_a_code_that_is_typed_twice_in_the_same_moment_lets_in_once(world):
    one_time = agencies.begin_account(world.staff["ada"], username="ada", at=timezone.now())
    ada = Account.objects.get(username="ada")
    with_app()
    recovery = codes.new_recovery_codes(ada)
    ways = {
        "mfa_authenticator": lambda: codes.right_code(ada, code()),
        "mfa_authenticator ": lambda: codes.right_code(ada, recovery[0]),
        "agencies_onetimecode": lambda: letting_in.use_code("ada", one_time, password="x", at=timezone.now()),
    }

    for table, way in ways.items():
        with another_connection() as other:
            other.execute(f"SELECT id FROM {table} FOR UPDATE")  # a table of the lines above
            answers = at_once(way, way, meanwhile=lambda held=other: (until_they_wait(2), held.rollback()))
        assert [bool(answer) for answer in answers].count(True) == 1, table
