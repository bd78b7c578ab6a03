"""Explained, missed, decided, reported: each by whoever may, and the report is never stopped by what it lacks."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from throughcare.commons.cases import queries as cases
from throughcare.commons.cases.models import Case, Event, RuleIncident, Task
from throughcare.commons.cases.tests.builders import NOW, a_grant, opened
from throughcare.commons.orders import actions, queries
from throughcare.commons.orders.actions import NewOrder
from throughcare.commons.orders.models import Explained, Judged, Reply, Step
from throughcare.commons.orders.pdf import report_pdf
from throughcare.commons.orders.tests.builders import (
    FIRST,
    LATER,
    a_condition,
    a_missed,
    a_region,
    an_order,
    as_officer,
    under,
)
from throughcare.kernel.answers import NotFound, Refusal

pytestmark = pytest.mark.django_db
LICENCE = "These are conditions of your licence."


def a_missed_appointment(pathway="ddp_licence", kind="licence"):
    town = a_region()
    case = under(town, pathway)
    order = an_order(case, town, kind=kind, last=date(2027, 3, 1))
    condition = a_condition(case, town, order)
    a_grant(case, town.ivo, "provider")
    return town, case, order, condition


def explained(town, case, condition, *, at=NOW - timedelta(days=30)):
    with opened(case, town.noor) as held:
        wording = next(
            iter(queries.kind_of(queries.find_condition(held, str(condition.key)).order).wordings(on=LATER.date()))
        )
        return actions.explain(
            held,
            str(condition.key),
            wording=wording,
            language="English",
            happened_at=LATER if at is None else at,
            at=NOW,
        )


def reported(town, case, order, *events, at=LATER, **more):
    with opened(case, town.noor, at=at) as held:
        keys = [str(event.key) for event in events]
        return actions.report(held, str(order.key), events=keys, words="Two missed.", happened_at=at, at=at, **more)


def text_of(case, town, step, *, at=LATER, who="noor"):
    with opened(case, town.people[who], at=at) as held:
        pdf = report_pdf(held, queries.step(held, str(step.key)), person=cases.header(held).name)
    return " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_a_provider_records_the_stated_reason_and_the_officer_alone_decides_on_it():
    town, case, _order, condition = a_missed_appointment()
    event = a_missed(case, town.ivo, condition)

    task = Task.objects.get(case=case, code="orders.decide_reason", done_at__isnull=True)
    assert task.assigned_to_id == town.noor.pk
    for who in (town.ivo, town.ada, town.mo):
        with opened(case, who) as held, pytest.raises(Refusal) as refused:
            actions.decide_reason(held, str(event.key), acceptable=False, reasons="No.", at=NOW)
        assert {reason.about for reason in refused.value.reasons} == {"who"}
    assert not Judged.objects.exists()
    with opened(case, town.noor) as held:
        actions.decide_reason(held, str(event.key), acceptable=True, reasons="The bus was cancelled.", at=NOW)
    task.refresh_from_db()
    assert task.done_at == NOW


def test_a_provider_sees_the_conditions_and_none_of_the_steps():
    town, case, _order, condition = a_missed_appointment()
    event = a_missed(case, town.ivo, condition)
    with opened(case, town.noor) as held:
        actions.decide_reason(held, str(event.key), acceptable=False, reasons="It ran.", at=NOW)

    with opened(case, town.ivo) as held:
        line = queries.chronology(held)[0]
        assert (line.stated_reason, line.decision, line.explained) == ("The bus did not run.", "", "")
        assert queries.steps(held) == []
        assert Judged.objects.count() == 0


def test_a_reason_is_judged_with_reasons_and_only_where_something_was_missed():
    town, case, _order, condition = a_missed_appointment()
    came = a_missed(case, town.ivo, condition, what="attended")
    missed = a_missed(case, town.ivo, condition)
    with opened(case, town.noor) as held, pytest.raises(Refusal) as refused:
        actions.decide_reason(held, str(came.key), acceptable=True, reasons="Came.", at=NOW)
    assert "there is no reason to judge" in refused.value.as_text()
    with opened(case, town.noor) as held, pytest.raises(Refusal) as refused:
        actions.decide_reason(held, str(missed.key), acceptable=False, reasons=" ", at=NOW)

    assert "reasons" in refused.value.reasons[0].text


def test_the_exact_words_that_were_explained_are_kept_with_who_said_them_and_when():
    town, case, _order, condition = a_missed_appointment()
    row = explained(town, case, condition, at=LATER)

    assert row.words.startswith(LICENCE)
    assert row.by_id == town.noor.pk
    assert not Task.objects.filter(case=case, code="orders.explain", done_at__isnull=True).exists()


def test_what_the_person_said_to_it_is_kept_apart_from_the_words_that_were_explained():
    town, case, _order, condition = a_missed_appointment()
    with opened(case, town.noor) as held:
        wording = next(iter(queries.kind_of(condition.order).wordings(on=NOW.date())))
        said = {"language": "Welsh", "own_words": "I know that."}
        actions.explain(held, str(condition.key), wording=wording, **said, happened_at=NOW, at=NOW)

    with opened(case, town.ivo) as held:
        assert [row.words.startswith(LICENCE) for row in Explained.objects.all()] == [True]
        assert not Reply.objects.exists()
        assert queries.bearing(held.id, on=NOW.date())[0].explained_by == "Noor Haddon"
    assert Reply.objects.get().own_words == "I know that."


def test_a_wording_that_was_not_in_use_is_refused():
    town, case, _order, condition = a_missed_appointment()
    with opened(case, town.noor) as held, pytest.raises(Refusal) as refused:
        actions.explain(held, str(condition.key), wording="licence_99", happened_at=NOW, at=NOW)

    assert "this wording was not in use on that day" in refused.value.as_text()
    assert not Explained.objects.exists()


def test_the_licence_has_a_ladder_and_a_notice_has_the_report_alone():
    town, case, order, condition = a_missed_appointment()
    event = a_missed(case, town.ivo, condition)
    said = {"events": [str(event.key)], "words": "Please ring before.", "happened_at": NOW, "at": NOW}
    with opened(case, town.noor) as held:
        assert actions.take_step(held, str(order.key), rung="warning", **said).rung == "warning"
        with pytest.raises(Refusal) as refused:
            actions.take_step(held, str(order.key), rung="report", **said)
    assert "the ladder of this order has no such step" in refused.value.as_text()


@pytest.mark.parametrize(("pathway", "kind"), [("ddp_tpim", "tpim"), ("ddp_teo", "teo")])
def test_on_a_notice_and_an_exclusion_order_the_report_is_the_only_step(pathway, kind):
    town, case, order, condition = a_missed_appointment(pathway, kind)
    event = a_missed(case, town.ivo, condition)
    said = {"events": [str(event.key)], "words": "Noted.", "happened_at": NOW, "at": NOW}
    with opened(case, town.noor) as held, pytest.raises(LookupError):
        actions.take_step(held, str(order.key), rung="warning", **said)

    assert reported(town, case, order, event).rung == "report"


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

    assert RuleIncident.objects.filter(case=case, verb="ladder.report").count() == 1


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
    step = reported(town, case, order, a_missed(case, town.ivo, condition))
    with opened(case, town.noor, at=LATER) as held:
        actions.withhold_name(held, shown_as="initials", made_by="Crown Court", from_on=NOW.date(), at=LATER)
    text = text_of(case, town, step)

    assert "About S." in text.replace(":", "") and "Sam" not in text
    assert "A court ordered that the person is not named." in text
