"""Finding one case: by name, reference or birth, without a word of it in any address."""

import re
from datetime import date

import pytest
from django.db import connection
from django.utils import timezone

from throughcare.commons.cases.models import Case
from throughcare.commons.people.actions import NewPerson
from throughcare.frame.transaction import acting
from throughcare.safeguards.audit.models import Line
from throughcare.web.models import SearchWords

pytestmark = pytest.mark.django_db

NOTHING = "No record that you may see matches"


def search(browser, words: str):
    return browser.post("/search/", {"q": words})


def found(browser, words: str) -> str:
    return browser.get(search(browser, words).headers["Location"]).text


def test_a_case_is_found_by_name_whatever_its_spelling_and_by_birth(invented):
    reference = invented.receive()
    invented.receive(NewPerson(name="Robin Vale", born_on=date(1991, 7, 2), birth_precision="exact"))
    ada = invented.browser("ada")

    for words in ("Tarrow", "sam tarrow", "Tarrow Sam", "Tarow", "14 3 2010", "14/3/2010", "14 March 2010", "2010"):
        page = found(ada, words)
        assert reference in page, words
        assert "Robin Vale" not in page, words


def test_what_is_not_there_is_not_found(invented):
    invented.receive()
    ada = invented.browser("ada")

    for words in ("Zzyzx", "2011", "15 3 2010", "%", "_", "''; --", "31 2 2010", "", "ü" * 300):
        assert NOTHING in found(ada, words), words


def test_another_spelling_and_other_names_are_found(invented):
    reference = invented.receive(NewPerson(name="Mohammed Okoro", other_names=("Mo the Lion",)))
    ada = invented.browser("ada")

    assert all(reference in found(ada, words) for words in ("Muhamad Okoro", "the lion"))


def test_an_exact_reference_opens_the_case_at_once(invented):
    reference = invented.receive()
    typed = reference.lower().replace("-", " ")

    assert search(invented.browser("ada"), typed).headers["Location"] == f"/cases/{reference}/"


def test_a_stranger_finds_nothing_and_learns_no_number(invented):
    invented.receive()
    cleo = invented.browser("cleo")
    nothing = main(found(cleo, "Zzyzx")).replace("Search: Zzyzx", "")

    for words in ("Tarrow", "14 3 2010", "2010"):
        assert main(found(cleo, words)).replace(f"Search: {words}", "") == nothing


def main(page: str) -> str:
    """The content of a page, without the key of the search."""
    return re.sub(r"[0-9a-f-]{36}", "", page.split("<main")[1].split("</main>")[0])


def test_the_reference_of_a_hidden_case_is_like_one_that_never_was(invented):
    reference = invented.receive()
    cleo = invented.browser("cleo")

    assert search(cleo, reference).headers["Location"].startswith("/cases/?found=")
    assert NOTHING in found(cleo, reference)


def test_no_address_carries_what_was_typed_and_each_search_is_one_line(invented):
    invented.receive()

    location = search(invented.browser("ada"), "Tarrow").headers["Location"]

    assert "arrow" not in location
    line = Line.objects.get(verb="cases:searched")
    assert "arrow" not in line.subject


def test_a_key_shows_nothing_to_somebody_else_and_nothing_when_it_is_old(invented):
    invented.receive()
    ada = invented.browser("ada")
    location = search(ada, "Tarrow").headers["Location"]

    assert "Sam" not in invented.browser("dee").get(location).text
    SearchWords.objects.update(expires_at="2020-01-01T00:00Z")
    assert "no longer kept" in ada.get(location).text


def test_words_that_have_expired_are_forgotten_at_the_next_search(invented):
    ada = invented.browser("ada")
    search(ada, "Tarrow")
    SearchWords.objects.update(expires_at="2020-01-01T00:00Z")

    search(ada, "Vale")

    assert [row.words for row in SearchWords.objects.all()] == ["Vale"]


def test_open_cases_are_listed_unless_all_are_asked_for_and_a_search_looks_among_all(invented):
    reference = invented.receive()
    Case.objects.filter(reference=reference).update(closed_at=timezone.now())
    ada = invented.browser("ada")

    assert reference not in ada.get("/cases/").text
    assert "Open or closed: Open" in ada.get("/cases/").text
    assert reference in ada.get("/cases/?state=").text
    assert reference in ada.get("/cases/?state=closed").text
    assert reference in found(ada, "Tarrow")


def test_a_search_among_ones_own_finds_what_a_search_among_everybody_finds(invented):
    for name in ("Sam Tarrow", "Samuel Tarow", "Tamsin Marlow", "Mohammed Okoro"):
        invented.receive(NewPerson(name=name, other_names=("Mo the Lion",) if name.startswith("Mo") else ()))
        invented.receive(NewPerson(name=name), area="ashcombe")
    invented.receive(NewPerson(name="Robin Vale", name_used="Kit"))

    names = (
        ("tarrow", ["TR"]),
        ("sam", ["SM"]),
        ("the lion", ["LN"]),
        ("okoro", ["AKR"]),
        ("kit", []),
        ("arlo", []),
        ("tarow", []),
    )
    for words, sounds in (*names, ("zzyzx", [])):
        with acting("staff", staff=invented.staff["ada"], at=timezone.now()), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('role', 'none', true)")
            ways = []
            for way in ("search_mine", "search_everybody", "search_people"):
                cursor.execute(f"SELECT * FROM tc.{way}(%s, %s)", [words, sounds])
                ways.append(cursor.fetchall())
        assert ways[0] == ways[1] == ways[2], words
        assert bool(ways[0]) == (words != "zzyzx"), words
        assert ways[0] == sorted(ways[0], key=lambda row: (-row[1], row[0])), "nearest first"
