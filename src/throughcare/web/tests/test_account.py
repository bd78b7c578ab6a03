"""Your account: your roles, and whether you are reminded by mail."""

import pytest
from django.urls import reverse

from throughcare.commons.agencies.models import Agency, Mailbox, Post, Staff

pytestmark = pytest.mark.django_db


def test_somebody_turns_their_own_reminders_off_and_on(invented):
    ada = invented.browser("ada")

    assert b"Turn reminders off" in ada.get(reverse("account")).content

    ada.post(reverse("account-reminders"), {"wanted": "no"})
    assert list(Mailbox.objects.filter(reminders=False).values_list("staff_id", flat=True)) == [invented.staff["ada"]]

    shown = ada.post(reverse("account-reminders"), {"wanted": "yes"}, follow=True).content
    assert b"Reminders are on." in shown
    assert not Mailbox.objects.filter(reminders=False).exists()


def test_somebody_without_an_address_is_offered_nothing(invented):
    Mailbox.objects.filter(staff_id=invented.staff["ada"]).delete()

    assert b"reminders" not in invented.browser("ada").get(reverse("account")).content


def test_a_role_held_in_an_area_is_not_told_again_for_single_cases(invented):
    invented.receive()  # which grants its coordinator the role on the case

    page = invented.browser("ada").get(reverse("account")).text

    assert "Coordinator, Northmere" in page
    assert page.count("Receives referrals, gathers information") == 1


@pytest.mark.parametrize("page", ["account", "colleagues"])
def test_whoever_administers_an_agency_reads_that_it_has_no_data_protection_officer(invented, page):
    mo, officers = invented.browser("mo"), Post.objects.filter(role="data_protection")
    council = Staff.objects.get(pk=invented.staff["mo"]).agency_id

    with_one = mo.get(reverse(page)).text
    officers.filter(agency_id=council).delete()
    officers.create(
        staff_id=invented.staff["eva"], role="data_protection", agency_id=_another(council), from_on="2020-01-01"
    )
    without = mo.get(reverse(page)).text
    officers.delete()
    nobody = mo.get(reverse(page)).text

    assert "data protection officer of your agency" not in with_one and "Nobody" not in with_one
    assert "Nobody is data protection officer of your agency." in without
    assert "Nobody here is data protection officer." in nobody
    assert "Nobody here" not in invented.browser("ada").get(reverse("account")).text


def _another(agency_id: int) -> int:
    return Agency.objects.exclude(pk=agency_id).values_list("pk", flat=True).first()
