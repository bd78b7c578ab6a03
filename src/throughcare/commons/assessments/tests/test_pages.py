from datetime import date, timedelta

import pytest
from django.urls import reverse

from throughcare.commons.assessments import queries
from throughcare.commons.assessments.actions import drafts
from throughcare.commons.assessments.models import Assessment, AssessmentDraft
from throughcare.commons.assessments.tests.builders import (
    FRAMEWORK,
    TEXTS,
    a_draft,
    a_finished_assessment,
    a_whole_draft,
)
from throughcare.commons.cases.models import Draft, Task
from throughcare.commons.cases.tests.builders import a_browser, a_case, a_certificate, a_grant, a_town

pytestmark = pytest.mark.django_db
TYPED = {
    "factor": "grievance",
    "revision": "0",
    "presence": "some",
    "for-text-1": "Missed nine days of school.",
    "for-cite-1": "",
    "for-source-1": "attendance register",
    "for-origin-1": "document",
    "for-kind-1": "fact",
    "none-against": "yes",
    "against-text-1": "",
    "go": "next",
}
UNKNOWN = {"factor": "threat", "revision": "0", "presence": "not_known", "missing": "What did the school see?"}


@pytest.fixture(autouse=True)
def drafts_do_not_expire_meanwhile(monkeypatch):
    """The builders begin at a fixed moment; browsers ask at the real one."""
    monkeypatch.setattr(drafts, "lives", lambda kind: timedelta(days=36500))


def to(name, case, *more):
    return reverse(f"assessments:{name}", args=[case.reference, *more])


def text(answer):
    return answer.content.decode()


def one_left_unknown():
    """A finished assessment whose second factor is not known."""
    town = a_town()
    case = a_case(town)
    a_grant(case, town.hana, "assessor")
    return town, case, a_finished_assessment(town, case, by=town.hana)


def test_every_page_opens_for_the_assessor_and_cleo_finds_nothing():
    town = a_town()
    case = a_case(town)
    finished = a_finished_assessment(town, case)
    a_whole_draft(case, town.ada, why="Sam has moved")
    ada, cleo = a_browser(town.ada), a_browser(town.cleo)
    missing = cleo.get(reverse("assessments:overview", args=["TC-NNNNNN"])).content
    pages = [to(name, case) for name in ("overview", "discard", "assign", "formulation", "check")]
    pages += [to("domain", case, part) for part in ("engagement", "intent", "capability", "other")]
    pages += [to("finished", case, finished.key), to("compare", case, "grievance")]

    for page in pages:
        assert ada.get(page).status_code == 200, page
        hidden = cleo.get(page)
        assert (hidden.status_code, hidden.content) == (404, missing), page


def test_starting_with_the_superseded_framework_asks_for_a_reason_and_keeps_the_words():
    town = a_town()
    case = a_case(town)
    ada = a_browser(town.ada)

    refused = ada.post(to("start", case), {"instrument": FRAMEWORK, "reason": " "})
    begun = ada.post(to("start", case), {"instrument": FRAMEWORK, "reason": "Nothing newer here"}, follow=True)

    assert refused.status_code == 422
    assert "What would make it possible" in text(refused)
    assert "Superseded" in text(begun)


def test_saving_goes_on_to_the_next_factor_with_nothing_chosen_there():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)

    answer = a_browser(town.ada).post(to("domain", case, "engagement"), TYPED, follow=True)

    page = text(answer)
    assert answer.redirect_chain[-1][0].endswith("?open=threat#factor-threat")
    assert "Some sign" in page
    assert "evidence: 1 for, 0 against" in page
    assert " checked" not in page


def test_a_factor_without_evidence_says_what_to_do_and_keeps_what_was_typed_as_a_draft():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)
    typed = {
        **TYPED,
        "for-text-1": "",
        "for-source-1": "",
        "for-kind-1": "",
        "for-origin-1": "",
        "missing": "words to keep",
    }

    page = text(a_browser(town.ada).post(to("domain", case, "engagement"), typed))

    assert "<title>Error: " in page
    assert "Give at least one piece of evidence, or choose Not known" in page
    assert "words to keep" in page
    assert AssessmentDraft.objects.get().parts["factors"]["grievance"]["missing"] == "words to keep"


def test_opening_another_factor_keeps_the_words_and_marks_them():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)
    typed = {**TYPED, "presence": "", "go": "open:status"}

    answer = a_browser(town.ada).post(to("domain", case, "engagement"), typed, follow=True)

    assert answer.redirect_chain[-1][0].endswith("?open=status#factor-status")
    assert "In progress" in text(answer)


def test_another_piece_of_evidence_needs_no_script():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)

    answer = a_browser(town.ada).post(to("domain", case, "engagement"), {**TYPED, "go": "more:for"}, follow=True)

    page = text(answer)
    assert 'name="for-text-2"' in page
    assert 'name="against-text-2"' not in page
    assert "Missed nine days of school." in page


def test_a_second_window_gets_both_texts_and_the_choice_is_kept():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)
    ada, page = a_browser(town.ada), to("domain", case, "engagement")
    ada.post(page, TYPED)
    other = {**TYPED, "for-text-1": "Says the school wronged him."}

    clash = ada.post(page, other)
    ada.post(page, {**other, "keep": "both"})

    assert clash.status_code == 409
    assert "Ada Marsh (another window) changed this" in text(clash)
    kept = AssessmentDraft.objects.get().parts["factors"]["grievance"]["pieces"][0]["text"]
    assert kept == "Missed nine days of school.\n\nSays the school wronged him."


