"""Whatever is typed, pasted or sent: no page breaks, nothing is written by halves, and nothing that was typed runs.

Somebody goes through every form of the site and puts into every box what no sensible person would: signs that hide or
turn the words around them, pieces of SQL, of templates and of pages, one word without end, letters that are none, and ten
megabytes. Each page answers in its own words. What it refuses leaves no trace; what it keeps is shown as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote_plus, urlencode

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from tests.kit import halfway
from tests.kit.addresses import NEVER, Address, addresses
from throughcare.stages.referrals.floods import SENDS, STARTS

pytestmark = pytest.mark.django_db

MARKED = "O'Naughty\"; DROP TABLE x;-- {{7*7}}${7*7}{% x %}<script>naughty()</script><b title='x'>🙂\u200b\u2028عـ"
RAW = ("<script>naughty", "<b title='x'>", "naughty49")
ENDLESS = "Pneumono" * 49  # as long as a line may be
TURNED, EMPTY = "Naughty \u202e words", "Naughty\x00words"
NO_LETTERS = "%ff%fe%80%c0naughty%ed%a0%80%zz%u0041%F4%8F%BF%BF"
FORM = "application/x-www-form-urlencoded"
PARTS_OF_DAYS = ("-day", "-month", "-year", "-time")
DAYS = {"-day": "3", "-month": "3", "-year": "2026", "-time": "10am"}
WHO = {  # whoever fills in the forms whose addresses hold these words; everything else is tried by Ada, then Mo
    "checks": ("dee", "femi"),
    "assessment": ("hana", "ada"),
    "sessions": ("ivo", "ada"),
    "panels": ("gail", "ada"),
    "erasure": ("mo",),
    "exclude": ("mo",),
    "after-no": ("gail", "ada"),
    "who-looked": ("dov",),
    "requests": ("dov",),
}
MAY_CHANGE = (
    "audit_",
    "django_",
    "web_sentform",
    "web_heldpost",
    "agencies_account",
    "procrastinate",
    "web_searchwords",
    "web_signintry",  # who did not get in is counted
)
END_THE_WALK = ("sign-out", "stay", "locked")
ANSWERS = {200, 302, 400, 401, 403, 404, 405, 409, 413, 422, 429}


@dataclass
class Box:
    """A form of a page: where and how it is sent, what it sends by itself, and the boxes for words."""

    action: str
    method: str
    sends: dict[str, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)


class Forms(HTMLParser):
    """Reads the forms of a page as a browser would send them: the first choice of each, days that were."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.found, self.choosing = address, list[Box](), ""

    def handle_starttag(self, tag, attributes):
        said = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.found.append(Box(said.get("action") or self.address, said.get("method", "get").lower()))
        elif (self.found and said.get("name")) or tag == "option":
            self._box(tag, said)

    def _box(self, tag: str, said: Mapping[str, str]) -> None:
        form, name = self.found[-1] if self.found else Box("", ""), said.get("name", "")
        kind = said.get("type", "text")
        if tag == "textarea" or (tag == "input" and kind in ("text", "email", "tel", "search", "password")):
            form.words.append(name)
        elif tag == "input" and kind in ("hidden", "radio"):
            form.sends.setdefault(name, said.get("value", ""))
        elif tag == "select":
            self.choosing = name
        elif tag == "option" and said.get("value") and self.choosing:
            form.sends.setdefault(self.choosing, said["value"])


def forms_of(page, address: str) -> list[Box]:
    if page.status_code != 200 or "text/html" not in page.headers["Content-Type"]:
        return []
    reader = Forms(address)
    reader.feed(page.content.decode())
    return [
        form for form in reader.found if form.words and form.action.startswith("/") and "/sign-out/" not in form.action
    ]


