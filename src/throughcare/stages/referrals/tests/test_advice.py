"""Advice that names nobody, and concerns considered and not referred."""

import pytest
from django.test import Client

from tests.kit.invented import NOW
from throughcare.commons.cases.models import Case
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.safeguards.audit.models import Line
from throughcare.stages.referrals import actions, queries
from throughcare.stages.referrals.floods import SENDS
from throughcare.stages.referrals.models import AdviceEnquiry, Considered

QUESTION = {"question": "A pupil draws the same sign in every lesson. Is that for you?", "area": "northmere"}
WEIGHED = {"what": "A pupil repeats a slogan", "why_not": "Heard in a film, explained", "asked": "safeguarding_lead"}


@pytest.fixture(autouse=True)
def quiet_hour():
    SENDS.forget()


def test_anybody_may_ask_and_no_case_opens(invented):
    page = Client().post("/share/ask/", {**QUESTION, "reply_to": "01632 960 151"}, follow=True)

    assert "Question sent" in page.text
    row = AdviceEnquiry.objects.get()
    assert (row.area_id, row.channel, row.by_id, row.sector) == (
        invented.areas["northmere"],
        "public",
        None,
        "unspecified",
    )
    assert not Case.objects.exists()
    assert Line.objects.get().verb == "advice:asked"


def test_the_coordinator_and_the_police_of_the_area_answer_it_once(invented):
    Client().post("/share/ask/", QUESTION)
    key = AdviceEnquiry.objects.get().key

    assert QUESTION["question"][:40] in invented.browser("ada").get("/refer/").text
    invented.browser("ada").post(f"/refer/advice/{key}/", {"advice": "Not by itself. Ask what it means to them."})
    again = invented.browser("dee").post(f"/refer/advice/{key}/", {"advice": "Something else"})

    row = AdviceEnquiry.objects.get()
    assert row.advice.startswith("Not by itself")
    assert row.answered_by_id == invented.staff["ada"]
    assert again.status_code == 422
    assert "answered already" in again.text


def test_another_areas_coordinator_sees_no_question(invented):
    Client().post("/share/ask/", QUESTION)
    key = AdviceEnquiry.objects.get().key
    cleo = invented.browser("cleo")

    assert QUESTION["question"][:40] not in cleo.get("/refer/advice/").text
    assert cleo.get(f"/refer/advice/{key}/").status_code == 404
    with invented.acting("cleo"), pytest.raises(NotFound):
        actions.answer_advice(key=str(key), advice="x", by=invented.staff["cleo"], at=NOW)


def test_a_manager_reads_and_does_not_answer(invented):
    Client().post("/share/ask/", QUESTION)
    key = str(AdviceEnquiry.objects.get().key)

    with invented.acting("mo") as mo, pytest.raises(Refusal):
        actions.answer_advice(key=key, advice="x", by=mo, at=NOW)

    assert AdviceEnquiry.objects.get().advice == ""


def test_an_empty_question_is_refused_and_writes_nothing(invented):
    page = Client().post("/share/ask/", {"question": " ", "area": "northmere", "reply_to": "me@example.org"})

    assert page.status_code == 422
    assert "Write your question" in page.text
    assert "me@example.org" in page.text
    assert not AdviceEnquiry.objects.exists()


def test_a_colleague_may_keep_a_question_that_came_by_phone(invented):
    invented.browser("ada").post("/refer/advice/record/", QUESTION)

    assert AdviceEnquiry.objects.get().by_id == invented.staff["ada"]


def test_what_was_considered_is_kept_for_the_own_agency_alone(invented):
    invented.browser("pat").post("/refer/considered/add/", WEIGHED)

    assert Considered.objects.get().agency.code == "northmere_school"
    assert WEIGHED["what"] in invented.browser("pat").get("/refer/considered/").text
    for other in ("ada", "dee", "ben", "cleo", "mo", "gail"):
        assert WEIGHED["what"] not in invented.browser(other).get("/refer/considered/").text, other
        with invented.acting(other):
            assert queries.considered_list() == []


def test_whoever_may_not_weigh_a_concern_is_told_whose_it_is(invented):
    page = invented.browser("ivo").post("/refer/considered/add/", WEIGHED)

    assert page.status_code == 422
    assert "It was not kept" in page.text
    assert WEIGHED["why_not"] in page.text
    assert not Considered.objects.exists()


def test_considering_names_who_was_asked_and_leaves_one_line(invented):
    page = invented.browser("pat").post("/refer/considered/add/", {**WEIGHED, "asked": ""})
    invented.browser("pat").post("/refer/considered/add/", WEIGHED)

    assert page.status_code == 422
    assert Line.objects.filter(verb="referrals:considered").count() == 1
