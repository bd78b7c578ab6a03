"""The report to the authority is never stopped by what it lacks, says so, and names nobody whom a court withheld."""

from datetime import timedelta

import pytest

from throughcare.commons.cases.models import Case, Event, RuleIncident
from throughcare.commons.cases.tests.builders import NOW, opened
from throughcare.commons.orders import actions, queries
from throughcare.commons.orders.actions import NewOrder
from throughcare.commons.orders.models import Polygraph, Step
from throughcare.commons.orders.tests.builders import (
    FIRST,
    LATER,
    a_missed,
    a_missed_appointment,
    as_officer,
    explained,
    reported,
    text_of,
)
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db
LICENCE = "These are conditions of your licence."


def test_a_report_lacking_everything_is_made_and_says_what_it_lacks():
    town, case, order, condition = a_missed_appointment()
    event = a_missed(case, town.ivo, condition)
    text = text_of(case, town, reported(town, case, order, event))

    assert "Nothing shows that this condition was explained before" in text
    assert "has not decided on the stated reason" in text
    assert "Not countersigned." in text
    assert "The bus did not run." in text
    assert "What follows is decided by the authority" in text


def test_a_whole_report_carries_the_words_explained_who_decided_and_the_second_signature():
    town, case, order, condition = a_missed_appointment()
    explained(town, case, condition, at=NOW - timedelta(hours=1))
    event = a_missed(case, town.ivo, condition)
    with opened(case, town.noor) as held:
        actions.decide_reason(held, str(event.key), acceptable=False, reasons="The bus ran that day.", at=NOW)
    step = reported(town, case, order, event)
    with opened(case, town.mo, at=LATER) as held:
        actions.countersign(held, str(step.key), at=LATER)
    text = text_of(case, town, step)

    assert "Nothing that the order asks for is missing." in text
    assert LICENCE in text
    assert "The reason does not count. Noor Haddon" in text
    assert "Countersigned by Mo Quill." in text


def test_what_was_kept_asks_for_no_reason_and_no_decision():
    town, case, order, condition = a_missed_appointment()
    a_missed(case, town.ivo, condition, what="attended", words="Came early.", stated_reason="")
    step = reported(town, case, order, a_missed(case, town.ivo, condition, stated_reason="", at=LATER))
    came, missed = text_of(case, town, step).split("Compliance chronology")[1].split("Did not come")

    assert "Came early." in came
    assert "None stated" not in came and "Not decided" not in came
    assert "None stated" in missed and "Not decided" in missed


def test_nobody_countersigns_their_own_report():
    town, case, order, condition = a_missed_appointment()
    step = reported(town, case, order, a_missed(case, town.ivo, condition))
    as_officer(case, town.una)
    with opened(case, town.noor, at=LATER) as held, pytest.raises(Refusal) as refused:
        actions.countersign(held, str(step.key), at=LATER)
    assert "the second person must be somebody else" in refused.value.as_text()
    with opened(case, town.una, at=LATER) as held:
        actions.countersign(held, str(step.key), at=LATER)
        assert queries.step(held, str(step.key)).countersigned == "Una Petty"


def test_a_polygraph_alone_is_never_the_ground_of_a_report():
    town, case, order, condition = a_missed_appointment()
    with opened(case, town.noor) as held:
        session = actions.record_polygraph(held, str(order.key), held_on=NOW.date(), holder="Polygraph unit", at=NOW)
    with pytest.raises(Refusal) as refused:
        reported(town, case, order, polygraph=str(session.key))

    assert "never the only ground" in refused.value.reasons[0].text
    assert not Step.objects.exists()
    step = reported(town, case, order, a_missed(case, town.ivo, condition), polygraph=str(session.key))
    assert "Polygraph session of 15 June 2026, its record is with Polygraph unit" in text_of(case, town, step)


def test_who_may_not_know_of_a_session_finds_no_trace_of_it_beside_a_report():
    town, case, order, condition = a_missed_appointment()
    event = a_missed(case, town.ivo, condition)
    with opened(case, town.noor) as held:
        session = actions.record_polygraph(held, str(order.key), held_on=NOW.date(), holder="Polygraph unit", at=NOW)
    plain, beside = (reported(town, case, order, event, polygraph=key) for key in ("", str(session.key)))

    for who in ("ada", "mo"):
        with opened(case, town.people[who], at=LATER) as held:
            assert [line.beside for line in queries.steps(held)] == [(), ()]
            assert queries.polygraph_choices(held, queries.find(held, str(order.key))) == []
        assert text_of(case, town, plain, who=who) == text_of(case, town, beside, who=who)
    with opened(case, town.noor, at=LATER) as held:
        assert [len(line.beside) for line in queries.steps(held)] == [1, 0]
        assert len(queries.polygraph_choices(held, queries.find(held, str(order.key)))) == 1


