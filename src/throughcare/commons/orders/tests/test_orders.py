"""An order is written down whole: versions share no day, quashed deletes nothing, and belief is never required."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from throughcare.commons.cases.models import Case, Task
from throughcare.commons.cases.tests.builders import NOW, a_case, a_grant, opened
from throughcare.commons.orders import actions, queries
from throughcare.commons.orders.actions import NewCondition, NewOrder
from throughcare.commons.orders.models import Condition, Ending, Event, Order, Version
from throughcare.commons.orders.tests.builders import (
    FIRST,
    LAST,
    LATER,
    a_condition,
    a_missed,
    a_region,
    an_order,
    under,
)
from throughcare.kernel.answers import NotFound, Refusal

pytestmark = pytest.mark.django_db


def test_an_order_asks_to_be_looked_at_and_for_a_choice_before_its_end():
    town = a_region()
    case = under(town)
    order = an_order(case, town)

    due = dict(Task.objects.filter(case=case).values_list("code", "due_on"))
    assert due == {"orders.review": date(2026, 6, 2), "orders.choose": date(2027, 12, 1)}
    with opened(case, town.noor) as held:
        line = queries.orders(held)[0]
        assert (line.key, line.state, line.authority) == (str(order.key), "In force", line.kind.authority)


def test_an_order_that_requires_attendance_is_authority_on_its_days_alone():
    town = a_region()
    case = under(town)
    a_condition(case, town, an_order(case, town))

    with opened(case, town.ada) as held:
        days = [FIRST - timedelta(days=1), FIRST, LAST, LAST + timedelta(days=1)]
        assert [queries.mandates(held, on=day) for day in days] == [False, True, True, False]


def test_a_varied_order_leaves_its_earlier_version_standing_and_they_share_no_day():
    town = a_region()
    case = under(town)
    order = an_order(case, town)
    said = {"from_on": date(2026, 9, 1), "last_on": LAST, "words": "The curfew was lifted."}
    with opened(case, town.noor) as held:
        actions.record_varied(held, str(order.key), **said, happened_at=NOW, at=NOW)

    found = Version.objects.filter(order=order).order_by("number")
    assert [(row.from_on, row.last_on, row.stated_last_on) for row in found] == [
        (FIRST, date(2026, 8, 31), LAST),
        (date(2026, 9, 1), LAST, LAST),
    ]
    twin = found[1]
    twin.pk, twin.key, twin.number = None, "0c1d8f0e-52c2-4f26-9d5f-5a3c2d0f1a11", 3
    with pytest.raises(IntegrityError, match="versions_of_an_order_do_not_overlap"), transaction.atomic():
        twin.save(force_insert=True)


def test_a_version_that_begins_before_the_one_before_is_refused_in_four_parts():
    town = a_region()
    case = under(town)
    order = an_order(case, town)
    with opened(case, town.noor) as held, pytest.raises(Refusal) as refused:
        actions.record_varied(held, str(order.key), from_on=FIRST, last_on=LAST, words="-", happened_at=NOW, at=NOW)

    assert "versions do not overlap" in str(refused.value.reasons[0].text)
    assert refused.value.reasons[0].mends and refused.value.ask
    assert Version.objects.filter(order=order).count() == 1


def test_several_orders_at_once_are_allowed_and_warned_of():
    town = a_region()
    case = under(town)
    an_order(case, town)
    an_order(case, town, kind="tpim", last=date(2027, 3, 1))

    with opened(case, town.ada) as held:
        assert len(queries.at_once(queries.orders(held))) == 1


def test_an_order_longer_than_its_definition_is_recorded_and_marked():
    town = a_region()
    case = under(town, "ddp_tpim")
    an_order(case, town, kind="tpim", last=date(2028, 3, 1))

    with opened(case, town.ada) as held:
        assert queries.orders(held)[0].too_long


@pytest.mark.parametrize("belief", ["worship", "religious_instruction", "profession"])
def test_belief_is_never_required_and_the_refusal_leaves_no_trace(belief):
    town = a_region()
    case = under(town)
    order = an_order(case, town)
    new = NewCondition("programme", "Attend Friday prayers.", FIRST, None, True, belief, "in_instrument")
    with opened(case, town.ada) as held, pytest.raises(Refusal) as refused:
        actions.record_condition(held, str(order.key), new, happened_at=NOW, at=NOW)

    assert refused.value.reasons[0].text.startswith("nobody may be required to")
    assert refused.value.reasons[0].mends
    assert not Condition.objects.filter(case=case).exists()


def test_the_database_itself_keeps_belief_from_being_required():
    town = a_region()
    case = under(town)
    row = a_condition(case, town, an_order(case, town))
    row.pk, row.key, row.number, row.requires = None, "0c1d8f0e-52c2-4f26-9d5f-5a3c2d0f1a12", 9, "worship"
    with pytest.raises(IntegrityError, match="belief_is_never_required"), transaction.atomic():
        row.save(force_insert=True)


def test_attendance_decided_in_the_case_says_who_decided_and_why():
    town = a_region()
    case = under(town)
    order = an_order(case, town)
    new = NewCondition("programme", "Attend.", FIRST, mandated=True, mandate_basis="case_by_case")
    with opened(case, town.ada) as held, pytest.raises(Refusal) as refused:
        actions.record_condition(held, str(order.key), new, happened_at=NOW, at=NOW)

    assert "who decided in this case" in refused.value.reasons[0].text


def test_a_condition_changed_keeps_the_words_before():
    town = a_region()
    case = under(town)
    order = an_order(case, town)
    before = a_condition(case, town, order)
    new = NewCondition("programme", "Attend twice a month.", date(2026, 7, 1), None, True, "", "in_instrument")
    with opened(case, town.noor) as held:
        actions.record_condition(held, str(order.key), new, follows=str(before.key), happened_at=NOW, at=NOW)
        line = queries.orders(held)[0].conditions[0]

    before.refresh_from_db()
    assert (before.words, before.last_on) == ("Attend appointments with the programme as directed.", date(2026, 6, 30))
    assert (line.words, len(line.earlier)) == ("Attend twice a month.", 1)


def test_support_goes_on_under_another_order_and_a_person_decides_when_the_last_has_ended():
    town = a_region()
    case = under(town)
    for order in (first := an_order(case, town), last := an_order(case, town)):
        a_condition(case, town, order)

    assert ended(town, case, first) == ("support", 0)
    assert ended(town, case, last) == ("decision_after_no", 1)


def ended(town, case, order, *, in_days=0):
    """End an order, and give where the case then stands and how often somebody is asked what comes now."""
    with opened(case, town.noor) as held:
        said = {"how": "revoked", "on_day": NOW.date() + timedelta(days=in_days), "words": "Revoked."}
        actions.record_ended(held, str(order.key), **said, happened_at=NOW, at=NOW)
    asked = Task.objects.filter(case=case, code="panel.after_no", done_at__isnull=True)
    return Case.objects.get(pk=case.pk).stage, asked.count()


def test_an_order_is_in_force_until_it_ends_so_that_no_end_to_come_is_recorded():
    town = a_region()
    case = under(town)
    order = an_order(case, town)
    with pytest.raises(Refusal) as refused:
        ended(town, case, order, in_days=3)

    assert "in force until that day" in refused.value.reasons[0].text
    assert Case.objects.get(pk=case.pk).stage == "support"


def test_a_quashed_order_marks_what_was_recorded_under_it_and_deletes_nothing():
    town = a_region()
    case = under(town)
    order = an_order(case, town)
    a_missed(case, town.noor, a_condition(case, town, order))
    with opened(case, town.noor) as held:
        actions.record_quashed(
            held, str(order.key), on_day=NOW.date(), words="Quashed on appeal.", happened_at=NOW, at=NOW
        )

    with opened(case, town.noor) as held:
        assert [line.mark for line in queries.chronology(held)] == ["The order was quashed on 15 June 2026"]
        assert not queries.mandates(held, on=NOW.date())
    assert Event.objects.filter(case=case).count() == 1
    assert Case.objects.get(pk=case.pk).stage == "decision_after_no"


def quashed(town, case, order, *, at=LATER, on_day=FIRST):
    """Record that a court quashed an order."""
    said = {"on_day": on_day, "words": "Quashed on appeal.", "happened_at": at, "at": at}
    with opened(case, town.noor, at=at) as held:
        return actions.record_quashed(held, str(order.key), **said)


def test_an_order_that_ended_long_ago_is_quashed_and_both_ends_stand():
    town = a_region()
    case = under(town)
    order = an_order(case, town)
    a_missed(case, town.noor, a_condition(case, town, order))
    ended(town, case, order)
    quashed(town, case, order)

    with opened(case, town.noor, at=LATER) as held:
        line = queries.orders(held)[0]
        assert [row.how for row in line.endings] == ["revoked", "quashed"]
        assert (line.state, line.is_quashed) == ("Quashed", True)
        assert [line.mark for line in queries.chronology(held)] == ["The order was quashed on 22 June 2026"]
        days = (FIRST - timedelta(days=1), FIRST, NOW.date())
        assert not any(queries.mandates(held, on=day) for day in days)


def test_an_order_is_quashed_once_and_no_end_follows_it():
    town = a_region()
    case = under(town)
    order = an_order(case, town)
    quashed(town, case, order)
    with pytest.raises(Refusal) as again:
        quashed(town, case, order)
    with pytest.raises(Refusal) as after:
        ended(town, case, order)

    assert "quashed already" in again.value.reasons[0].text and again.value.ask
    assert "ended already" in after.value.reasons[0].text
    twin = Ending.objects.get(order=order)
    twin.pk, twin.key = None, "0c1d8f0e-52c2-4f26-9d5f-5a3c2d0f1a13"
    with pytest.raises(IntegrityError, match="an_order_is_quashed_once"), transaction.atomic():
        twin.save(force_insert=True)


def test_a_court_quashes_no_order_from_a_day_to_come():
    town = a_region()
    case = under(town)
    order = an_order(case, town)
    with pytest.raises(Refusal) as refused:
        quashed(town, case, order, on_day=LATER.date() + timedelta(days=1))

    assert "has not come" in refused.value.reasons[0].text
    assert not Ending.objects.filter(order=order).exists()


def test_what_carries_support_is_worked_out_anew_when_an_ended_order_is_quashed():
    town = a_region()
    case = under(town)
    first, last = an_order(case, town), an_order(case, town, last=LATER.date() - timedelta(days=1))
    for order in (first, last):
        a_condition(case, town, order)
    assert ended(town, case, first) == ("support", 0)
    quashed(town, case, first)

    assert Case.objects.get(pk=case.pk).stage == "decision_after_no"
    assert Task.objects.filter(case=case, code="panel.after_no", done_at__isnull=True).count() == 1


def test_a_voluntary_pathway_knows_no_order():
    town = a_region()
    case = a_case(town, stage="support")
    with opened(case, town.ada) as held, pytest.raises(Refusal) as refused:
        actions.record_made(held, NewOrder("licence", FIRST, LAST), happened_at=NOW, at=NOW)

    assert "voluntary" in refused.value.reasons[0].text
    assert not Order.objects.exists()


def test_the_prison_lead_records_the_licence_and_reads_no_step_of_the_ladder():
    town = a_region()
    case = under(town, "ddp_custody")
    a_grant(case, town.wes, "prison_lead")
    with opened(case, town.wes) as held:
        actions.record_made(held, NewOrder("licence", FIRST, LAST), happened_at=NOW, at=NOW)
        assert not held.may_read("enforcement")


def test_cleo_opens_nothing():
    town = a_region()
    case = under(town)
    with pytest.raises(NotFound), opened(case, town.cleo):
        pass
