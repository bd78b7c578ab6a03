"""The review page: what was said last time beside what happened."""

import re

import pytest
from django.utils import timezone

from throughcare.stages.delivery.tests.builders import a_plan, at_stage, before_a_panel, started
from throughcare.stages.reviews.models import Review


@pytest.fixture
def reference(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    return started(invented, at_stage(invented))


def answers(**more):
    now = timezone.now()
    return {
        "happened-day": now.day,
        "happened-month": now.month,
        "happened-year": now.year,
        "item": "none",
        "what_happened": "Exams",
        "assessment": "no",
        "person_view": "Likes it",
        "outcome": "go_on",
        "reasons": "It helps",
        "until_next": "Three sessions",
        **more,
    }


@pytest.mark.parametrize("page", ["reviews/", "reviews/add/"])
def test_the_team_opens_it_a_provider_and_somebody_elsewhere_find_nothing(invented, reference, page):
    found = [invented.browser(who).get(f"/cases/{reference}/{page}").status_code for who in ("ada", "ivo", "cleo")]

    assert found == [200, 404, 404]


def test_the_meeting_is_chosen_and_who_was_there_is_asked_of_nobody(invented, reference):
    before_a_panel(invented, reference, at=timezone.now())
    ada = invented.browser("ada")
    form = ada.get(f"/cases/{reference}/reviews/add/").text
    key = re.search(r'name="item"[^>]*value="([0-9a-f-]{36})"', form)[1]

    page = ada.post(f"/cases/{reference}/reviews/add/", answers(item=key), follow=True).text

    assert "Who of these was there" not in form
    assert "At no meeting: record it as it happened, against the rule" in form
    assert "Recorded against a rule" not in page
    assert Review.objects.get().police_there


def test_a_case_on_no_agenda_says_how_it_comes_before_a_panel(invented, reference):
    said, address = "The case is on no agenda. List it", f"/cases/{reference}/reviews/add/"
    ada = invented.browser("ada")

    unlisted = ada.get(address).text
    before_a_panel(invented, reference, at=timezone.now())

    assert said in unlisted
    assert said not in ada.get(address).text


def test_at_no_meeting_the_day_is_asked_for(invented, reference):
    empty = {"happened-day": "", "happened-month": "", "happened-year": ""}

    page = invented.browser("ada").post(f"/cases/{reference}/reviews/add/", answers(**empty))

    assert "Enter the day on which it was looked at" in page.text


def test_a_review_at_no_meeting_is_saved_marked_and_stands_beside_the_next(invented, reference):
    ada = invented.browser("ada")

    page = ada.post(f"/cases/{reference}/reviews/add/", answers(), follow=True).text
    form = ada.get(f"/cases/{reference}/reviews/add/").text

    assert "Review recorded. The next one is due by" in page
    assert "Recorded against a rule" in page
    assert Review.objects.get().against == "quorum_local_authority quorum_police_of_residence"
    assert "What we said last time" in form
    assert "Three sessions" in form


def test_a_review_without_reasons_keeps_what_was_typed(invented, reference):
    page = invented.browser("ada").post(f"/cases/{reference}/reviews/add/", answers(reasons=""))

    assert page.status_code == 422
    assert "Enter reasons" in page.text
    assert "Exams" in page.text
    assert not Review.objects.exists()