@dataclass
class Walk:
    """One person's way through the forms of the site, noting whatever is not as it should be."""

    wrong: list[str] = field(default_factory=list)
    attacked: set[str] = field(default_factory=set)
    sent_to: set[str] = field(default_factory=set)
    stands: dict[str, str] = field(default_factory=dict)
    kept: int = 0
    refused: int = 0

    def attack(self, browser: Client, form: Box, route: str) -> None:
        """This will send rough things in every box of a form, each time from where things stood before."""
        self.attacked.add(route)
        self.sent_to.add(form.action)
        days = {box: DAYS[end] for box in form.words for end in PARTS_OF_DAYS if box.endswith(end)}
        self._fill(browser, form, MARKED, days=days, name="pieces of code")
        self._fill(browser, form, TURNED, days=days, name="turned around", refused=True)
        self._fill(browser, form, EMPTY, days={}, name="nothing in it", refused=True)
        self._fill(browser, form, ENDLESS, days={}, name="one endless word")
        raw = "&".join([urlencode(form.sends), *(f"{quote_plus(box)}={NO_LETTERS}" for box in form.words)])
        self.send(browser, form, raw.encode(), name="letters that are none")

    def _fill(
        self,
        browser: Client,
        form: Box,
        words: str,
        *,
        days: Mapping[str, str],
        name: str,
        refused: bool = False,
    ) -> None:
        filled = {**form.sends, **dict.fromkeys(form.words, words), **days}
        self.send(browser, form, urlencode(filled).encode(), name=name, refused=refused)

    def send(self, browser: Client, form: Box, body: bytes, *, name: str, refused: bool = False) -> None:
        """This will send one body and hold the answer, and what became of the data, against what must be."""
        with undone():
            before = written()
            try:
                answer = self._answer(browser, form, body)
            except Exception as broken:
                self.wrong.append(f"{form.action}: {name}: {type(broken).__name__}: {str(broken)[:150]}")
                return
            if answer.status_code not in ANSWERS:
                self.wrong.append(f"{form.action}: {name}: {answer.status_code}")
            if answer.status_code >= 400:
                self.refused += 1
                if form.method == "post" and self._changed(before):
                    self.wrong.append(
                        f"{form.action}: {name}: answered {answer.status_code}, and something was written"
                    )
            elif form.method == "post" and answer.status_code == 302:
                self.kept += 1
                if refused and self._changed(before):
                    self.wrong.append(f"{form.action}: {name}: was kept")
                answer = (
                    browser.get(answer.headers["Location"]) if answer.headers["Location"].startswith("/") else answer
                )
            shown = (
                answer.content.decode("utf-8", "replace") if "html" in answer.headers.get("Content-Type", "") else ""
            )
            self.wrong += [f"{form.action}: {name}: the page holds {raw}" for raw in RAW if raw in shown]

    def _changed(self, before: Mapping[str, int]) -> bool:
        touched = [table for table, rows in written().items() if rows != before.get(table, 0)]
        return any(self.stands.get(table) != now for table, now in sums(touched).items())

    def _answer(self, browser: Client, form: Box, body: bytes):
        if form.method == "get":
            return browser.get(form.action.partition("?")[0], QUERY_STRING=body[:20_000].decode())
        return browser.generic("POST", form.action, body, content_type=FORM)


class _Undone(Exception):
    pass


@contextmanager
def undone() -> Iterator[None]:
    """Take back whatever is done inside."""
    try:
        with transaction.atomic():
            yield
            raise _Undone
    except _Undone:
        pass


def sums(tables: Iterable[str]) -> dict[str, str]:
    """Sum up every row of these tables of the domain."""
    named = [name for name in tables if not name.startswith(MAY_CHANGE) and "draft" not in name]
    if not named:
        return {}
    each = (
        f"SELECT '{name}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {name} t" for name in named
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each))
        return dict(cursor.fetchall())