def test_a_session_of_another_order_is_not_found_beside_a_report():
    town, case, order, condition = a_missed_appointment()
    event = a_missed(case, town.ivo, condition)
    with opened(case, town.noor) as held:
        other = actions.record_made(held, NewOrder("licence", FIRST, None), happened_at=NOW, at=NOW)
        session = actions.record_polygraph(held, str(other.key), held_on=NOW.date(), holder="-", at=NOW)

    with pytest.raises(NotFound):
        reported(town, case, order, event, polygraph=str(session.key))
    assert not Step.objects.exists()


def test_nothing_of_a_polygraph_session_reaches_anybody_else():
    town, case, order, _condition = a_missed_appointment()
    before = Event.objects.filter(case=case).count()
    with opened(case, town.noor) as held:
        actions.record_polygraph(held, str(order.key), held_on=NOW.date(), holder="Polygraph unit", at=NOW)

    assert Event.objects.filter(case=case).count() == before
    for who in (town.ada, town.mo, town.dee, town.ivo):
        with opened(case, who) as held:
            assert queries.polygraphs(held) == []
            assert not Polygraph.objects.exists()  # nor does the database itself give anything of it
    with opened(case, town.noor):
        assert Polygraph.objects.count() == 1


@pytest.mark.parametrize("who", ["ada", "mo", "dee"])
def test_the_officer_alone_records_a_session_and_it_is_one_line(who):
    town, case, order, _condition = a_missed_appointment()
    said = {"held_on": NOW.date(), "holder": "Polygraph unit", "at": NOW}
    with opened(case, town.people[who]) as held, pytest.raises(Refusal):
        actions.record_polygraph(held, str(order.key), **said)
    with opened(case, town.noor) as held:
        session = actions.record_polygraph(held, str(order.key), **said)

    lines = Line.objects.filter(verb="orders:polygraph_recorded")
    assert [(line.subject, line.staff_id) for line in lines] == [(str(session.pk), town.noor.pk)]


def test_recall_is_written_down_as_the_authoritys_decision():
    town, case, order, condition = a_missed_appointment()
    step = reported(town, case, order, a_missed(case, town.ivo, condition))
    with opened(case, town.noor, at=LATER) as held:
        actions.record_decision(
            held, str(order.key), outcome="recall", decided_on=LATER.date(), step_key=str(step.key), at=LATER
        )
        label, row = queries.decisions(held)[0]

    assert (label, row.authority) == ("Recalled to prison", order.authority)
    assert Case.objects.get(pk=case.pk).stage == "support"


def test_a_report_without_an_order_that_requires_attendance_is_kept_and_told():
    town, case, order, condition = a_missed_appointment()
    event = a_missed(case, town.ivo, condition)
    with opened(case, town.noor) as held:
        actions.record_ended(
            held, str(order.key), how="revoked", on_day=NOW.date(), words="Revoked.", happened_at=NOW, at=NOW
        )
    reported(town, case, order, event)

    assert (
        RuleIncident.objects.filter(case=case, verb="ladder.step", words="A step under the order was recorded").count()
        == 1
    )


def test_what_happened_under_a_quashed_order_is_marked_on_the_report():
    town, case, order, condition = a_missed_appointment()
    step = reported(town, case, order, a_missed(case, town.ivo, condition))
    with opened(case, town.noor, at=LATER) as held:
        actions.record_quashed(held, str(order.key), on_day=LATER.date(), words="Quashed.", happened_at=LATER, at=LATER)

    assert "The order was quashed on 22 June 2026" in text_of(case, town, step)


def test_an_order_quashed_after_its_end_marks_the_step_and_every_event_of_the_chronology():
    town, case, order, condition = a_missed_appointment()
    step = reported(town, case, order, a_missed(case, town.ivo, condition))
    a_missed(case, town.ivo, condition)
    with opened(case, town.noor) as held:
        said = {"how": "revoked", "on_day": NOW.date(), "words": "Revoked.", "happened_at": NOW, "at": NOW}
        actions.record_ended(held, str(order.key), **said)
    with opened(case, town.noor, at=LATER) as held:
        said = {"on_day": NOW.date(), "words": "Quashed.", "happened_at": LATER, "at": LATER}
        actions.record_quashed(held, str(order.key), **said)
        assert queries.steps(held)[0].mark == "The order was quashed on 22 June 2026"
    chronology = text_of(case, town, step).split("Compliance chronology")[1]

    assert chronology.count("The order was quashed on 22 June 2026") == 2


def test_a_court_order_on_the_name_is_followed_by_every_print_of_the_report():
    town, case, order, condition = a_missed_appointment()
    step = reported(town, case, order, a_missed(case, town.ivo, condition, stated_reason="Sam overslept."))
    with opened(case, town.noor, at=LATER) as held:
        actions.withhold_name(held, shown_as="initials", made_by="Crown Court", from_on=NOW.date(), at=LATER)
    text = text_of(case, town, step)

    assert "About S." in text.replace(":", "") and "overslept." in text and "Sam" not in text
    assert "A court ordered that the person is not named." in text
    assert Line.objects.filter(verb="orders:name_withheld", staff_id=town.noor.pk).count() == 1
