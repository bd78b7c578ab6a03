"""A hand-over on its pages: the sender offers and withdraws, the other area reads, accepts or declines."""

import pytest

from throughcare.commons.agencies.models import Staff
from throughcare.commons.cases.models import Case
from throughcare.commons.transfers.models import Transfer
from throughcare.commons.transfers.tests.builders import OFFER, a_case_at

pytestmark = pytest.mark.django_db
TYPED = {
    "to_area": "ashcombe",
    "reasons": OFFER.reasons,
    "moves": OFFER.moves,
    "by_on-day": "9",
    "by_on-month": "12",
    "by_on-year": "2099",
}


def offered(invented, stage="gathering") -> str:
    """A case that Ada offers by her browser, today."""
    reference = a_case_at(invented, stage)
    answer = invented.browser("ada").post(f"/cases/{reference}/hand-over/offer/", TYPED)
    assert answer.status_code == 302
    return reference


def test_the_sender_offers_reads_that_it_waits_and_withdraws(invented):
    reference = offered(invented)
    ada = invented.browser("ada")

    page = ada.get(f"/cases/{reference}/hand-over/").text
    overview = ada.get(f"/cases/{reference}/").text
    ada.post(f"/cases/{reference}/hand-over/withdraw/", {"words": "They stay after all."})

    assert "Offered to Ashcombe. The answer is due by" in page
    assert "Until they accept, the case stays with its owner" in page
    assert "Hand-over to another area" in overview
    assert Transfer.objects.get().answer == "withdrawn"
    assert "They stay after all." in ada.get(f"/cases/{reference}/hand-over/").text


def test_bad_input_keeps_what_was_typed_and_writes_nothing(invented):
    reference = a_case_at(invented)

    page = invented.browser("ada").post(f"/cases/{reference}/hand-over/offer/", {"reasons": "Sam moved."})

    assert page.status_code == 422
    for words in (
        "Choose an area",
        "Say what moves with the case",
        "Enter the day by which it should move",
        "Sam moved.",
    ):
        assert words in page.text
    assert not Transfer.objects.exists()


def test_who_will_read_it_stands_beside_each_box(invented):
    page = invented.browser("ada").get(f"/cases/{a_case_at(invented)}/hand-over/offer/").text

    assert "coordinator of the receiving area" in page


def test_the_other_area_finds_the_offer_on_its_work_list_and_opens_nothing_else(invented):
    reference = offered(invented)
    cleo = invented.browser("cleo")

    work = cleo.get("/work/").text
    page = cleo.get(f"/cases/{reference}/hand-over/answer/").text

    assert "Accept or decline an offered case" in work
    assert f"/cases/{reference}/hand-over/answer/" in work
    assert f'href="/cases/{reference}/"' not in work
    assert all(words in page for words in ("Sam Tarrow", reference, OFFER.reasons, OFFER.moves, "01632 960 101"))
    assert "14 March 2010" not in page
    for address in ("", "timeline/", "team/", "contact/", "notes/", "hand-over/"):
        assert cleo.get(f"/cases/{reference}/{address}").status_code == 404


def test_accepting_opens_the_case_to_the_new_owner_and_closes_it_to_the_old(invented):
    reference = offered(invented, "support")
    cleo = invented.browser("cleo")
    keys = {name: str(Staff.objects.get(pk=invented.staff[name]).key) for name in ("cleo", "dee")}

    empty = cleo.post(f"/cases/{reference}/hand-over/answer/", {})
    cleo.post(f"/cases/{reference}/hand-over/answer/", {"owner": keys["cleo"], "police_owner": keys["dee"]})

    assert "Choose who owns the case" in empty.text
    assert Case.objects.get(reference=reference).owner_id == invented.staff["cleo"]
    assert "Case accepted. It moved to Ashcombe" in cleo.get(f"/cases/{reference}/").text
    assert "Northmere" in cleo.get(f"/cases/{reference}/team/").text
    assert invented.browser("ada").get(f"/cases/{reference}/").status_code == 404


def test_declining_asks_why_and_leads_back_to_work(invented):
    reference = offered(invented)
    cleo = invented.browser("cleo")

    silent = cleo.post(f"/cases/{reference}/hand-over/decline/", {"words": ""})
    answer = cleo.post(f"/cases/{reference}/hand-over/decline/", {"words": "No mentor speaks Welsh here."})

    assert "Say why" in silent.text
    assert answer.url == "/work/"
    assert "where your reasons are read" in cleo.get("/work/").text
    assert "Read why the hand-over was declined" in invented.browser("ada").get("/work/").text
    assert cleo.get(f"/cases/{reference}/hand-over/answer/").status_code == 404


def test_the_sender_who_follows_the_task_is_led_to_their_own_page(invented):
    reference = offered(invented)

    answer = invented.browser("ada").get(f"/cases/{reference}/hand-over/answer/")

    assert answer.url == f"/cases/{reference}/hand-over/"


def test_a_mentor_and_a_stranger_find_no_hand_over(invented):
    reference = a_case_at(invented)

    for name in ("ivo", "hana", "cleo"):
        assert invented.browser(name).get(f"/cases/{reference}/hand-over/").status_code == 404


def test_police_read_that_a_case_is_offered_and_offer_none(invented):
    reference = offered(invented)
    dee = invented.browser("dee")

    assert OFFER.reasons in dee.get(f"/cases/{reference}/hand-over/").text
    assert dee.get(f"/cases/{reference}/hand-over/offer/").status_code == 422