def written() -> dict[str, int]:
    """How many rows this transaction has written so far to each table, taken back or not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
        return dict(cursor.fetchall())


@pytest.fixture(autouse=True)
def quiet_hour():
    STARTS.forget()
    SENDS.forget()


WORLDS = ("supported, before an empty panel", "being assessed", "looked at again")


def walked(invented) -> Walk:
    walk, done = Walk(), set[str]()
    for world in WORLDS:
        with undone():
            reference = halfway.live(invented, halfway.CASES[world][1], name="Wyn Arden", now=timezone.now())
            browsers = {
                name: invented.browser(name) for name in invented.staff if name in {*sum(WHO.values(), ("ada", "mo"))}
            }
            walk.stands = sums(model._meta.db_table for model in apps.get_models())
            for one in addresses():
                if one.route not in done and one.name not in END_THE_WALK and go(walk, one, reference, browsers):
                    done.add(one.route)
    return walk


def go(walk: Walk, one: Address, reference: str, browsers: Mapping[str, Client]) -> bool:
    """Attack the forms of the first page that this address shows to somebody; say whether there was a page at all."""
    people = next((who for words, who in WHO.items() if words in one.route), ("ada", "mo"))
    for browser in (browsers[name] for name in people):
        for address in dict.fromkeys(one.with_true_keys()):
            there = address.format(reference=reference)
            page = browser.get(there)
            if page.status_code == 405:
                return True
            if page.status_code == 200:
                for form in forms_of(page, there):
                    if form.action not in walk.sent_to:
                        walk.attack(browser, form, one.route)
                return True
    return False


def test_every_form_answers_rough_words_and_keeps_or_refuses_them_whole(invented):
    walk = walked(invented)

    assert not walk.wrong, "\n".join(walk.wrong)
    assert len(walk.attacked) > 40
    assert walk.kept > 40
    assert walk.refused > 100


ADDRESSES = [one for one in addresses() if "<" in one.route]


@pytest.mark.parametrize("words", ["a%00b", "%E2%80%AE%ff%fe", "x" * 3000 + "%27;DROP", "..%2f..%2fetc"])
def test_no_address_breaks_whatever_stands_in_its_place(invented, words):
    ada, broken = invented.browser("ada"), []
    for one in ADDRESSES:
        address = next(one.filled({"uuid": (NEVER,)})).replace("{reference}", words)
        for told in (address, f"{address}?page={words}&about={words}&sort={words}&list={words}"):
            try:
                answer = ada.get(told) if words in told else None
            except Exception as error:
                broken.append(f"{one.route}: {type(error).__name__}: {str(error)[:80]}")
                continue
            if answer is not None and answer.status_code not in ANSWERS:
                broken.append(f"{one.route}: {answer.status_code}")

    assert broken == []


@pytest.mark.parametrize(
    "words", ["a%00b", "%E2%80%AE%ff%fe", "x" * 3000 + "%27;DROP", "9" * 40, "%3Cscript%3Enaughty"]
)
def test_no_list_breaks_whatever_its_address_asks(invented, words):
    browsers = {name: invented.browser(name) for name in ("ada", "dov")}
    names = (
        "page",
        "about",
        "sort",
        "list",
        "q",
        "reference",
        "staff",
        "since-day",
        "area",
        "stage",
        "measure",
        "by",
        "until",
    )
    asked, broken = "&".join(f"{name}={words}" for name in names), []
    for one in (one for one in addresses() if "<" not in one.route and one.name not in END_THE_WALK):
        for name, browser in browsers.items():
            try:
                answer = browser.get(f"/{one.route}?{asked}")
            except Exception as error:
                broken.append(f"{name}: {one.route}: {type(error).__name__}: {str(error)[:80]}")
                continue
            page = answer.content.decode("utf-8", "replace") if not answer.streaming else ""
            if answer.status_code not in ANSWERS | {301} or "<script>naughty" in page:
                broken.append(f"{name}: {one.route}: {answer.status_code}")

    assert broken == []


def test_words_that_turn_others_around_are_refused_with_their_place(invented):
    reference, ada = invented.receive(), invented.browser("ada")
    note = {"about": "core", "kind": "fact", "happened-day": "3", "happened-month": "3", "happened-year": "2026"}

    for sign in "\u202a\u202b\u202d\u202e":
        page = ada.post(f"/cases/{reference}/notes/add/", {**note, "text": f"He said {sign} and left"})
        assert "There is a hidden character after “He said” that cannot be kept" in page.text
    for sign in "\u200e\u200f\u200d\u2067":  # Arabic, Persian and emoji cannot be written without them
        page = ada.post(f"/cases/{reference}/notes/add/", {**note, "text": f"He said {sign} and left"})
        assert page.status_code == 302


def test_what_was_kept_is_shown_as_it_was_typed(invented):
    reference, ada = invented.receive(), invented.browser("ada")
    note = {"about": "core", "kind": "fact", "happened-day": "3", "happened-month": "3", "happened-year": "2026"}

    page = ada.post(f"/cases/{reference}/notes/add/", {**note, "text": MARKED}, follow=True)

    assert "{{7*7}}${7*7}{% x %}&lt;script&gt;naughty()&lt;/script&gt;" in page.text
    assert 'dir="auto"' in page.text


def test_ten_megabytes_of_words_come_back_to_be_shortened(invented):
    reference, ada = invented.receive(), invented.browser("ada")

    page = ada.post(f"/cases/{reference}/notes/add/", urlencode({"text": "Rang the school. " * 600_000}), FORM)

    assert page.status_code == 413
    assert "Nothing was saved." in page.text
    assert "Rang the school. Rang the school." in page.text
