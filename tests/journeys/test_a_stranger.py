"""A stranger sees nothing on any address, and nobody outside the police sees why police hold a case.

Cleo coordinates elsewhere. She tries every address of the site with the reference and the keys of a case that has lived
its whole life, and gets what she gets for a case that never was, to the byte. Ada coordinates here: a case that came in
and waits, one that police lead and one under a security threat look alike to her, on every page and in every list; and
so do a case that police took back and one that was taken because of a threat.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from django.utils import timezone

from tests.kit import halfway
from tests.kit.addresses import MISSING, NEVER, Address, addresses, keys_of
from tests.kit.halfway import Step
from throughcare.cli import demo_cases
from throughcare.cli.demo_cases import Story
from throughcare.stages.checks import actions as checks

pytestmark = pytest.mark.django_db

NAME = "Wyn Arden"  # no page of ours takes this name for an example
WHOLE_LIFE = (demo_cases.careful, demo_cases.noted, *halfway.CASES["looked at again"][1])
LISTS = (
    "/work/",
    "/work/?list=team",
    "/work/?list=unassigned",
    "/work/?list=coming",
    "/cases/",
    "/checks/",
    "/panels/",
)
REFERENCE = re.compile(r"TC-[0-9A-Z]{6}")
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=|action="/sign-out/">).{0,90}')


def below_a_case() -> list[Address]:
    return [one for one in addresses() if one.is_below_a_case]


def elsewhere() -> list[Address]:
    return [one for one in addresses() if not one.is_below_a_case]


def test_there_are_addresses_and_keys_to_try(invented):
    halfway.live(invented, (demo_cases.noted,), name=NAME, now=timezone.now())

    routes = {one.route for one in addresses()}

    assert {"cases/<reference>/", "panels/<uuid:key>/", "cases/<reference>/team/owner/", "work/"} <= routes
    assert len(below_a_case()) > 80
    assert NEVER not in keys_of({"cases"})
    named = [one.name for one in addresses() if one.name]
    assert sorted(set(named)) == sorted(named), "two pages under one name: a link would lead to one of them"


def test_a_stranger_gets_the_same_for_a_whole_life_as_for_a_case_that_never_was(invented):
    reference = halfway.live(invented, WHOLE_LIFE, name=NAME, now=timezone.now())
    cleo, differing = invented.browser("cleo"), []

    for one in below_a_case():
        for ask in (cleo.get, cleo.post):
            unseen = ask(next(one.filled({"uuid": (NEVER,)})).format(reference=MISSING))
            for address in one.with_true_keys():
                seen = ask(address.format(reference=reference))
                same = (seen.status_code, seen.content) == (unseen.status_code, unseen.content)
                # a machine's address asks for its token before anything else, and a session is nobody there
                if not same or seen.status_code not in ((401,) if address.startswith("/api/") else (404, 405)):
                    differing.append((address, seen.status_code, unseen.status_code))

    assert differing == []


def test_a_stranger_meets_neither_name_nor_reference_anywhere_else(invented):
    reference = halfway.live(invented, WHOLE_LIFE, name=NAME, now=timezone.now())
    cleo, shown = invented.browser("cleo"), []

    for one in elsewhere():
        for address in one.with_true_keys():
            if address not in ("/sign-out/", "/locked/"):  # they end what the rest of the walk needs
                page = cleo.get(address)
                words = page.content if not page.streaming else b""
                if NAME.encode() in words or reference.encode() in words or page.status_code >= 500:
                    shown.append((address, page.status_code))

    assert shown == []


def led_by_police(story: Story) -> None:
    """Take the case out of the panel's way: police lead it."""
    with story.as_person("dee", days=1) as (case, at):
        checks.deconflict(case, answer="not_clear", words="A live investigation.", happened_at=at, at=at)
    with story.as_person("femi", days=1.2) as (case, at):
        checks.confirm_deconfliction(case, at=at)
    with story.as_person("dee", days=2) as (case, at):
        words = {"grounds_for": "Plans and means.", "grounds_against": "None."}
        checks.assess_gateway(case, **words, grounds_to_believe=True, happened_at=at, at=at)
        checks.propose_route(case, route="police_led", grounds="An investigation runs.", signposted_to="", at=at)
    with story.as_person("femi", days=3) as (case, at):
        checks.approve_route(case, approved=True, words="I agree.", at=at)


def threatened_by(username: str, *, days: float):
    """Pass a security threat on."""

    def step(story: Story) -> None:
        with story.as_person(username, days=days) as (case, at):
            checks.raise_threat(case, words="Said that something will happen on Friday.", happened_at=at, at=at)

    return step


AT_ONCE: Mapping[str, tuple[Step, ...]] = {
    "just come in": (),
    "police lead it": (led_by_police,),
    "a threat": (threatened_by("dee", days=1),),
}
LATER: Mapping[str, tuple[Step, ...]] = {
    "taken back": (demo_cases.cleared, halfway.taken_back),
    "a threat": (demo_cases.cleared, threatened_by("ada", days=30)),
}


@pytest.mark.parametrize(
    ("cases", "username"), [(AT_ONCE, "ada"), (LATER, "mo")], ids=["from the beginning", "later on"]
)
def test_why_police_hold_a_case_shows_nowhere(invented, monkeypatch, cases, username):
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)  # pages say when they lock: every one is asked for at one moment
    held = {why: halfway.live(invented, steps, name=NAME, now=now) for why, steps in cases.items()}
    reader, plain = invented.browser(username), next(iter(held.values()))
    differing = []

    for address in (next(one.filled({"uuid": (NEVER,)})) for one in below_a_case()):
        pages = {why: told(reader, address.format(reference=reference)) for why, reference in held.items()}
        differing += [(address, why) for why, page in pages.items() if page != pages[next(iter(held))]]
    for address in LISTS:
        lines = {why: lines_of(reader.get(address).text, reference) for why, reference in held.items()}
        differing += [
            (address, why) for why, line in lines.items() if line != lines_of(reader.get(address).text, plain)
        ]

    assert differing == []


def told(reader, address: str) -> tuple[int, str]:
    """Read a page as it would read for any case: references, keys and tokens taken out."""
    page = reader.get(address)
    text = page.content.decode("utf-8", "replace")
    return page.status_code, TOKEN.sub("", KEY.sub("KEY", REFERENCE.sub("TC", text)))


def lines_of(page: str, reference: str) -> list[str]:
    """Read the rows of a list that speak of one case, as they would read for any."""
    rows = re.findall(r"<tr.*?</tr>", page, re.DOTALL)
    return [TOKEN.sub("", KEY.sub("KEY", REFERENCE.sub("TC", row))) for row in rows if reference in row]
