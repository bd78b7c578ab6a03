"""A guardian's consent ends at 18: what an order requires goes on, and what rested on the consent waits for the person."""

from datetime import UTC, date, datetime, timedelta

import pytest

from throughcare.commons.cases.models import Case, Task
from throughcare.commons.cases.tests.builders import NOW, a_browser, opened
from throughcare.commons.consents import actions, queries
from throughcare.commons.consents.models import Consent
from throughcare.commons.consents.tests.builders import a_mother
from throughcare.commons.orders import actions as orders
from throughcare.commons.orders import queries as ordered
from throughcare.commons.orders.tests.builders import FIRST, LAST, a_condition, a_region, an_order, under
from throughcare.commons.people.models import Particulars

pytestmark = pytest.mark.django_db
SEVENTEEN = date(2008, 9, 14)
BIRTHDAY = datetime(2026, 9, 14, 10, tzinfo=UTC)


def a_young_person(pathway="ddp_licence", *, required=True):
    """Build a young person under an order, for whom a mother has said yes to support and to sharing."""
    town = a_region()
    case = under(town, pathway)
    order = an_order(case, town)
    if required:
        a_condition(case, town, order)
    Particulars.objects.filter(person_id=case.person_id).update(born_on=SEVENTEEN)
    for purpose in ("support", "share"):
        words = a_mother(named_agencies="Merevale College")
        with opened(case, town.ada) as held:
            actions.record_given(held, purpose=purpose, words=words, happened_at=NOW, at=NOW)
    return town, case, order


def of_age(town, case):
    with opened(case, town.ada, at=BIRTHDAY) as held:
        actions.record_suspended_at_18(held, at=BIRTHDAY)


def test_support_that_an_order_requires_goes_on_and_the_person_is_asked():
    town, case, _order = a_young_person()
    of_age(town, case)

    assert Case.objects.get(pk=case.pk).stage == "support"
    asked = Task.objects.filter(case=case, done_at__isnull=True, code__startswith="consents.")
    assert list(asked.values_list("code", flat=True)) == ["consents.ask"]
    suspended = Consent.objects.filter(case=case, step="suspended").values_list("purpose", flat=True)
    assert sorted(suspended) == ["share", "support"]
    with opened(case, town.ada, at=BIRTHDAY) as held:
        assert not queries.in_force(held, purpose="share")


@pytest.mark.parametrize("pathway", ["ddp_licence", "ddp_custody"])
def test_support_waits_where_no_order_requires_it(pathway):
    town, case, _order = a_young_person(pathway, required=False)
    of_age(town, case)

    assert Case.objects.get(pk=case.pk).stage == "consent"


def test_once_the_order_ends_too_a_person_decides_what_comes_now():
    town, case, order = a_young_person()
    of_age(town, case)
    later = BIRTHDAY + timedelta(days=1)
    with opened(case, town.noor, at=later) as held:
        said = {"how": "revoked", "on_day": later.date(), "words": "Revoked.", "happened_at": later, "at": later}
        orders.record_ended(held, str(order.key), **said)

    assert Case.objects.get(pk=case.pk).stage == "decision_after_no"


def test_the_page_says_what_goes_on_and_what_waits_until_it_is_written_down():
    town, case, _order = a_young_person()
    browser, page = a_browser(town.ada), f"/cases/{case.reference}/consent/"
    assert "Support that the order requires goes on." in browser.get(page).text
    assert browser.post(f"{page}wait/").status_code == 302
    assert Case.objects.get(pk=case.pk).stage == "support"
    assert "Support that the order requires goes on." not in browser.get(page).text


def test_whether_an_order_requires_is_the_same_in_python_and_in_the_database():
    town, case, order = a_young_person()
    with opened(case, town.noor) as held:
        said = {"how": "revoked", "on_day": NOW.date(), "words": "-", "happened_at": NOW, "at": NOW}
        orders.record_ended(held, str(order.key), **said)
    a_condition(case, town, an_order(case, town, first=NOW.date() + timedelta(days=5)), from_on=date(2026, 7, 1))
    days = (FIRST - timedelta(days=1), FIRST, NOW.date(), date(2026, 6, 30), date(2026, 7, 1), LAST, date(2028, 3, 2))
    found = []
    for day in days:
        with opened(case, town.ada, at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC)) as held:
            found.append(queries.carrying(held)["another_order_mandates"])
            assert found[-1] == ordered.mandates(held, on=day), day

    assert set(found) == {True, False}
