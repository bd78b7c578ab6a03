"""The most opened page: what it says, to whom, and how often it asks the database."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from throughcare.commons.cases import actions
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.models import Case
from throughcare.commons.people.actions import NewPerson
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db


def test_the_bar_says_age_told_mark_and_safe_contact_and_no_number(invented):
    reference = invented.receive()
    with invented.opened(reference, "dee") as case:
        actions.record_care(case, safe_contact="text only, after 4pm", take_care="Do not ring home.", at=case.at)

    page = invented.browser("ada").get(f"/cases/{reference}/").text

    assert "treated as a child" in page
    assert "Not told" in page
    assert "text only, after 4pm" in page
    assert "Do not ring home." in page
    assert "01632 960 181" not in page
    assert "14 March 2010" not in page
    assert f"<title>Case, {reference}, Throughcare</title>" in page


def test_a_case_with_police_says_one_sentence_and_no_time(invented):
    page = invented.browser("ada").get(f"/cases/{invented.receive()}/").text

    assert "With police for checks" in page
    assert "You will be told when it moves on." in page
    assert ">since" not in page.replace("\n", "")
    assert "With police for checks, since" not in page


def test_the_one_green_button_is_the_readers_own_next_step(invented):
    reference = invented.receive()
    task = {"code": "cases.accept", "due_on": date(2099, 1, 1), "for_role": "coordinator", "address": "team"}
    with invented.opened(reference, "ada") as case:
        actions.ask(case, NewTask(**task, to=invented.staff["ada"], rule="Tomorrow", verify=True), at=case.at)

    ada, mo = (invented.browser(name).get(f"/cases/{reference}/").text for name in ("ada", "mo"))

    assert 'role="button"' in ada
    assert "Verify" in ada
    assert 'role="button"' not in mo
    assert "Ada Marsh" in mo


def test_what_others_have_to_do_is_said_quietly_and_is_no_button(invented):
    reference = invented.receive()
    with invented.opened(reference, "ada") as case:
        cases_task(case, "meetings.sign_minutes", for_role="chair", address="panel", to=invented.staff["gail"])
        cases_task(case, "panel.first", for_role="panel", address="panel")

    ada = invented.browser("ada").get(f"/cases/{reference}/").text

    assert "Waiting for Gail Ott: Sign the minutes, due 1 Jan 2099" in ada
    assert "Waiting for the panel: First panel, due 1 Jan 2099" in ada
    assert "/panel/" not in ada
    assert "Sign the minutes</a>" not in ada


def test_what_a_panel_has_to_do_is_its_chairs_next_step(invented):
    reference = invented.receive()
    with invented.opened(reference, "ada") as case:
        cases_task(case, "panel.plan", for_role="panel", address="plan")
        actions.grant(
            case,
            staff_id=invented.staff["gail"],
            by_what="team",
            role="chair",
            from_at=case.at,
            until_at=None,
            reason="",
            at=case.at,
        )

    gail = invented.browser("gail").get(f"/cases/{reference}/").text

    assert "Waiting for" not in gail
    assert button_of(gail) == (f"/cases/{reference}/plan/", "Approve the plan")


def test_a_step_without_a_page_of_its_own_leads_to_what_came_of_it(invented):
    reference = invented.receive()
    with invented.opened(reference, "ada") as case:
        row = cases_task(case, "cases.look_at_incident", for_role="coordinator", to=invented.staff["ada"])
    ada = invented.browser("ada")

    address, words = button_of(ada.get(f"/cases/{reference}/").text)
    done = ada.post(address, {"outcome": "Talked it over with the team"})

    assert (address, words) == (
        f"/cases/{reference}/tasks/{row.key}/done/",
        "Look at what was recorded against a rule",
    )
    assert done.status_code == 302
    assert 'role="button"' not in ada.get(f"/cases/{reference}/").text


def test_the_card_says_in_the_pathways_words_what_comes_next(invented):
    reference = invented.receive()
    with_police = invented.browser("ada").get(f"/cases/{reference}/").text
    Case.objects.filter(reference=reference).update(stage="consent")

    later = invented.browser("ada").get(f"/cases/{reference}/").text

    assert "Sessions start when consent is in force." in later
    assert "once a second person has approved the route" not in with_police
    assert "once a second person has approved the route" in invented.browser("dee").get(with_checks(invented)).text


def with_checks(invented):
    return f"/cases/{invented.receive()}/"


def cases_task(case, code, **more):
    return actions.ask(case, NewTask(code=code, due_on=date(2099, 1, 1), **more), at=case.at)


def button_of(page):
    found = re.search(r'<a href="([^"]+)" role="button"[^>]*>\s*([^<]+?)\s*</a>', page)
    assert found, "there is no green button"
    return found[1], found[2]


def test_a_provider_is_told_whom_to_ask_instead(invented):
    reference = invented.receive()
    with invented.opened(reference, "ada") as case:
        actions.grant(
            case,
            staff_id=invented.staff["ivo"],
            by_what="team",
            role="provider",
            from_at=case.at,
            until_at=None,
            reason="",
            at=case.at,
        )

    page = invented.browser("ivo").get(f"/cases/{reference}/")

    assert page.status_code == 422
    assert "The case page was not opened" in page.text
    assert "Ada Marsh" in page.text


def test_statements_do_not_grow_with_the_record(invented):
    reference = invented.receive()
    ada = invented.browser("ada")
    before = statements(ada, reference)
    with invented.opened(reference, "ada") as case:
        for number in range(10):
            actions.tell(case, verb="x", words=f"Event {number}", at=case.at)
            actions.ask(case, NewTask(code="cases.accept", due_on=date(2099, 1, 1), for_role="coordinator"), at=case.at)

    after = statements(ada, reference)

    assert after == before
    assert after <= 30


def statements(browser, reference: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(f"/cases/{reference}/").status_code == 200
    return len(asked)


def test_each_look_is_one_line_on_the_chain_of_the_case(invented):
    reference = invented.receive()
    ada = invented.browser("ada")

    ada.get(f"/cases/{reference}/")
    ada.get(f"/cases/{reference}/contact/")

    looks = Line.objects.filter(staff_id=invented.staff["ada"], case_id__isnull=False).values_list("verb", flat=True)
    assert list(looks.order_by("id")) == ["cases:looked", "contact:looked"]


def test_somebody_with_no_name_known_still_has_a_page(invented):
    reference = invented.receive(NewPerson(name="Not known"))

    assert "age not known, treated as a child" in invented.browser("ada").get(f"/cases/{reference}/").text
