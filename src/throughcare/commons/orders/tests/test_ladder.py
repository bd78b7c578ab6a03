"""Explained, missed and decided by whoever may, and each order has the steps of its own definition."""

import pytest

from throughcare.commons.cases.models import EnforcementTask, Task
from throughcare.commons.cases.tests.builders import NOW, opened
from throughcare.commons.orders import actions, queries
from throughcare.commons.orders.models import Explained, Judged, Reply
from throughcare.commons.orders.tests.builders import (
    LATER,
    a_missed,
    a_missed_appointment,
    explained,
    reported,
)
from throughcare.kernel.answers import Refusal

pytestmark = pytest.mark.django_db
LICENCE = "These are conditions of your licence."


def test_a_provider_records_the_stated_reason_and_the_officer_alone_decides_on_it():
    town, case, _order, condition = a_missed_appointment()
    event = a_missed(case, town.ivo, condition)

    task = EnforcementTask.objects.get(case=case, code="orders.decide_reason", done_at__isnull=True)
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
