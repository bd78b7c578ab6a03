"""A manager says where a colleague of the own agency is written to; nobody else finds the page, and no other agency's colleague."""

import pytest
from django.utils import timezone

from throughcare.commons.agencies import actions, queries
from throughcare.commons.agencies.models import Mailbox, Staff
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.safeguards.audit.models import Line


def key_of(invented, name: str) -> str:
    return str(Staff.objects.get(pk=invented.staff[name]).key)


def test_a_manager_gives_a_colleague_an_address_and_takes_it_back(invented):
    mo, place = invented.browser("mo"), f"/colleagues/{key_of(invented, 'ada')}/"

    page = mo.post(place, {"address": "ada.hart@northmere.example"}, follow=True).text
    assert "is written to at ada.hart@northmere.example." in page
    assert Mailbox.objects.get(staff_id=invented.staff["ada"]).address == "ada.hart@northmere.example"

    assert 'value="ada.hart@northmere.example"' in mo.get(place).text
    assert "is sent no mail." in mo.post(place, {"address": ""}, follow=True).text
    assert not Mailbox.objects.filter(staff_id=invented.staff["ada"]).exists()
    lines = Line.objects.filter(verb__startswith="mailboxes:").values_list("verb", "subject")
    assert [one for one in lines if one[0] in ("mailboxes:given", "mailboxes:ended")] == [
        ("mailboxes:given", key_of(invented, "ada")),
        ("mailboxes:ended", key_of(invented, "ada")),
    ]


def test_an_address_that_is_none_is_not_kept(invented):
    page = invented.browser("mo").post(f"/colleagues/{key_of(invented, 'ada')}/", {"address": "ada at home"})

    assert page.status_code == 422
    assert "ada at home" in page.text
    assert not Mailbox.objects.filter(address__contains="home").exists()


def test_a_new_address_leaves_the_wish_for_no_reminders(invented):
    Mailbox.objects.update_or_create(
        staff_id=invented.staff["ada"], defaults={"address": "old@x.example", "reminders": False}
    )

    invented.browser("mo").post(f"/colleagues/{key_of(invented, 'ada')}/", {"address": "new@x.example"})

    kept = Mailbox.objects.get(staff_id=invented.staff["ada"])
    assert (kept.address, kept.reminders) == ("new@x.example", False)


def test_nobody_but_a_manager_finds_the_page(invented):
    place = f"/colleagues/{key_of(invented, 'ada')}/"
    for name in ("ada", "cleo", "dov"):
        browser = invented.browser(name)
        missing = browser.get("/colleagues-not-there/").content
        assert {browser.get(path).content for path in ("/colleagues/", place)} == {missing}


def test_another_agencys_colleague_is_not_found_and_no_other_role_writes_one(invented):
    at, other = timezone.now(), key_of(invented, "ben")

    assert invented.browser("mo").get(f"/colleagues/{other}/").status_code == 404
    with acting("staff", staff=invented.staff["mo"], at=at), pytest.raises(Refusal):
        actions.give_address_to_colleague(other, address="x@y.example", by=invented.staff["mo"], at=at)
    with acting("staff", staff=invented.staff["ada"], at=at):
        assert queries.addresses_of_colleagues() == {}
        with pytest.raises(Refusal):
            actions.give_address_to_colleague(
                key_of(invented, "ada"), address="x@y.example", by=invented.staff["ada"], at=at
            )
    with acting("staff", staff=invented.staff["mo"], at=at), pytest.raises(NotFound):
        actions.give_address_to_colleague(
            "00000000-0000-4000-8000-000000000000", address="x@y.example", by=invented.staff["mo"], at=at
        )
    assert not Mailbox.objects.filter(address="x@y.example").exists()
