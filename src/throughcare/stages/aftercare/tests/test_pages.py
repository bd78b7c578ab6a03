"""Closing from the page, and the reviews after it: due, recorded, ended by two people, opened again."""

import re

import pytest
from django.utils import timezone

from throughcare.commons.cases.models import Case
from throughcare.stages.aftercare.models import EarlyEnd, Found, LookAgain
from throughcare.stages.aftercare.tests.builders import closed
from throughcare.stages.closure.tests.builders import prepared
from throughcare.stages.delivery.tests.builders import a_plan, at_stage, before_a_panel, chaired, started

DECISION = {"item": "none", "reached": "unanimity", "reasons": "No further concern"}


def at_the_meeting(page: str) -> dict[str, str]:
    """What the chair sends who chose the meeting that the page offers."""
    return DECISION | {"item": re.search(r'name="item"[^>]*value="([0-9a-f-]{36})"', page)[1]}


@pytest.fixture
def reference(invented, monkeypatch):
    return closed(invented, monkeypatch)


def test_the_chair_closes_and_reads_the_days_of_both_reviews(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    started(invented, at_stage(invented))
    reference = prepared(invented, before_a_panel(invented, Case.objects.get().reference, at=timezone.now()))
    gail = invented.browser("gail")

    form = gail.get(f"/cases/{reference}/closure/close/").text
    page = gail.post(f"/cases/{reference}/closure/close/", at_the_meeting(form), follow=True).text

    assert "Who of these was there" not in form
    assert "Reviews that come with the closing" in form
    assert "Case closed. It is looked at again by" in page
    assert Case.objects.get(reference=reference).stage == "aftercare"
    assert LookAgain.objects.count() == 2


def test_what_was_decided_at_no_meeting_is_recorded_as_it_happened_and_closes_nothing(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    reference = prepared(invented, chaired(invented, started(invented, at_stage(invented))))
    gail = invented.browser("gail")
    address = f"/cases/{reference}/closure/close/"

    refused = gail.post(address, DECISION)
    page = gail.post(address, DECISION | {"do": "happened"}, follow=True).text

    assert refused.status_code == 422
    assert "it was decided at no meeting" in refused.text
    assert "Recorded as it happened. It closes nothing" in page
    assert "Decided at no meeting" in page
    assert Case.objects.get(reference=reference).stage == "support"
    assert not LookAgain.objects.exists()


def test_with_gaps_the_refusal_names_them_all_and_nothing_happens(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    reference = chaired(invented, started(invented, at_stage(invented)))

    page = invented.browser("gail").post(f"/cases/{reference}/closure/close/", DECISION)

    assert page.status_code == 422
    for gap in ("has not proposed to close", "not been evaluated", "nobody has said why", "hand-over is not recorded"):
        assert gap in page.text
    assert not LookAgain.objects.exists()


@pytest.mark.parametrize("page", ["aftercare/", "aftercare/extend/", "aftercare/open-again/", "aftercare/end-early/"])
def test_the_team_opens_it_and_others_find_nothing(invented, reference, page):
    found = [invented.browser(who).get(f"/cases/{reference}/{page}").status_code for who in ("ada", "ivo", "cleo")]

    assert found == [200, 404, 404]


def test_a_review_is_recorded_from_its_page(invented, reference):
    ada, now = invented.browser("ada"), timezone.now()
    key = LookAgain.objects.order_by("due_on").first().key
    day = {"happened-day": now.day, "happened-month": now.month, "happened-year": now.year}
    said = day | {"sources_asked": "School", "contact": "no", "finding": "concern_again"}

    page = ada.post(f"/cases/{reference}/aftercare/{key}/", said, follow=True).text

    assert "Open the case again, so that police check it first." in page
    assert "Concern again: open the case" in page
    assert Found.objects.get().sources_asked == "School"
    assert Case.objects.get(reference=reference).stage == "aftercare"


def test_no_page_offers_to_delete_a_review(invented, reference):
    page = invented.browser("mo").get(f"/cases/{reference}/aftercare/").text

    assert "elete" not in page
    assert "emove" not in page


def test_two_people_end_it_early_from_the_page(invented, reference):
    said = {"reason": "died", "words": "The family rang"}
    mo, gail = invented.browser("mo"), invented.browser("gail")

    mo.post(f"/cases/{reference}/aftercare/end-early/", said)
    own = mo.post(f"/cases/{reference}/aftercare/end-early/confirm/")
    other = gail.post(f"/cases/{reference}/aftercare/end-early/confirm/", follow=True)

    assert own.status_code == 422
    assert "somebody else" in own.text
    assert "Looking again ended early." in other.text
    assert EarlyEnd.objects.get().confirmed_by_id == invented.staff["gail"]


def test_a_concern_opens_the_case_again_from_the_page(invented, reference):
    page = invented.browser("ada").post(
        f"/cases/{reference}/aftercare/open-again/", {"reason": "The school rang"}, follow=True
    )

    assert "The case is open again" in page.text
    assert "With police for checks" in page.text


def test_the_panel_sets_another_review_and_not_beyond_the_ceiling(invented, reference):
    gail = invented.browser("gail")
    late = {"due_on-day": 1, "due_on-month": 1, "due_on-year": 2032, "reasons": "One more look"}

    refused = gail.post(f"/cases/{reference}/aftercare/extend/", late)
    set_for = gail.post(f"/cases/{reference}/aftercare/extend/", late | {"due_on-year": 2028})

    assert "beyond the ceiling" in refused.text
    assert set_for.status_code == 302
    assert LookAgain.objects.count() == 3
