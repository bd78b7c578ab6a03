"""A data protection officer sees every look and act in the own controller's records, and no police step."""

import re
from datetime import timedelta
from html import unescape

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.kit.invented import NOW
from throughcare.safeguards.audit.models import Line
from throughcare.stages.checks import actions as checks

ROW = '<tr class="govuk-table__row">\n  <td'


def test_a_look_and_a_refused_look_are_seen(invented):
    reference = invented.receive()
    invented.browser("ada").get(f"/cases/{reference}/")
    invented.browser("cleo").get(f"/cases/{reference}/")

    page = invented.browser("dov").get(f"/who-looked/?reference={reference}")

    assert "Ada Marsh" in page.text
    assert "Cases: looked" in page.text
    assert "tc-table-scroll" in page.text and "tc-table--blocks" in page.text  # a region on a desk, blocks on a phone
    assert "Tarrow" not in page.text
    refused = Line.objects.get(verb="look:not-found")
    assert (refused.staff_id, refused.chain) == (invented.staff["cleo"], f"staff:{invented.staff['cleo']}")


def test_a_search_by_member_of_staff(invented):
    reference = invented.receive()
    invented.browser("ada").get(f"/cases/{reference}/")

    page = invented.browser("dov").get("/who-looked/?staff=nobody+of+that+name")

    assert "Nobody opened it in these dates." in page.text


def test_police_steps_are_not_shown_to_the_councils_officer(invented):
    reference = invented.receive()
    with invented.opened(reference, "dee") as case:
        checks.deconflict(case, answer="clear", words="", happened_at=NOW, at=NOW)

    page = invented.browser("dov").get(f"/who-looked/?reference={reference}")

    assert "econflicted" not in page.text


def test_nobody_else_sees_who_looked(invented):
    for username in ("ada", "dee", "mo", "cleo"):
        assert invented.browser(username).get("/who-looked/").status_code == 404


def test_an_erasure_from_the_first_page_to_the_last(invented):
    reference = invented.receive()
    dov, mo = invented.browser("dov"), invented.browser("mo")

    asked = dov.post("/requests/erasure/", {"reference": reference.lower(), "ground": "unlawful"})
    shown = mo.get(f"/cases/{reference}/erasure/")
    decided = mo.post(f"/cases/{reference}/erasure/", {"granted": "yes", "reason": ""})

    assert (asked.status_code, shown.status_code, decided.status_code) == (302, 200, 302)
    assert "erased" in dov.get("/requests/erasure/").text
    assert "Tarrow" not in mo.get(f"/cases/{reference}/").text


def test_older_lines_follow_the_last_one_of_the_page(invented):
    reference = invented.receive()
    for minute in range(30):
        with invented.opened(reference, "ada", at=NOW + timedelta(minutes=minute)):
            pass
    dov = invented.browser("dov")

    first = dov.get(f"/who-looked/?reference={reference}")
    older = dov.get("/who-looked/" + unescape(re.search(r'href="(\?[^"]*before=[^"]*)"', first.text)[1]))

    assert (first.text.count(ROW), older.text.count(ROW)) == (25, 30 + 1 - 25)
    assert "1:29pm" in first.text and "1:29pm" not in older.text
    assert 'rel="next"' not in older.text and "Newest" in older.text


def test_a_place_that_nobody_gave_is_the_newest(invented):
    invented.receive()

    for typed in ("", "x", "1", "99999999999999999-1", "1-2-3", "-5"):
        assert invented.browser("dov").get("/who-looked/", {"before": typed}).text.count(ROW)


def test_days_hold_the_list_to_them(invented):
    reference = invented.receive()
    with invented.opened(reference, "ada", at=NOW + timedelta(days=2)):
        pass
    day = {
        "since-day": "16",
        "since-month": "6",
        "since-year": "2026",
        "until-day": "17",
        "until-month": "6",
        "until-year": "2026",
    }

    page = invented.browser("dov").get("/who-looked/", {"reference": reference, **day})

    assert page.text.count(ROW) == 1


def test_what_it_asks_does_not_grow_with_the_lines(invented):
    reference = invented.receive()
    dov = invented.browser("dov")
    dov.get("/who-looked/")
    for minute in range(40):
        with invented.opened(reference, "ada", at=NOW + timedelta(minutes=minute)):
            pass

    with CaptureQueriesContext(connection) as asked:
        dov.get("/who-looked/")

    assert len(asked) <= 13, [query["sql"][:90] for query in asked.captured_queries]
