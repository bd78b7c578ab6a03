"""Whoever rates a second time is blind: proved on page, API, search and row policy, as the most restricted user.

Theo assesses in Ashcombe and holds no grant to any case of Northmere. Quin draws a sample in which one case has lived
its whole life, Ada freezes what a colleague may be shown, and Theo is asked. Then, on the real server and as the real
login role, Theo tries everything there is. Each compartment's own words carry a mark. He meets one mark alone, that of
the frozen evidence, and on one page alone, that on which he rates.
"""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from psycopg import sql
from pytest_django import DjangoDbBlocker

from tests.kit import blind, database, invented
from tests.kit.addresses import MISSING, NEVER, Address, addresses, keys_of
from tests.kit.machines import EVERYTHING, a_machine
from tests.kit.marks import MARK, mark, marked
from tests.kit.site import on_a_fresh_database
from throughcare.commons.cases.models import Case
from throughcare.oversight.quality.models import SecondRating
from throughcare.safeguards.access.register import Handling, register

TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=|action="/sign-out/">).{0,90}')
ENDS_THE_WALK = ("/sign-out/", "/locked/", "/exit/")
HIDDEN = {
    "cases_case", "people_person", "cases_note", "plans_need", "plans_goal", "meetings_minutes", "meetings_decision",
    "assessments_assessment", "assessments_formulation", "assessments_rating", "assessments_evidence",
    "quality_sampledcase", "quality_piece",
}  # fmt: skip
ASKED_BESIDES = {
    "tc.my_discussions()": (),
    "tc.pair_of_study(%s::uuid)": ("rating",),
    "tc.study_ratings(%s)": ("study",),
    "tc.study_progress(%s)": ("study",),
    "tc.sampling_frame('vulnerability_framework', '2012-10-23', '2000-01-01', '2100-01-01', now())": (),
    "tc.programme_ratings('vulnerability_framework', '2012-10-23', 'presence')": (),
}


@dataclass(frozen=True)
class Caller:
    """Somebody who asks the real server, by what lets them in."""

    site: str
    lets_in: Mapping[str, str]

    def asks(self, address: str, **values: str) -> tuple[int, str]:
        """This will get an address, or post what is given, and give how it was answered and with what words."""
        sent = urlencode(values).encode() if values else None
        asked = urllib.request.Request(self.site + address, data=sent, headers=dict(self.lets_in))  # a server of ours
        try:
            with urllib.request.urlopen(asked, timeout=30) as answer:
                return answer.status, TOKEN.sub("", answer.read().decode("utf-8", "replace"))
        except urllib.error.HTTPError as refused:
            return refused.code, TOKEN.sub("", refused.read().decode("utf-8", "replace"))


@dataclass(frozen=True)
class World:
    """The live site, the case that was drawn, and whoever rates it blind."""

    url: str
    people: invented.Invented
    case: Case
    rating: SecondRating
    written: frozenset[str]

    @property
    def theo(self) -> Caller:
        """This will give the rater's browser, in which the session is new."""
        session = self.people.browser("theo").cookies[settings.SESSION_COOKIE_NAME].value
        token = "a" * 32
        cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={token}"
        return Caller(self.url, {"Cookie": cookies, "X-CSRFToken": token})


