"""An order is looked at in its rhythm: each look that is recorded sets the next, and nothing else does."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from throughcare.commons.cases.models import Task
from throughcare.commons.cases.tests.builders import NOW, a_browser, opened
from throughcare.commons.orders import actions, queries
from throughcare.commons.orders.models import Review
from throughcare.commons.orders.tests.builders import FIRST, LAST, LATER, a_region, an_order, under
from throughcare.kernel.answers import NotFound

pytestmark = pytest.mark.django_db
TPIM_LAST = date(2027, 3, 1)


def looked(case, town, order, *, held_at: datetime = NOW, at: datetime = NOW, who="ada", **more) -> Review:
    said = {"words": "Every measure is still needed.", "asked_for": "nothing", **more}
    with opened(case, town.people[who], at=at) as held:
        return actions.record_review(held, str(order.key), happened_at=held_at, at=at, **said)


def due(case):
    rows = Task.objects.filter(case=case, code="orders.review", done_at__isnull=True)
    return list(rows.values_list("due_on", flat=True))


def under_a_notice():
    town = a_region()
    case = under(town, "ddp_tpim")
    return town, case, an_order(case, town, kind="tpim", last=TPIM_LAST)


def test_each_quarter_the_group_looks_and_the_look_sets_the_next():
    town, case, order = under_a_notice()
    assert due(case) == [date(2026, 6, 2)]

    row = looked(case, town, order)
    assert (row.looked_by, row.next_on, due(case)) == ("the TPIM Review Group", date(2026, 9, 15), [date(2026, 9, 15)])

    at = datetime(2026, 9, 21, 9, tzinfo=NOW.tzinfo)
    looked(case, town, order, held_at=at, at=at)
    assert due(case) == [date(2026, 12, 21)]
    task = Task.objects.filter(case=case, code="orders.review").latest("id")
    assert (task.address, task.verify) == (f"orders/{order.key}/review", True)


def test_the_next_day_counts_from_the_day_of_the_look_and_not_from_when_it_was_written_down():
    town, case, order = under_a_notice()
    looked(case, town, order, held_at=NOW - timedelta(days=40))

    assert due(case) == [date(2026, 8, 6)]


def test_an_older_look_that_is_written_down_later_moves_nothing():
    town, case, order = under_a_notice()
    looked(case, town, order)
    looked(case, town, order, held_at=NOW - timedelta(days=60), at=LATER, words="Seen in April.")

    assert due(case) == [date(2026, 9, 15)]
    with opened(case, town.ada) as held:
        assert queries.reviews(held, order).next_on == date(2026, 9, 15)


def test_a_change_of_the_order_leaves_the_rhythm_as_it_is():
    town, case, order = under_a_notice()
    looked(case, town, order)
    said = {"from_on": date(2026, 8, 1), "last_on": TPIM_LAST, "words": "The curfew was lifted."}
    with opened(case, town.noor, at=LATER) as held:
        actions.record_varied(held, str(order.key), **said, happened_at=LATER, at=LATER)

    assert due(case) == [date(2026, 9, 15)]


def test_nothing_is_asked_for_beyond_the_end_until_the_order_is_extended():
    town, case, order = under_a_notice()
    at = datetime(2027, 1, 11, 9, tzinfo=NOW.tzinfo)
    looked(case, town, order, held_at=at, at=at)
    assert due(case) == []

    said = {"from_on": date(2027, 3, 2), "last_on": date(2028, 3, 1), "words": "Extended by a year."}
    with opened(case, town.noor, at=at) as held:
        actions.record_extended(held, str(order.key), **said, happened_at=at, at=at)
    assert due(case) == [date(2027, 4, 11)]


def test_a_look_at_an_order_that_ended_is_kept_and_sets_nothing():
    town = a_region()
    case = under(town)
    order = an_order(case, town)
    with opened(case, town.noor) as held:
        actions.record_ended(
            held, str(order.key), how="revoked", on_day=NOW.date(), words="Revoked.", happened_at=NOW, at=NOW
        )
    row = looked(case, town, order, held_at=NOW - timedelta(days=3))

    assert (row.next_on, due(case)) == (None, [])


def test_the_page_takes_what_was_found_and_leads_from_the_task():
    town = a_region()
    case = under(town)
    order = an_order(case, town, first=FIRST, last=LAST)
    address = reverse("orders-review", kwargs={"reference": case.reference, "key": order.key})
    said = {"words": "The curfew is no longer needed.", "asked_for": "change", "looked_by": "Probation and police"}
    day = {"happened-day": "12", "happened-month": "6", "happened-year": "2026"}

    assert "Leave empty where it was the joint review" in a_browser(town.ada).get(address).text
    answer = a_browser(town.ada).post(address, {**said, **day})
    assert answer.status_code == 302, answer.text
    shown = a_browser(town.noor).get(reverse("order", kwargs={"reference": case.reference, "key": order.key})).text
    for words in (
        "Probation and police",
        "The curfew is no longer needed.",
        "That the authority changes it",
        "Next by",
    ):
        assert words in shown
    assert a_browser(town.cleo).get(address).status_code == 404
    assert due(case) == [date(2026, 9, 12)]


def test_who_only_reads_the_order_records_no_look():
    town, case, order = under_a_notice()
    address = reverse("orders-review", kwargs={"reference": case.reference, "key": order.key})
    said = {
        "words": "Seen.",
        "asked_for": "nothing",
        "happened-day": "12",
        "happened-month": "6",
        "happened-year": "2026",
    }

    assert a_browser(town.dee).post(address, said).status_code == 422
    with opened(case, town.ada) as held, pytest.raises(NotFound):
        actions.record_review(
            held, "0c1d8f0e-52c2-4f26-9d5f-5a3c2d0f1a11", words="-", asked_for="nothing", happened_at=NOW, at=NOW
        )
    assert not Review.objects.exists()
