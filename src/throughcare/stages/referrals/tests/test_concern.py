"""The concern of a case: read, corrected beside what was told, and whoever told it answered."""

import pytest

from tests.kit.invented import NOW
from throughcare.commons.cases.models import Event, Grant, Task
from throughcare.kernel.answers import Conflict, NotFound, Refusal
from throughcare.oversight.rights.erasing import erase
from throughcare.safeguards.audit.models import Line
from throughcare.safeguards.audit.record import verify
from throughcare.stages.referrals import actions, queries
from throughcare.stages.referrals.models import Acknowledgement, Amendment, Originator, Referral
from throughcare.stages.referrals.telling import NewOriginator

from .builders import WORDS, received

RIGHT = "Sam wrote it at home, and showed it in the lesson."


def correction(**changes):
    return {
        "text": RIGHT,
        "reason": "The teacher said so",
        "kind": "third_party",
        "source": "the form tutor",
        "version": "0",
    } | changes


def test_the_page_shows_the_concern_and_who_raised_it_to_those_who_may_know(invented):
    reference = received(invented).reference

    page = invented.browser("ada").get(f"/cases/{reference}/concern/").text

    assert WORDS in page
    assert "Kit Lowe" in page
    assert "Education" in page


def test_a_panel_member_reads_the_concern_without_who_raised_it(invented):
    shy = NewOriginator(name="Kit Lowe", role="aunt", phone="01632 960 151", wish_was_asked=True)
    told = received(invented, originator=shy, sector="friends_and_family")
    Grant.objects.create(case_id=told.case_id, staff_id=invented.staff["ben"], role="panel_member", from_at=NOW)

    page = invented.browser("ben").get(f"/cases/{told.reference}/concern/").text

    assert WORDS in page
    assert not [secret for secret in ("Kit", "aunt", "Friends", "01632 960 151") if secret in page]


@pytest.mark.parametrize("page", ["", "amend/what-worries/", "answered/"])
def test_a_stranger_gets_what_a_missing_case_gets(invented, page):
    reference = received(invented).reference
    cleo = invented.browser("cleo")

    hidden, missing = cleo.get(f"/cases/{reference}/concern/{page}"), cleo.get(f"/cases/TC-999999/concern/{page}")

    assert (hidden.status_code, missing.status_code) == (404, 404)


def test_a_correction_stands_beside_what_was_told(invented):
    reference = received(invented).reference
    ada = invented.browser("ada")

    answer = ada.post(f"/cases/{reference}/concern/amend/what-worries/", correction())
    page = ada.get(f"/cases/{reference}/concern/").text

    assert answer.status_code == 302
    assert RIGHT in page
    assert WORDS in page
    assert Referral.objects.get().what_worries == WORDS
    assert Amendment.objects.get().source == "the form tutor"
    assert Line.objects.filter(verb="referrals:amended").count() == 1


def test_two_corrections_at_once_lose_nobodys_words(invented):
    reference = received(invented).reference
    ada, dee = invented.browser("ada"), invented.browser("dee")
    address = f"/cases/{reference}/concern/amend/what-worries/"
    ada.post(address, correction(text="Ada's words"))

    clash = dee.post(address, correction(text="Dee's words"))

    assert clash.status_code == 409
    assert "Ada&#39;s" in clash.text
    assert "Dee&#39;s" in clash.text
    dee.post(address, correction(text="Dee's words", keep="both"))
    assert list(Amendment.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
    assert "Ada's words" in Amendment.objects.latest("version").text
    assert "Dee's words" in Amendment.objects.latest("version").text


def test_whoever_keeps_the_saved_text_writes_nothing(invented):
    reference = received(invented).reference
    dee = invented.browser("dee")
    address = f"/cases/{reference}/concern/amend/what-worries/"
    invented.browser("ada").post(address, correction())

    assert dee.post(address, correction(text="Other", keep="saved")).status_code == 302

    assert Amendment.objects.count() == 1


def test_a_race_inside_the_database_is_a_conflict_too(invented):
    reference = received(invented).reference
    with invented.opened(reference, "ada") as case:
        correct = {"field": "what_worries", "reason": "r", "kind": "fact", "source": "", "at": NOW}
        actions.amend(case, version=0, text="first", **correct)

        with pytest.raises(Conflict) as clash:
            actions.amend(case, version=0, text="second", **correct)

    assert (clash.value.theirs, clash.value.yours) == ("first", "second")


def test_a_correction_without_reason_or_difference_is_refused_and_leaves_no_trace(invented):
    reference = received(invented).reference
    with invented.opened(reference, "ada") as case, pytest.raises(Refusal) as stop:
        actions.amend(case, field="what_worries", version=0, text=WORDS, reason=" ", kind="fact", source="", at=NOW)

    assert len(stop.value.reasons) == 2
    assert not Amendment.objects.exists()


def test_what_is_not_a_telling_cannot_be_corrected(invented):
    reference = received(invented).reference
    with invented.opened(reference, "ada") as case, pytest.raises(NotFound):
        actions.amend(case, field="received_at", version=0, text="x", reason="x", kind="fact", source="", at=NOW)


def test_a_member_of_the_panel_corrects_nothing(invented):
    told = received(invented)
    Grant.objects.create(case_id=told.case_id, staff_id=invented.staff["ben"], role="panel_member", from_at=NOW)

    page = invented.browser("ben").post(f"/cases/{told.reference}/concern/amend/what-worries/", correction())

    assert page.status_code == 422
    assert "The correction was not saved" in page.text
    assert RIGHT in page.text
    assert not Amendment.objects.exists()


def test_answering_whoever_referred_ends_the_task(invented):
    reference = received(invented).reference
    ada = invented.browser("ada")
    boxes = {
        "way": "phone",
        "words": "It arrived.",
        "happened-day": "1",
        "happened-month": "6",
        "happened-year": "2026",
    }

    answer = ada.post(f"/cases/{reference}/concern/answered/", boxes)

    assert answer.status_code == 302
    assert Acknowledgement.objects.get().way == "phone"
    assert Task.objects.get(code="referrals.answer").done_at is not None
    assert Event.objects.filter(verb="referrals.record_answered").count() == 1
    assert Line.objects.filter(verb="referrals:answered").count() == 1


def test_the_card_says_what_worries_and_when_it_came(invented):
    reference = received(invented, what_worries="word " * 100).reference

    with invented.opened(reference, "ada") as case:
        card = queries.card(case)

    assert card.title == "The concern"
    assert dict(card.rows)["Received"] == "15 June 2026"
    assert dict(card.rows)["What worries"].endswith(" …")


def test_an_erased_person_leaves_no_word_of_the_concern(invented):
    told = received(invented)
    with invented.opened(told.reference, "ada") as case:
        actions.amend(case, field="what_worries", version=0, text=RIGHT, reason="r", kind="fact", source="", at=NOW)

    with invented.acting("ada"):
        erase(told.case_id)

    row = Referral.objects.get()
    assert (row.what_worries, row.from_whom, row.noticed_on) == ("", "", None)
    assert Amendment.objects.get().text == ""
    assert Originator.objects.get().name == ""
    assert verify()[1] == []