@pytest.fixture(scope="module")
def world(web_process: str, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Build people, case and study once, on the live site."""
    with on_a_fresh_database(django_db_blocker):
        people, now = invented.build(), timezone.now()
        case = blind.a_whole_life(people, at=now)
        rating = blind.asked_to_rate(people, case, who="theo", at=now)
        written = frozenset(mark(one) for one, number in marked().items() if number)
        yield World(web_process, people, case, rating, written)


def every_address(*, below_a_case: bool) -> list[Address]:
    return [one for one in addresses() if one.is_below_a_case is below_a_case]


def test_every_address_of_the_case_answers_as_one_of_a_case_that_never_was(world: World):
    theo, differing, tried = world.theo, [], 0

    for one in every_address(below_a_case=True):
        for values in ({}, {"go": "keep"}):
            missing = theo.asks(next(one.filled({"uuid": (NEVER,)})).format(reference=MISSING), **values)
            keys = keys_of(one.rooms())
            for address in one.filled({"uuid": keys[:1] if values else keys}):
                found, tried = theo.asks(address.format(reference=world.case.reference), **values), tried + 1
                # a machine's address asks for its token before anything else, and a session is nobody there
                if found != missing or found[0] not in ((401,) if address.startswith("/api/") else (404, 405)):
                    differing.append((address, found[0], missing[0]))

    assert differing == []
    assert tried > 300


def test_no_other_page_tells_of_the_case_but_the_frozen_evidence_where_it_is_rated(world: World):
    assert {mark(one) for one in ("assessment", "core", "panel", "second_rating")} <= world.written
    theo, told = world.theo, {}

    for one in every_address(below_a_case=False):
        for address in one.with_true_keys():
            if address not in ENDS_THE_WALK:
                status, words = theo.asks(address)
                found = {*MARK.findall(words), *(each for each in (blind.NAME, world.case.reference) if each in words)}
                if found or status >= 500:
                    told[address] = found | ({str(status)} if status >= 500 else set())

    assert told == {f"/second-ratings/{world.rating.key}/": {"secondrating"}}


def test_no_search_finds_the_case(world: World):
    theo = world.theo
    links = f"/cases/{world.case.reference}/"

    for typed in (blind.NAME, blind.NAME.split()[1], world.case.reference, mark("core"), mark("assessment")):
        status, words = theo.asks("/search/", q=typed)
        assert (status, links in words, MARK.findall(words.replace(typed, ""))) == (200, False, []), typed


def test_no_machine_of_the_raters_agency_is_told_of_the_case(world: World):
    asked = a_machine("ashcombe_council", scopes=EVERYTHING, area_ids=[world.people.areas["ashcombe"]])
    machine, answers, told = Caller(world.url, asked.headers()), set(), []

    for one in addresses():
        if one.route.startswith("api/"):
            for address in one.with_true_keys():
                status, words = machine.asks(address.format(reference=world.case.reference))
                answers.add(status)
                shows = MARK.findall(words) or blind.NAME in words
                is_known = one.is_below_a_case and status != machine.asks(address.format(reference=MISSING))[0]
                if shows or is_known or status >= 500:
                    told.append((address, status))

    assert told == []
    assert {200, 404} <= answers
    assert not [one.route for one in addresses() if one.route.startswith("api/") and "rating" in one.route]


def rows_of(case: Case) -> dict[str, tuple[Handling, int]]:
    """Give every table that holds rows of this case or its person, with the number that its column holds."""
    ids = {"case": case.pk, "person": case.person_id}
    found = {}
    for handling in register().values():
        if handling.scope in ids and _count(connection.cursor(), handling, ids[handling.scope]):
            found[handling.table] = (handling, ids[handling.scope])
    return found


def test_the_login_role_itself_reads_no_row_of_any_case(world: World):
    with psycopg.connect(database.environment(database.LIVE)["DATABASE_URL"]) as login:
        for handling, number in rows_of(world.case).values():
            with pytest.raises(psycopg.errors.InsufficientPrivilege), login.transaction():
                _count(login.cursor(), handling, number)


@pytest.mark.parametrize("opened", [False, True], ids=["nothing opened", "saying that the case is open"])
def test_no_row_policy_gives_the_rater_a_row_of_the_case(world: World, opened: bool):
    tables = rows_of(world.case)
    assert set(tables) >= HIDDEN

    seen = _seen_by("theo", world, tables, opened=opened)

    assert seen == {}
    assert set(_seen_by("ada", world, tables, opened=True)) >= HIDDEN - {"quality_piece"}


def test_no_function_of_a_study_answers_the_rater_before_they_have_finished(world: World):
    values = {"rating": world.rating.key, "study": world.rating.sampled.study_id}
    with _as("theo", world) as login:
        for call, names in ASKED_BESIDES.items():
            asked = [values[name] for name in names]
            assert login.execute(f"SELECT * FROM {call}", asked).fetchall() == [], call
        pieces = login.execute("SELECT words FROM tc.my_second_bundle(%s)", [world.rating.pk]).fetchall()
    assert pieces
    assert {found for (words,) in pieces for found in MARK.findall(words)} == {"secondrating"}


def _seen_by(
    username: str, world: World, tables: Mapping[str, tuple[Handling, int]], *, opened: bool
) -> dict[str, int]:
    with _as(username, world, open_case=str(world.case.pk) if opened else "") as login:
        counted = {table: _count(login.cursor(), *asked) for table, asked in tables.items()}
    return {table: number for table, number in counted.items() if number}


def _as(username: str, world: World, *, open_case: str = "") -> psycopg.Connection:
    """Connect as the web server does, and become somebody as it does for a request."""
    login = psycopg.connect(database.environment(database.LIVE)["DATABASE_URL"])
    settings_of_a_request = {
        "role": "tc_staff",
        "app.staff": str(world.people.staff[username]),
        "app.acting": "staff",
        "app.at": timezone.now().isoformat(),
        "app.open_case": open_case,
    }
    for name, value in settings_of_a_request.items():
        login.execute("SELECT set_config(%s, %s, true)", [name, value])
    return login


def _count(cursor: object, handling: Handling, number: int) -> int:
    asked = sql.SQL("SELECT count(*) FROM {} WHERE {} = %s").format(
        sql.Identifier(handling.table), sql.Identifier(handling.column)
    )
    cursor.execute(asked, [number])  # type: ignore[attr-defined]  # a cursor of Django's or of psycopg's
    return int(cursor.fetchone()[0])  # type: ignore[attr-defined]  # as above
