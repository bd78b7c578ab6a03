"""The plan in a browser: written, sent, approved, agreed to; two editors; the person's copy; a stranger."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from throughcare.commons.cases.models import Case
from throughcare.commons.cases.tests.builders import NOW, a_browser, a_grant, a_town, opened
from throughcare.commons.meetings.tests.builders import THEN, a_panel, item_of
from throughcare.stages.panels import actions as panels
from throughcare.stages.panels.actions import PlanWords
from throughcare.stages.panels.tests.builders import YES, at_the_meeting
from throughcare.stages.plans import queries
from throughcare.stages.plans.models import AfterNo, Agreement, Piece, Version
from throughcare.stages.plans.tests.builders import (
    STATEMENTS,
    a_case_at,
    a_plan_before_the_panel,
    a_written_plan,
    an_approved_plan,
    write,
)

pytestmark = pytest.mark.django_db
TODAY = {"happened-day": "12", "happened-month": "6", "happened-year": "2026"}


def address(name, case, **more):
    return reverse(name, kwargs={"reference": case.reference, **more})


def text(answer):
    return answer.content.decode()


def test_the_statements_begin_with_what_the_panel_said_when_it_adopted():
    town, case = at_the_meeting()
    with opened(case, town.gail, at=THEN) as found:
        words = PlanWords(nature="A tutor, twice a week.")
        panels.adopt(found, item=item_of(found), decided=YES, plan=words, at=THEN)

    assert "A tutor, twice a week." in text(a_browser(town.ada).get(address("plan-statements", case)))


def test_a_plan_is_written_and_sent():
    town = a_town()
    case = a_case_at(town, "planning")
    browser = a_browser(town.ada)
    need = {"need": "Somebody to talk to", "why": "Nobody at home listens.", "read": "0"}

    assert "Add a need" in text(browser.get(address("plan", case)))
    assert browser.post(address("plan-statements", case), STATEMENTS | {"read": "0"}).status_code == 302
    assert browser.post(address("plan-add-need", case), need).status_code == 302
    thread = Piece.objects.get(case=case, part="need").thread
    below = address("plan-add-below", case, thread=thread)
    assert browser.post(below, {"our_words": "An apprenticeship", "read": "0"}).status_code == 302
    goal = Piece.objects.get(case=case, part="goal").thread
    support = {"support_kind": "mentoring", "provider_name": "Harbour Mentors", "sessions_planned": "7", "read": "0"}
    assert browser.post(address("plan-add-below", case, thread=goal), support).status_code == 302
    shown = text(browser.get(address("plan", case)))
    assert "Harbour Mentors" in shown
    assert "7 sessions" in shown
    assert "Not covered yet" not in shown
    assert browser.post(address("plan-send", case)).status_code == 302
    assert "waits for its decision" in text(browser.get(address("plan", case)))


def test_a_plan_without_its_statements_is_not_sent_and_all_of_them_are_named():
    town = a_town()
    case = a_case_at(town, "planning")
    with opened(case, town.ada) as held:
        write(held, "need", {"need": "Work"})
    answer = a_browser(town.ada).post(address("plan-send", case))

    assert answer.status_code == 422
    assert text(answer).count("the plan does not say") == 4


def test_a_number_of_sessions_and_days_are_checked_and_words_are_kept():
    town = a_town()
    case = a_case_at(town, "planning")
    goal = a_written_plan(town, case)["goal"].thread
    said = {"support_kind": "mentoring", "what": "Walks by the sea", "sessions_planned": "many", "read": "0"}
    days = {"from_on-day": "2", "from_on-month": "7", "from_on-year": "2026", "until_on-day": "1"}
    days |= {"until_on-month": "7", "until_on-year": "2026"}
    answer = a_browser(town.ada).post(address("plan-add-below", case, thread=goal), said | days)

    assert answer.status_code == 422
    assert "Enter a number of sessions, such as 7" in text(answer)
    assert "Enter a day after the first" in text(answer)
    assert "Walks by the sea" in text(answer)


@pytest.fixture
def two_editors():
    """Ada read a need, and somebody changed both of its texts before she saved hers."""
    town = a_town()
    case = a_case_at(town, "planning")
    need = a_written_plan(town, case)["need"]
    with opened(case, town.ada) as held:
        write(held, "need", {"need": "A mentor", "why": "The school says so."}, thread=str(need.thread), read=1)
    mine = {"need": "A coach", "why": "Sam says so.", "read": "1"}
    return town, case, need, a_browser(town.ada), address("plan-change", case, thread=need.thread), mine


def kept(town, case):
    with opened(case, town.ada) as held:
        need = queries.draft(held).needs[0]
        return need.need, need.why


def test_two_editors_see_both_texts(two_editors):
    town, case, _need, browser, here, mine = two_editors
    answer = browser.post(here, mine)

    assert answer.status_code == 409
    assert "mentor" in text(answer)
    assert "coach" in text(answer)
    assert kept(town, case) == ("A mentor", "The school says so.")


def test_two_editors_settle_one_text_after_the_other(two_editors):
    town, case, _need, browser, here, mine = two_editors
    second = browser.post(here, mine | {"keep": "both"})
    assert second.status_code == 409
    assert "Sam says so." in text(second)
    assert 'name="settled" value="need"' in text(second)

    last = mine | {"need": "A mentor\n\nA coach", "settled": "need", "keep": "one", "why": "Both say so."}
    assert browser.post(here, last).status_code == 302
    assert kept(town, case) == ("A mentor\n\nA coach", "Both say so.")


def test_the_saved_text_may_stand(two_editors):
    town, case, _need, browser, here, mine = two_editors
    browser.post(here, mine | {"keep": "saved"})
    browser.post(here, mine | {"need": "A mentor", "settled": "need", "keep": "saved"})

    assert kept(town, case) == ("A mentor", "The school says so.")


def test_the_chair_approves_at_a_meeting():
    town = a_panel()
    case = a_plan_before_the_panel(town)
    browser = a_browser(town.gail)
    with opened(case, town.gail, at=THEN) as held:
        item = item_of(held).key

    assert "Approve plan" in text(browser.get(address("plan", case)))
    said = {"item": item, "reached": "unanimity", "reasons": "It fits."}
    answer = browser.post(address("plan-approve", case), said)
    assert answer.status_code == 302, text(answer)
    assert Version.objects.get(case=case).number == 1
    assert "Approved" in text(browser.get(address("plan", case)))
    assert text(browser.get(address("plan-version", case, number=1)))


def test_an_approved_plan_can_be_changed_while_support_runs():
    town = a_panel()
    case = an_approved_plan(town)
    Case.objects.filter(pk=case.pk).update(stage="support")
    ada = a_browser(town.ada)
    page = text(ada.get(address("plan", case)))

    links = re.findall(rf'href="(/cases/{case.reference}/plan/[^"]+-[^"]+/)"', page)

    assert len(links) >= 3
    assert {ada.get(link).status_code for link in links} == {200}


def test_the_person_agrees_and_gets_a_copy_once_told():
    town = a_panel()
    case = an_approved_plan(town)
    browser = a_browser(town.ada)
    said = {"agrees": "yes", "own_words": "Let us try.", **TODAY}
    assert browser.post(address("plan-agree", case), said).status_code == 302
    assert Agreement.objects.get(case=case).own_words == "Let us try."

    refused = browser.get(address("plan-copy", case))
    assert refused.status_code == 422
    assert "the person has not been told" in text(refused)
    with opened(case, town.ada, at=timezone.now()) as held:
        from throughcare.commons.cases.actions import record_told

        record_told(held, told=True, reason="", words="At school", review_on=None, happened_at=NOW, at=held.at)
    copy = browser.get(address("plan-copy", case))
    assert copy.status_code == 200
    assert "I want a job." in text(copy)
    assert "Nobody at home listens." not in text(copy)
    assert "An apprenticeship" not in text(copy)


def test_after_a_no_the_chair_decides_with_reasons_and_a_day():
    town = a_town()
    case = a_case_at(town, "decision_after_no")
    a_grant(case, town.gail, "chair")
    browser = a_browser(town.gail)
    answer = browser.post(address("after-no-decide", case), {"route": "new_plan", "reasons": "Sam wants other help."})
    assert answer.status_code == 422
    assert "no day is set for the further assessment" in text(answer)
    assert "Sam wants other help." in text(answer)

    day = {"further_on-day": "1", "further_on-month": "9", "further_on-year": "2099"}
    said = {"route": "new_plan", "reasons": "Sam wants other help.", **day}
    assert browser.post(address("after-no-decide", case), said).status_code == 302
    assert AfterNo.objects.get(case=case).route == "new_plan"
    assert Case.objects.get(pk=case.pk).stage == "planning"
    assert "Sam wants other help." in text(browser.get(address("after-no", case)))


def test_police_are_asked_and_answer():
    town = a_town()
    case = a_case_at(town, "decision_after_no")
    a_grant(case, town.gail, "chair")
    assert a_browser(town.gail).post(address("after-no-ask-police", case)).status_code == 302
    femi = a_browser(town.femi)
    assert femi.post(address("after-no-police", case), {"agrees": "yes", "words": "We will visit."}).status_code == 302

    assert "We will visit." in text(a_browser(town.gail).get(address("after-no", case)))


@pytest.mark.parametrize(
    "name",
    ["plan", "plan-statements", "plan-add-need", "plan-waiting", "plan-copy", "plan-agree", "plan-approve", "after-no",
     "after-no-decide", "after-no-police", "plan-withdraw-support"],
)  # fmt: skip
def test_cleo_gets_the_same_as_where_nothing_is(name):
    town = a_panel()
    case = a_plan_before_the_panel(town, came=False)
    browser = a_browser(town.cleo)
    hidden, missing = browser.get(address(name, case)), browser.get(reverse(name, kwargs={"reference": "TC-ZZZZZZ"}))

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.content.replace(case.reference.encode(), b"") == missing.content.replace(b"TC-ZZZZZZ", b"")


def test_a_mentor_does_not_open_the_plan_of_the_panel():
    town = a_panel()
    case = an_approved_plan(town)
    a_grant(case, town.ivo, "provider")
    browser = a_browser(town.ivo)

    assert browser.get(address("plan", case)).status_code == 404
    assert browser.get(address("plan-version", case, number=1)).status_code == 404
    assert browser.get(address("after-no", case)).status_code == 404


def test_what_belongs_to_another_case_is_not_found():
    town = a_town()
    case, other = a_case_at(town, "planning"), a_case_at(town, "planning")
    need = a_written_plan(town, other)["need"]

    assert a_browser(town.ada).get(address("plan-change", case, thread=need.thread)).status_code == 404


def test_a_piece_is_taken_out():
    town = a_town()
    case = a_case_at(town, "planning")
    need = a_written_plan(town, case)["need"]
    browser = a_browser(town.ada)
    here = address("plan-take-out", case, thread=need.thread)

    assert "Somebody to talk to" in text(browser.get(here))
    assert browser.post(here, {"read": "1"}).status_code == 302
    with opened(case, town.ada) as held:
        assert queries.draft(held).needs == ()
