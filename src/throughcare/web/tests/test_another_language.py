"""Shown in a language in which every text stands in brackets, key pages say nothing outside them but what people typed."""

import re
from datetime import timedelta
from functools import cache
from html.parser import HTMLParser
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.db import connection
from django.test import Client
from django.utils import timezone, translation
from django.utils.dates import MONTHS, MONTHS_3

from throughcare.cli import demo_cases, words
from throughcare.kernel.definitions import all_of, load

OPEN, SHUT = "⟦", "⟧"
SAME = ("Throughcare", "OFFICIAL-SENSITIVE", "am", "pm")
PARTED = re.compile(r"[,;:.()“”]\s*")
PAGES = {
    "ada": (
        *("{case}/", "{case}/tasks/", "{case}/timeline/", "{case}/notes/", "{case}/notes/add/", "{case}/team/"),
        *("{case}/told/", "{case}/care/", "{case}/plan/", "{case}/consent/", "{case}/panel/", "{case}/reviews/"),
        *("{case}/closure/", "{case}/contact/", "/work/", "/cases/", "/account/", "/panels/"),
    ),
    "ivo": ("{case}/", "{case}/sessions/", "/my-sessions/"),
    "dee": ("{case}/checks/", "{case}/safety/", "{case}/concern/", "{case}/information/", "{case}/assessment/"),
    "dov": ("/requests/", "/requests/erasure/"),
    "mo": ("/figures/",),
}
PUBLIC = ("/", "/sign-in/")


@pytest.fixture
def bracketed(tmp_path, settings):
    """A language that puts every text between brackets, as Welsh may one day stand there."""
    folder = tmp_path / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.mo").write_bytes(_compiled())
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = [("cy", "Welsh")]
    settings.LANGUAGE_CODE = "cy"
    with translation.override("cy"):
        yield


@cache
def _compiled():
    catalogue = Catalog(locale="cy", charset="utf-8")
    for message, context in words.texts():
        plural = isinstance(message, tuple)
        bracketed = tuple(f"{OPEN}{each}{SHUT}" for each in message) if plural else f"{OPEN}{message}{SHUT}"
        catalogue.add(message, bracketed * 3 if plural else bracketed, context=context)
    to = BytesIO()
    write_mo(to, catalogue)
    return to.getvalue()


class Outside(HTMLParser):
    """Collects the words that a person reads and that stand in no bracket."""

    def __init__(self):
        super().__init__()
        self.hidden = self.depth = 0
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.hidden += tag in ("script", "style", "svg")
        for name, value in attributes:
            if name in ("aria-label", "alt", "title", "placeholder") and value:
                self.handle_data(value)

    def handle_endtag(self, tag):
        self.hidden -= tag in ("script", "style", "svg")

    def handle_data(self, data):
        if self.hidden:
            return
        for piece in re.split(f"([{OPEN}{SHUT}])", data):
            self.depth += (piece == OPEN) - (piece == SHUT)
            if self.depth == 0 and re.search(r"[A-Za-z]{2}", piece):
                self.found.append(" ".join(piece.replace(SHUT, "").split()))


def outside(page):
    parser = Outside()
    parser.feed(page)
    return parser.found


def everything_stored():
    """Every row of every table: what people typed, chose or were called, which no language changes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        cursor.execute(" UNION ALL ".join(f"SELECT t::text FROM {table} t" for table in tables))
        return " ".join(row for (row,) in cursor.fetchall()).replace('""', '"')


def cited():
    """The laws and papers that rules rest on are called the same in every language."""
    return " ".join(source["cite"] for each in all_of("pathways") for source in each.data["sources"].values())


def day():
    """Days and times as they are written in the language that is shown, which Django knows."""
    months = "|".join(str(name) for names in (MONTHS, MONTHS_3) for name in names.values())
    return re.compile(rf"(\d{{1,2}} )?\b({months}) \d{{4}}\b|\d{{1,2}}(:\d\d)?(am|pm)", re.IGNORECASE)


def untranslated(page, known):
    """The words of a page that are neither translated, nor stored, nor cited, nor a day."""
    pieces = [piece for words in outside(page) for piece in PARTED.split(day().sub("", words))]
    return sorted({piece for piece in map(str.strip, pieces) if len(piece) > 1 and piece not in known})


@pytest.fixture
def supported(invented):
    """A case of the demo that came two months ago and has had its first session."""
    case = {**load("demo", "world").data["cases"][0], "story": "supported"}
    now = timezone.now()
    came_at = demo_cases.at_work(now - timedelta(days=60), 0)
    return demo_cases.build(case, area=invented.areas[case["area"]], staff=invented.staff, at=came_at, now=now)


@pytest.mark.slow
@pytest.mark.parametrize("person", [*PAGES])
def test_every_text_of_a_page_is_translated(invented, supported, bracketed, person):
    browser = invented.browser(person)
    left = {}
    for address in PAGES[person]:
        page = browser.get(address.format(case=f"/cases/{supported}"))
        assert page.status_code in (200, 422), address
        assert OPEN in page.text, address
        left[address] = untranslated(page.text, " ".join((everything_stored(), cited(), *SAME)))

    assert {address: words for address, words in left.items() if words} == {}


def test_public_pages_are_translated(invented, bracketed):
    for address in PUBLIC:
        page = Client().get(address, follow=True)
        assert page.status_code == 200, address
        assert untranslated(page.text, everything_stored()) == [], address


def test_a_bare_sentence_is_found():
    page = f"<p>{OPEN}Open the {OPEN}case{SHUT} now{SHUT}</p><p>Close it, Sam</p><a aria-label='Go on'></a>"

    assert untranslated(page, "Sam Tarrow") == ["Close it", "Go on"]
