from datetime import UTC, datetime

import pytest

from throughcare.kernel.answers import YES, Answer, Conflict, Contact, Mend, Reason, Refusal, no

ASK = Mend("Record consent", verb="consents.record_given")


def test_an_answer_without_reasons_is_yes():
    assert YES
    assert not no("the person has not consented")


def test_uniting_answers_keeps_every_reason_once_and_in_order():
    consent, plan = no("no consent"), no("no plan")

    united = YES & consent & plan & consent

    assert [reason.text for reason in united.reasons] == ["no consent", "no plan"]
    assert (YES & YES) == YES


def test_what_mends_several_reasons_is_told_once():
    answer = no("no consent", mends=[ASK]) & no("consent was withdrawn", mends=[ASK])

    assert answer.mends == (ASK,)


def test_yes_refuses_nothing():
    YES.or_refuse("Support was not started")


def test_a_no_refuses_with_all_reasons_and_whom_to_ask():
    answer = no("no consent", rule="8.1", source="the Act s.36", mends=[ASK]) & no("no plan")

    with pytest.raises(Refusal) as refused:
        answer.or_refuse("Support was not started.", ask=Contact("Ada Marsh", "01632 960 101"), pathway="Channel")

    assert refused.value.reasons == answer.reasons
    assert refused.value.as_text().splitlines() == [
        "Support was not started.",
        "Why: no consent (Channel, section 8.1, the Act s.36)",
        "Why: no plan (Channel)",
        "What would make it possible: Record consent",
        "Whom to ask: Ada Marsh 01632 960 101",
    ]


def test_a_refusal_without_pathway_or_contact_leaves_those_parts_out():
    refusal = Refusal("The note was not added.", reasons=[Reason("the day is still to come")])

    assert refusal.as_text().splitlines() == ["The note was not added.", "Why: the day is still to come"]


def test_a_conflict_keeps_both_texts_and_tells_neither_in_its_message():
    at = datetime(2026, 11, 20, 14, 14, tzinfo=UTC)

    conflict = Conflict(theirs="Sam came", yours="Sam did not come", by="Ben Hale", at=at, field="note")

    assert (conflict.theirs, conflict.yours) == ("Sam came", "Sam did not come")
    assert "Sam" not in str(conflict)


def test_an_answer_is_a_value():
    assert no("no plan") == Answer((Reason("no plan"),))
