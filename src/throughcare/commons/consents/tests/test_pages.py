"""Consent in a browser: asked fairly, recorded exactly, a no as easy as a yes, and nothing for a stranger."""

import pytest
from django.urls import reverse

from throughcare.commons.cases.models import Case
from throughcare.commons.cases.tests.builders import NOW, a_browser, a_case, a_grant, a_town, opened
from throughcare.commons.consents import actions, queries
from throughcare.commons.consents.models import Consent
from throughcare.commons.consents.tests.builders import CHILD, a_mother, a_planned_case, the_person

pytestmark = pytest.mark.django_db
ADDRESSES = ["consent", "consent-ask", "consent-answer", "consent-withdraw"]
ANSWER = {
    "purpose": "support",
    "given_by": "person",
    "capacity": "presumed",
    "explained": "What a mentor does.",
    "answer": "yes",
    "own_words": "Yes, I would like that.",
    "how_to_stop": "Tell Ada.",
    "happened-day": "12",
    "happened-month": "6",
    "happened-year": "2026",
}


def post(browser, name, case, **said):
    return browser.post(reverse(name, kwargs={"reference": case.reference}), said)


def read(browser, name, case):
    return browser.get(reverse(name, kwargs={"reference": case.reference}))


def test_an_answer_is_recorded_and_shown():
    town = a_town()
    case = a_planned_case(town)
    browser = a_browser(town.ada)
    answer = post(browser, "consent-answer", case, **ANSWER)
    assert answer.status_code == 302, answer.content.decode()

    shown = read(browser, "consent", case).content.decode()
    assert "It is not our ground for keeping records." in shown
    assert "Yes, I would like that." in shown
    assert "Consent given" in shown
    assert Case.objects.get(pk=case.pk).stage == "support"


def test_nothing_is_chosen_beforehand_and_a_no_needs_no_reason():
    town = a_town()
    case = a_planned_case(town)
    browser = a_browser(town.ada)

    assert "checked" not in read(browser, "consent-answer", case).content.decode()
    said = ANSWER | {"answer": "no", "how_to_stop": "", "own_words": ""}
    assert post(browser, "consent-answer", case, **said).status_code == 302
    assert Consent.objects.get(case=case).step == "refused"


def test_a_guardian_without_a_name_is_refused_in_four_parts_and_the_words_are_kept():
    town = a_town()
    case = a_planned_case(town, born_on=CHILD)
    answer = post(a_browser(town.ada), "consent-answer", case, **ANSWER | {"given_by": "parent"})
    shown = answer.content.decode()

    assert answer.status_code == 422
    for head in ("What was not done", "Why", "What would make it possible", "Whom to ask"):
        assert head in shown
    assert "What a mentor does." in shown
    assert not Consent.objects.exists()


def test_time_to_think_asks_for_a_day():
    town = a_town()
    case = a_planned_case(town)
    answer = post(a_browser(town.ada), "consent-answer", case, **ANSWER | {"answer": "needs_time"})

    assert answer.status_code == 422
    assert "Enter the day on which we ask again" in answer.content.decode()


def test_a_mentor_withdraws_for_somebody_without_reading_what_was_said():
    town = a_town()
    case = a_planned_case(town, born_on=CHILD)
    with opened(case, town.ada) as held:
        actions.record_given(held, purpose="support", words=a_mother(), happened_at=NOW, at=NOW)
    a_grant(case, town.ivo, "provider")
    browser = a_browser(town.ivo)

    assert read(browser, "consent", case).status_code == 404
    said = {"purpose": "support", "happened-day": "20", "happened-month": "6", "happened-year": "2026"}
    assert post(browser, "consent-withdraw", case, **said).status_code == 302
    assert Case.objects.get(pk=case.pk).stage == "decision_after_no"


def test_the_page_says_that_a_guardians_consent_has_ended():
    town = a_town()
    case = a_planned_case(town, born_on=CHILD.replace(year=2008))
    with opened(case, town.ada, at=NOW.replace(year=2025)) as held:
        actions.record_given(
            held, purpose="support", words=a_mother(), happened_at=NOW.replace(year=2025), at=NOW.replace(year=2025)
        )
    browser = a_browser(town.ada)

    assert "is of age and has not been asked" in read(browser, "consent", case).content.decode()
    assert post(browser, "consent-suspend", case).status_code == 302
    assert Case.objects.get(pk=case.pk).stage == "consent"


@pytest.mark.parametrize("name", ADDRESSES)
def test_cleo_gets_the_same_as_where_nothing_is(name):
    town = a_town()
    case = a_planned_case(town)
    with opened(case, town.ada) as held:
        actions.record_given(held, purpose="support", words=the_person(), happened_at=NOW, at=NOW)
    browser = a_browser(town.cleo)
    hidden = read(browser, name, case)
    missing = browser.get(reverse(name, kwargs={"reference": "TC-ZZZZZZ"}))

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.content.replace(case.reference.encode(), b"") == missing.content.replace(b"TC-ZZZZZZ", b"")


def test_before_a_plan_is_approved_the_page_says_that_nobody_asked_and_asking_is_refused():
    town = a_town()
    case = a_case(town, stage="consent")
    browser = a_browser(town.ada)
    said = {
        "purpose": "support",
        "how": "At school",
        "happened-day": "20",
        "happened-month": "6",
        "happened-year": "2026",
    }
    answer = post(browser, "consent-ask", case, **said)

    assert "Not asked yet" in read(browser, "consent", case).content.decode()
    assert answer.status_code == 422
    assert "the panel has not approved the plan" in answer.content.decode()


def test_where_an_order_carries_support_the_page_says_so(monkeypatch):
    town = a_town()
    browser, case = a_browser(town.ada), a_planned_case(town)
    says = "An order requires attendance, so support may run without consent."
    assert says not in read(browser, "consent", case).content.decode()

    monkeypatch.setattr(queries, "carrying", lambda case: {"another_order_mandates": True})
    assert says in read(browser, "consent", case).content.decode()
