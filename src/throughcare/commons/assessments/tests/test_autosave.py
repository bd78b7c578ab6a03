"""A page that is being written keeps its draft by itself; every button keeps the same one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from throughcare.commons.assessments.actions import drafts
from throughcare.commons.assessments.tests.builders import a_draft, my_draft
from throughcare.commons.cases.models import Event
from throughcare.commons.cases.tests.builders import a_browser, a_case, a_town
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture(autouse=True)
def drafts_do_not_expire_meanwhile(monkeypatch):
    """The builders begin at a fixed moment; browsers ask at the real one."""
    monkeypatch.setattr(drafts, "lives", lambda kind: timedelta(days=36500))


PAGES = {
    "part/engagement/": {"factor": "grievance", "presence": "some", "for-text-1": "Missed school."},
    "formulation/": {"drives": "Feels alone."},
    "grounds/": {"rests_on": "file_only", "comment": "None yet."},
}


@pytest.mark.parametrize(("page", "typed"), PAGES.items(), ids=PAGES)
def test_what_is_typed_is_kept_and_the_answer_brings_the_next_saving(page, typed):
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)
    ada, address = a_browser(town.ada), f"/cases/{case.reference}/assessment/{page}"

    first = ada.post(address, {**typed, "revision": "0", "go": "keep"}, **JSON)
    again = ada.post(address, {**typed, "revision": "1", "go": "keep"}, **JSON)

    assert (first.status_code, first.json()["revision"], again.json()["revision"]) == (200, 1, 1)
    assert "Draft saved at" in first.json()["saved"]
    assert "data-keeps" in ada.get(address).content.decode()


def test_half_a_factor_is_kept_without_a_complaint_and_without_a_line_of_its_own():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)
    before = Line.objects.exclude(verb="assessments:looked").count()

    typed = {"factor": "grievance", "revision": "0", "for-text-1": "Half a sentence", "go": "keep"}
    a_browser(town.ada).post(f"/cases/{case.reference}/assessment/part/engagement/", typed, **JSON)

    assert Line.objects.exclude(verb="assessments:looked").count() == before
    assert my_draft(case, town.ada).written("grievance").pieces[0].text == "Half a sentence"


def test_only_what_is_on_the_case_and_may_be_opened_can_be_cited_and_keeping_reads_nothing_else():
    town = a_town()
    case, other = a_case(town), a_case(town)
    for one in (case, other):
        a_draft(one, town.ada)
    own, foreign = (Event.objects.filter(case_id=one.pk).values_list("key", flat=True)[0] for one in (case, other))
    ada, address = a_browser(town.ada), f"/cases/{case.reference}/assessment/part/engagement/"
    typed = {"factor": "grievance", "revision": "0", "for-text-1": "Missed school.", "go": "keep"}

    for code in (f"event:{foreign}", "event:of no case", "note:of no case", f"note:{own}", "nothing"):
        refused = ada.post(address, {**typed, "for-cite-1": code}, **JSON)
        assert "Choose from the answers shown" in refused.content.decode(), code
    assert my_draft(case, town.ada).written("grievance").pieces == ()

    with CaptureQueriesContext(connection) as asked:
        kept = ada.post(address, {**typed, "for-cite-1": f"event:{own}"}, **JSON)
    assert (kept.status_code, my_draft(case, town.ada).written("grievance").pieces[0].cite) == (200, f"event:{own}")
    assert not [each["sql"] for each in asked if "cases_note" in each["sql"]]


def test_another_windows_words_are_not_overwritten_by_it():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)
    ada, address = a_browser(town.ada), f"/cases/{case.reference}/assessment/formulation/"
    ada.post(address, {"drives": "From the first window.", "revision": "0", "go": "keep"}, **JSON)

    late = ada.post(address, {"drives": "From the second.", "revision": "0", "go": "keep"}, **JSON)

    assert late.status_code == 409
    assert my_draft(case, town.ada).texts["drives"] == "From the first window."
