"""Who supplies, who works on the case, and where it may go: each act with its refusal."""

from datetime import date, timedelta

import pytest

from throughcare.commons.agencies.models import Post
from throughcare.commons.cases.models import Case, Grant
from throughcare.commons.cases.tests.builders import LONG_AGO, NOW, a_browser, opened
from throughcare.commons.orders.tests.builders import a_region, an_order, under
from throughcare.commons.programme import actions, queries
from throughcare.commons.programme.models import AfterOrder, Commission, Crossing
from throughcare.kernel.answers import Refusal
from throughcare.kernel.time import uk_today

pytestmark = pytest.mark.django_db
TODAY = uk_today(NOW)
WORDS = {"reference": "", "words": "Mentoring, twice a week.", "at": NOW}
PAGES = ["", "commission/", "officer/", "begin/", "cross/", "after-order/"]


def with_una(town):
    """Give Una a post of supervising officer in the region."""
    Post.objects.create(
        staff=town.una, role="supervising_officer", area=town.area, agency=town.police, from_on=LONG_AGO
    )


def holding(case, role):
    return set(Grant.objects.filter(case=case, role=role, until_at__isnull=True).values_list("staff__name", flat=True))


def test_naming_an_officer_lets_them_in_and_whoever_held_the_role_leaves():
    town = a_region()
    with_una(town)
    case = under(town)
    with opened(case, town.ada) as held:
        actions.name_officer(held, role="supervising_officer", staff_id=town.una.pk, at=NOW)

    assert holding(case, "supervising_officer") == {"Una Petty"}
    with opened(case, town.una) as held:
        assert "supervising_officer" in held.roles


@pytest.mark.parametrize("who", ["wes", "cleo"])
def test_nobody_is_named_who_does_not_hold_the_post_in_the_region(who):
    town = a_region()
    with_una(town)
    case = under(town)
    with opened(case, town.ada) as held, pytest.raises(Refusal) as refused:
        actions.name_officer(held, role="supervising_officer", staff_id=getattr(town, who).pk, at=NOW)

    assert "this colleague does not hold that post here" in refused.value.as_text()
    assert holding(case, "supervising_officer") == {"Noor Haddon"}


def test_a_supervising_officer_commissions_nobody():
    town = a_region()
    case = under(town)
    with opened(case, town.noor) as held, pytest.raises(Refusal):
        actions.commission(held, supplier="Harbour Mentoring", from_on=TODAY, until_on=None, **WORDS)

    assert not Commission.objects.exists()


def test_the_supplier_is_the_last_who_is_commissioned_on_the_day():
    town = a_region()
    case = under(town)
    spans = [
        ("Harbour", date(2026, 1, 1), TODAY - timedelta(days=1)),
        ("Quay", TODAY, None),
        ("Pier", date(2027, 1, 1), None),
    ]
    with opened(case, town.ada) as held:
        for supplier, first, last in spans:
            actions.commission(held, supplier=supplier, from_on=first, until_on=last, **WORDS)

        days = (date(2025, 12, 31), date(2026, 2, 1), TODAY, date(2027, 2, 1))
        found = [queries.commission(held, on=day) for day in days]

    assert [row.supplier if row else "" for row in found] == ["", "Harbour", "Quay", "Pier"]


@pytest.mark.parametrize("to", ["ddp_licence", "channel"])
def test_a_case_does_not_cross_to_where_it_is_nor_out_of_the_programme(to):
    town = a_region()
    case = under(town)
    with opened(case, town.ada) as held, pytest.raises(Refusal) as refused:
        actions.cross(held, to=to, why="recall", reason="Recalled.", at=NOW)

    assert "the case does not move to that pathway" in refused.value.as_text()
    assert not Crossing.objects.exists()


def test_a_choice_without_reasons_is_refused_and_leaves_no_trace():
    town = a_region()
    case = under(town)
    with opened(case, town.noor) as held, pytest.raises(Refusal) as refused:
        actions.choose_after_order(held, choice="close", reasons=" ", at=NOW)

    assert "the reasons are not written down" in refused.value.as_text()
    assert not AfterOrder.objects.exists()


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_open_for_the_coordinator_and_for_no_stranger(page):
    town = a_region()
    place = f"/cases/{under(town).reference}/programme/{page}"

    assert a_browser(town.ada).get(place).status_code == 200
    assert a_browser(town.cleo).get(place).status_code == 404


def test_what_comes_after_an_order_is_offered_where_there_is_or_was_one():
    town = a_region()
    case = under(town)
    place, offer = f"/cases/{case.reference}/programme/", "Choose what comes after the order"
    assert offer not in a_browser(town.ada).get(place).text

    an_order(case, town)
    assert offer in a_browser(town.ada).get(place).text


def test_each_form_does_what_it_asks():
    town = a_region()
    with_una(town)
    case = under(town)
    ada, place = a_browser(town.ada), f"/cases/{case.reference}/programme/"
    day = {"from_on-day": "1", "from_on-month": "6", "from_on-year": "2026"}
    ada.post(f"{place}commission/", {"supplier": "Harbour Mentoring", "words": "Mentoring.", **day})
    ada.post(f"{place}officer/", {"who": f"supervising_officer:{town.una.key}"})
    ada.post(f"{place}after-order/", {"choice": "voluntary", "reasons": "Alder wants to go on."})
    ada.post(f"{place}cross/", {"to": "ddp_custody", "why": "recall", "reason": "Recalled on 1 June."})

    assert Commission.objects.get().supplier == "Harbour Mentoring"
    assert holding(case, "supervising_officer") == {"Una Petty"}
    assert AfterOrder.objects.get().choice == "voluntary"
    assert Case.objects.get(pk=case.pk).pathway == "ddp_custody"
    shown = ada.get(place).text
    assert all(words in shown for words in ("Harbour Mentoring", "Go on by consent", "Recalled on 1 June."))
