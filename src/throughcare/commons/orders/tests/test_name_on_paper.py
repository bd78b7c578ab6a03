"""Which of a court's orders on the name a print follows on a day: the last that runs, of one case and of a list alike."""

from datetime import timedelta

import pytest

from throughcare.commons.cases.on_paper import name_on_paper
from throughcare.commons.cases.tests.builders import NOW, a_case, a_town, as_staff, opened
from throughcare.commons.orders import queries
from throughcare.commons.orders.models import NameOnPaper
from throughcare.kernel.time import uk_today

pytestmark = pytest.mark.django_db
TODAY = uk_today(NOW)
ORDERS = {  # how prints name the person, from how many days ago, until how many days ago where it has an end
    "one without an end": ([("initials", 9, None)], "S. T."),
    "one on its first day": ([("initials", 0, None)], "S. T."),
    "one on its last day": ([("initials", 9, 0)], "S. T."),
    "one that ended yesterday": ([("initials", 9, 1)], "Sam Tarrow"),
    "one of tomorrow": ([("initials", -1, None)], "Sam Tarrow"),
    "a later one that holds": ([("initials", 9, None), ("reference", 3, None)], "the reference"),
    "an earlier one after a later one ended": ([("initials", 9, None), ("reference", 3, 1)], "S. T."),
    "one that was lifted": ([("initials", 9, None), ("name", 3, None)], "Sam Tarrow"),
    "one that was lifted for some days": ([("initials", 9, None), ("name", 3, 1)], "S. T."),
}


@pytest.mark.parametrize(("orders", "shown"), ORDERS.values(), ids=ORDERS)
def test_the_last_order_that_runs_holds_on_every_print(orders, shown):
    town = a_town()
    case = a_case(town)
    for shown_as, since, until in orders:
        NameOnPaper.objects.create(
            case=case,
            shown_as=shown_as,
            from_on=TODAY - timedelta(days=since),
            last_on=None if until is None else TODAY - timedelta(days=until),
            happened_at=NOW,
            controller=town.council,
            regime="uk_gdpr",
            basis="public_task",
            review_on=TODAY,
        )
    expected = case.reference if shown == "the reference" else shown

    with opened(case, town.ada) as one:
        assert name_on_paper(one, "Sam Tarrow") == expected
    with as_staff(town.ada):
        in_a_list = queries.withheld_now(on=TODAY)
    assert in_a_list.get("Sam Tarrow", "Sam Tarrow") == expected
    with as_staff(town.cleo):
        assert queries.withheld_now(on=TODAY) == {}
