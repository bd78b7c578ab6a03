"""An order or a condition that was given holds no longer: who acts on it is told; who was given it later, or a plan, is not."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from throughcare.commons.cases.models import Case
from throughcare.commons.cases.tests.builders import NOW, Town, opened
from throughcare.commons.orders import actions as orders
from throughcare.commons.orders.actions import NewCondition
from throughcare.commons.orders.models import Condition, Order
from throughcare.commons.orders.tests.builders import FIRST, LAST, a_condition, a_region, an_order, under
from throughcare.commons.sharing import actions as sharing
from throughcare.commons.sharing.tests.disclosed import WHY
from throughcare.frame.transaction import acting
from throughcare.oversight.rights import queries

pytestmark = pytest.mark.django_db

GIVEN, CHANGED, AFTER, LOOKED = (NOW + timedelta(hours=hours) for hours in (1, 24, 36, 48))
CHANGE_ON = date(2026, 6, 16)
Change = Callable[[Case, Town, Order, Condition], None]


def given(case: Case, town: Town, *parts: str, at=GIVEN) -> None:
    with opened(case, town.ada, at=at) as held:
        new = sharing.NewDisclosure(sharing.To(recipient="Merevale Police", contact="-"), "print", WHY, parts)
        sharing.record_given(held, new, words="What was printed", at=at)


def waiting(case: Case, town: Town) -> list[tuple[int, str]]:
    """Who is still to be told; the clock asks the coordinator to by the very same days."""
    with opened(case, town.ada, at=LOOKED) as held:
        found = queries.to_tell_in(held)
    with acting("clock", staff=None, at=LOOKED):
        assert queries.days_to_tell().get(case.pk, {}).keys() == {one.due_on for one in found}
    return [(one.number, one.changed) for one in found]


def varied(case: Case, town: Town, order: Order, condition: Condition) -> None:
    with opened(case, town.ada, at=CHANGED) as held:
        said = {"from_on": CHANGE_ON, "last_on": LAST, "words": "The curfew was lifted."}
        orders.record_varied(held, str(order.key), **said, happened_at=CHANGED, at=CHANGED)


def extended(case: Case, town: Town, order: Order, condition: Condition) -> None:
    with opened(case, town.ada, at=CHANGED) as held:
        said = {"from_on": CHANGE_ON, "last_on": LAST + timedelta(days=90), "words": ""}
        orders.record_extended(held, str(order.key), **said, happened_at=CHANGED, at=CHANGED)


def condition_varied(case: Case, town: Town, order: Order, condition: Condition) -> None:
    with opened(case, town.ada, at=CHANGED) as held:
        new = NewCondition(condition.condition_kind, "Twice a month", CHANGE_ON)
        orders.record_condition(held, str(order.key), new, follows=str(condition.key), happened_at=CHANGED, at=CHANGED)


def condition_ended(case: Case, town: Town, order: Order, condition: Condition) -> None:
    with opened(case, town.ada, at=CHANGED) as held:
        orders.end_condition(held, str(condition.key), last_on=CHANGE_ON, at=CHANGED)


def ended(how: str) -> Change:
    def end(case: Case, town: Town, order: Order, condition: Condition) -> None:
        with opened(case, town.ada, at=CHANGED) as held:
            said = {"how": how, "on_day": CHANGE_ON, "words": ""}
            orders.record_ended(held, str(order.key), **said, happened_at=CHANGED, at=CHANGED)

    return end


def quashed(case: Case, town: Town, order: Order, condition: Condition) -> None:
    with opened(case, town.ada, at=CHANGED) as held:
        orders.record_quashed(held, str(order.key), on_day=CHANGE_ON, words="", happened_at=CHANGED, at=CHANGED)


def both(*changes: Change) -> Change:
    def one_after_the_other(*values) -> None:
        for change in changes:
            change(*values)

    return one_after_the_other


@pytest.mark.parametrize(
    "change",
    [
        *(varied, extended, condition_varied, condition_ended, ended("ended"), ended("revoked"), quashed),
        both(condition_varied, ended("revoked")),
        both(varied, ended("ended"), quashed),
    ],
)
def test_who_has_it_is_told_once_that_it_holds_no_longer(change):
    town = a_region()
    case = under(town)
    order = an_order(case, town)
    condition = a_condition(case, town, order)
    given(case, town, "orders")
    given(case, town, "concern")
    assert waiting(case, town) == []

    change(case, town, order, condition)
    given(case, town, "orders", at=AFTER)

    assert waiting(case, town) == [(1, "What was given holds no longer: Orders and conditions")]


def test_an_order_that_ran_out_on_the_day_that_they_know_is_no_change():
    town = a_region()
    case = under(town)
    order = an_order(case, town, first=FIRST, last=CHANGE_ON)
    given(case, town, "orders")

    ended("expired")(case, town, order, a_condition(case, town, order))

    assert waiting(case, town) == []


def test_a_new_order_and_a_new_condition_beside_what_they_have_are_no_change():
    town = a_region()
    case = under(town)
    order = an_order(case, town)
    given(case, town, "orders")

    with opened(case, town.ada, at=CHANGED) as held:
        new = NewCondition("programme", "Weekly", CHANGE_ON)
        orders.record_condition(held, str(order.key), new, happened_at=CHANGED, at=CHANGED)

    assert waiting(case, town) == []
