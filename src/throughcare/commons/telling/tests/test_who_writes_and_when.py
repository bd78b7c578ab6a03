"""Who writes to a person and when, what a writer cannot put into a letter, and what its paper says."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.models import Case, RuleIncident
from throughcare.commons.cases.tests.builders import NOW, a_case, a_grant, a_town, opened
from throughcare.commons.orders.models import NameOnPaper
from throughcare.commons.telling import actions, pdf
from throughcare.commons.telling.models import Letter, LetterGiven, NotToldYet, ToldThing
from throughcare.commons.telling.tests.builders import LATER, a_letter, by_hand, waiting
from throughcare.kernel.answers import Refusal
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db
OUTCOME = {"decided_on": "10 June 2026", "outcome": "You are offered a mentor."}
ACTS = {
    "writes a letter": lambda one: actions.keep_letter(one, a_letter(), at=NOW),
    "says that one was given": lambda one: actions.record_letter_given(
        one, letter="what_we_keep", audience="child", giving=by_hand(), at=NOW
    ),
    "says what they were told": lambda one: actions.record_told(one, things=["kept"], giving=by_hand(), at=NOW),
    "lets it wait": lambda one: actions.record_not_told(one, waiting(until=LATER), at=NOW),
}


@pytest.fixture
def town():
    return a_town()


def in_words(refused) -> str:
    return "; ".join(reason.text for reason in refused.value.reasons)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_who_reads_the_case_and_is_not_in_touch_with_the_person_is_refused(town, act):
    case = a_case(town, told=True)
    a_grant(case, town.ben, "panel_member")

    with opened(case, town.ben) as one, pytest.raises(Refusal) as refused:
        act(one)

    assert "this is for" in refused.value.as_text()
    assert not any(table.objects.exists() for table in (Letter, LetterGiven, ToldThing, NotToldYet))
    assert not Line.objects.filter(verb__startswith="telling:").exists()


def test_no_other_letter_goes_before_the_first_and_none_once_it_was_decided_to_wait(town):
    case = a_case(town)
    with opened(case, town.ada) as one:
        with pytest.raises(Refusal) as unknown:
            actions.keep_letter(one, a_letter("panel_outcome", **OUTCOME), at=NOW)
        values = {"words": "", "review_on": LATER, "happened_at": NOW, "at": NOW}
        cases.record_told(one, told=False, reason="checks_not_finished", **values)
        assert actions.keep_letter(one, a_letter(), at=NOW).letter == "what_we_keep"
        cases.record_told(one, told=False, reason="needs_help_to_understand", **values)
        with pytest.raises(Refusal) as waits:
            actions.keep_letter(one, a_letter(), at=NOW)

    assert in_words(unknown) == "the person does not know yet that there is a record"
    assert in_words(waits) == "it was decided not to tell the person yet"


def test_a_writer_puts_nothing_in_place_of_what_the_record_says(town):
    case = a_case(town, told=True)
    typed = {"person": "Somebody Else", "coordinator": "Dee Frost", "reference": "another", **OUTCOME}
    with opened(case, town.ada) as one:
        row = actions.keep_letter(one, a_letter("panel_outcome", **typed), at=NOW)
    Case.objects.filter(pk=case.pk).update(owner=town.dee)
    with opened(case, town.ada) as one, pytest.raises(Refusal) as refused:
        actions.keep_letter(one, a_letter("panel_outcome", **typed), at=NOW)

    assert "Dear Sam" in row.content and "Ada Marsh" in row.content
    assert "Dee Frost" not in row.content and "Somebody" not in row.content
    assert "it does not say: Whoever looks after the case" in in_words(refused)


def test_told_anew_before_contact_is_clear_is_marked_for_somebody_who_knows_already(town):
    case = a_case(town, stage="checks", told=True)
    with opened(case, town.ada) as one:
        actions.record_told(one, things=["kept"], giving=by_hand("He asked again"), at=NOW)

    assert ToldThing.objects.get().words == "He asked again"
    assert RuleIncident.objects.get().rule == "police have not said that contact is clear"


def test_a_translation_that_nobody_confirmed_says_so_on_paper(town):
    case = a_case(town, told=True)
    with opened(case, town.ada) as one:
        welsh, english = (
            pdf.values(one, actions.keep_letter(one, a_letter(language=language), at=NOW))
            for language in ("cy", "en-GB")
        )

    assert (welsh["unconfirmed"], english["unconfirmed"]) == (pdf.unconfirmed(), "")
    assert pdf.unconfirmed()


def test_where_a_court_withheld_the_name_the_paper_does_not_say_it(town):
    case = a_case(town, told=True)
    carried = {"controller": town.council, "regime": "uk_gdpr", "basis": "public_task", "review_on": LATER}
    NameOnPaper.objects.create(case=case, shown_as="reference", from_on=date(2020, 1, 1), happened_at=NOW, **carried)
    with opened(case, town.ada) as one:
        row = actions.keep_letter(one, a_letter(more="Sam, bring Mr Tarrow"), at=NOW)
        paper = PdfReader(BytesIO(pdf.letter_pdf(one, row, at=NOW)))
    printed = " ".join(page.extract_text() for page in paper.pages)

    assert "Dear Sam" in row.content, "on screen it stays as it was written"
    assert "Dear " + case.reference in printed
    assert "Sam" not in printed and "Tarrow" not in printed