def test_the_last_assessors_answer_shows_only_after_ones_own():
    town = a_town()
    case = a_case(town)
    a_finished_assessment(town, case)
    a_draft(case, town.ada, why="Sam has moved")
    ada = a_browser(town.ada)

    before = ada.get(to("domain", case, "engagement"))
    hidden = ada.get(to("compare", case, "grievance"))
    ada.post(to("domain", case, "engagement"), TYPED)
    shown = ada.get(to("compare", case, "grievance"))

    assert "Missed nine days" not in text(before)
    assert hidden.status_code == 404
    assert "Missed nine days of school since Easter." in text(shown)


def test_an_unknown_becomes_a_question_to_agencies():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)
    ada, page = a_browser(town.ada), to("domain", case, "engagement")
    ada.post(page, {**UNKNOWN, "go": "close"})

    asked = ada.post(page, {"go": "ask:threat"}, follow=True)

    assert "What did the school see?" in text(asked)
    assert "Which agencies do you ask?" in text(asked)
    assert Draft.objects.get().staff == town.ada


def test_an_assessors_unknown_goes_to_the_coordinator():
    town = a_town()
    case = a_case(town)
    a_grant(case, town.hana, "assessor")
    a_draft(case, town.hana)
    hana, page = a_browser(town.hana), to("domain", case, "engagement")
    hana.post(page, {**UNKNOWN, "go": "close"})

    asked = hana.post(page, {"go": "ask:threat"}, follow=True)

    assert "The coordinator was asked to find out." in text(asked)
    assert Task.objects.get(code="information.ask").assigned_to == town.ada


@pytest.mark.parametrize(
    ("go", "told", "task"),
    [
        ("ask:threat", "The coordinator was asked to find out.", "information.ask"),
        ("panel:threat", "It goes on the next agenda of the panel, with your words.", queries.TO_PANEL),
    ],
)
def test_what_a_finished_assessment_left_unknown_becomes_a_question_in_one_click(go, told, task):
    town, case, row = one_left_unknown()
    a_grant(case, town.hana, "assessor")
    hana, here = a_browser(town.hana), to("finished", case, row.key)
    assert f'value="{go}"' in text(hana.get(here))

    asked = hana.post(to("ask-about", case, row.key), {"go": go}, follow=True)

    assert told in text(asked) and "Your draft is kept." not in text(asked)
    waits = Task.objects.get(code=task)
    assert (waits.what, waits.assigned_to) == ("the school's account", town.ada)


def test_the_coordinator_asks_agencies_in_the_words_of_a_finished_assessment():
    town, case, row = one_left_unknown()
    asked = a_browser(town.ada).post(to("ask-about", case, row.key), {"go": "ask:threat"}, follow=True)
    assert "Which agencies do you ask?" in text(asked) and "the school&#39;s account" in text(asked)


@pytest.mark.parametrize("go", ["ask:grievance", "ask:", "open:threat", ""])
def test_nothing_is_asked_of_what_is_known_or_by_another_way(go):
    town, case, row = one_left_unknown()
    assert a_browser(town.ada).post(to("ask-about", case, row.key), {"go": go}).status_code == 404
    assert not Task.objects.filter(code__in=("information.ask", queries.TO_PANEL)).exists()


def test_whoever_only_reads_an_assessment_is_offered_no_question_and_asks_none():
    town, case, row = one_left_unknown()
    a_grant(case, town.ben, "panel_member")
    ben = a_browser(town.ben)
    assert "ask-about" not in (page := text(ben.get(to("finished", case, row.key)))) and 'name="go"' not in page
    assert ben.post(to("ask-about", case, row.key), {"go": "panel:threat"}).status_code == 422


def test_checking_lists_each_gap_as_a_link_and_offers_no_button():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)

    page = text(a_browser(town.ada).get(to("check", case)))

    assert "?open=grievance#factor-grievance" in page
    assert "#id_drives" in page
    assert "Still unanswered" in page
    assert "Finish assessment" not in page


def test_finishing_with_an_ended_certificate_is_refused_in_four_parts():
    town = a_town()
    case = a_case(town)
    a_certificate(town.ada, FRAMEWORK, expires_on=date(2026, 3, 3))
    a_whole_draft(case, town.ada)

    answer = a_browser(town.ada).post(to("check", case))

    assert answer.status_code == 422
    for head in ("What was not done", "Why", "What would make it possible", "Whom to ask", "Renew it."):
        assert head in text(answer)
    assert not Assessment.objects.exists()


def test_a_finished_assessment_reads_formulation_first_and_says_superseded():
    town = a_town()
    case = a_case(town)
    a_certificate(town.ada, FRAMEWORK)
    a_whole_draft(case, town.ada)

    page = text(a_browser(town.ada).post(to("check", case), follow=True))

    order = ["version 2012-10-23", TEXTS["drives"], "How present", "Sources"]
    assert sorted(order, key=page.index) == order
    assert "Superseded from September 2024" in page
    assert "Assessment finished. It is looked at again by" in page
    assert "the school&#39;s account" in page
    assert not [word for word in ("Total", "Score", "out of") if word in page]


def test_a_manager_is_told_that_assessments_are_not_for_them():
    town = a_town()

    answer = a_browser(town.mo).get(to("overview", a_case(town)))

    assert answer.status_code == 422
    assert "The assessment was not opened" in text(answer)
