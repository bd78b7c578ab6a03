"""The closing pages: all gaps as links, and each said on a page of its own."""

import pytest
from django.utils import timezone

from throughcare.stages.closure.models import DeliveryAccount, Evaluation, HandOver, Proposal, WayBack
from throughcare.stages.delivery.tests.builders import a_plan, at_stage, started

PAGES = [
    "closure/",
    "closure/evaluation/",
    "closure/delivery/",
    "closure/way-back/",
    "closure/hand-over/",
    "closure/propose/",
]


@pytest.fixture
def reference(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    return started(invented, at_stage(invented))


@pytest.mark.parametrize("page", PAGES)
def test_the_team_opens_it_a_provider_and_somebody_elsewhere_find_nothing(invented, reference, page):
    found = [invented.browser(who).get(f"/cases/{reference}/{page}").status_code for who in ("ada", "ivo", "cleo")]

    assert found == [200, 404, 404]


def test_before_there_is_a_plan_no_case_can_be_closed_by_the_panel(invented):
    reference = at_stage(invented, "gathering")

    assert invented.browser("ada").get(f"/cases/{reference}/closure/").status_code == 404


def test_every_gap_is_a_link_and_is_done_one_by_one(invented, reference):
    ada, now = invented.browser("ada"), timezone.now()
    base = f"/cases/{reference}/closure"
    day = {"happened-day": now.day, "happened-month": now.month, "happened-year": now.year}
    looked = {"aim": "A", "changed": "B", "not_changed": "C", "goals_reached": "reached", "person_view": "D"}

    before = ada.get(f"{base}/").text
    ada.post(f"{base}/evaluation/", looked)
    ada.post(f"{base}/delivery/", {"difference": "person_ended", "words": "Moved on"})
    ada.post(f"{base}/way-back/", day | {"told": "no", "words": "No address is known"})
    ada.post(f"{base}/hand-over/", {"nothing": "yes", "words": "Nothing goes on"})
    after = ada.post(f"{base}/propose/", {"ending": "concern_resolved", "reasons": "Calm"}, follow=True).text

    for page in PAGES[1:]:
        assert f"/cases/{reference}/{page}" in before
    assert "Incomplete" in before
    assert "Incomplete" not in after
    assert "Waits for the panel" in after
    assert [m.objects.count() for m in (Evaluation, DeliveryAccount, WayBack, HandOver, Proposal)] == [1, 1, 1, 1, 1]


def test_not_told_without_a_reason_is_refused_in_four_parts(invented, reference):
    now = timezone.now()
    day = {"happened-day": now.day, "happened-month": now.month, "happened-year": now.year}

    page = invented.browser("ada").post(f"/cases/{reference}/closure/way-back/", day | {"told": "no"})

    assert page.status_code == 422
    assert "there is no reason why not" in page.text
    assert "Ada Marsh" in page.text
    assert not WayBack.objects.exists()
