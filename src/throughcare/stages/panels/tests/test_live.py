"""Chair mode while it stays open: what is new is asked quietly, minutes come before the next case, no word is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from throughcare.commons.meetings.models import Item, LeftUnsigned, Minutes
from throughcare.commons.meetings.tests.builders import a_listed_case, everybody_came, published
from throughcare.safeguards.audit.models import Line
from throughcare.stages.panels.tests.test_pages import DECIDED, Panel, queries_meeting

pytestmark = pytest.mark.django_db

VIEW = {
    "position": "offer_support",
    "words": "Sam feels alone.",
    "kind": "opinion",
    "source": "",
    "offers": "",
    "version": "0",
}


class TwoCases(Panel):
    """A panel with a second case on its agenda."""

    def __init__(self) -> None:
        super().__init__(publish=False)
        self.second = a_listed_case(self.town, queries_meeting(self), name="Robin Vale")
        published(self.town, self.meeting)
        everybody_came(self.town, self.case)

    def at_second(self, page: str = "panel-item") -> str:
        key = Item.objects.get(case=self.second).key
        return reverse(page, kwargs={"reference": self.second.reference, "key": key})

    def decide(self) -> None:
        gail = self.browser("gail")
        gail.post(self.at(), DECIDED)
        gail.post(self.at("panel-read-back"), {"do": "record", "after": "0"})


def test_a_stranger_finds_nothing_of_what_a_page_asks_by_itself():
    panel = Panel()
    cleo = panel.browser("cleo")

    assert cleo.get(reverse("panel-pulse", kwargs={"key": panel.key})).status_code == 404
    assert cleo.get(panel.at("panel-now")).text == cleo.get("/cases/TC-333333/panel/").text


def test_the_pulse_changes_when_something_is_said_and_is_no_look():
    panel = Panel()
    gail, address = panel.browser("gail"), reverse("panel-pulse", kwargs={"key": panel.key})
    looks = Line.objects.filter(case_id=panel.case.pk, staff_id=panel.town.gail.pk)
    before, looked = gail.get(address).text, looks.count()

    assert gail.get(address).text == before
    panel.browser("sol").post(panel.at("panel-view"), VIEW)

    assert gail.get(address).text != before
    assert looks.count() == looked
    assert "Sam" not in gail.get(address).text


def test_what_changed_comes_by_itself_and_is_a_look():
    panel = Panel()
    gail = panel.browser("gail")
    assert "4 there" in gail.get(panel.at()).text
    panel.browser("sol").post(panel.at("panel-view"), VIEW)

    now = gail.get(panel.at("panel-now")).text

    assert "Sam feels alone." in now and "Quorum met" in now and 'data-code="came"' in now
    assert Line.objects.filter(case_id=panel.case.pk, staff_id=panel.town.gail.pk, verb="panels:looked").count() == 2


def test_a_script_that_asks_by_itself_does_not_keep_the_page_awake():
    panel = Panel()
    gail = panel.browser("gail")
    session = gail.session
    quiet_since = (timezone.now() - timedelta(minutes=10)).isoformat()
    session["seen_at"] = quiet_since
    session.save()

    gail.get(reverse("panel-pulse", kwargs={"key": panel.key}), headers={"X-Quiet": "yes"})
    assert gail.session["seen_at"] == quiet_since
    gail.get(panel.at())
    assert gail.session["seen_at"] != quiet_since


def test_a_locked_page_that_asks_by_itself_is_not_where_its_person_is_led_after_signing_in():
    panel = Panel()
    gail = panel.browser("gail")
    session = gail.session
    session["seen_at"] = (timezone.now() - timedelta(hours=1)).isoformat()
    session.save()

    assert gail.get(reverse("panel-pulse", kwargs={"key": panel.key}), headers={"X-Quiet": "yes"}).status_code == 401
    assert "next" not in gail.session


def test_what_is_typed_is_kept_quietly_and_by_every_button_that_leads_away():
    panel = TwoCases()
    gail = panel.browser("gail")
    kept = gail.post(panel.at(), DECIDED | {"do": "keep"})
    assert kept.status_code == 200 and "Draft saved at" in kept.json()["saved"]
    assert kept.json()["locks_in"] == 20 * 60

    second = str(Item.objects.get(case=panel.second).key)
    leads = {"go:panel-guest": panel.at("panel-guest"), "go:agenda": panel.agenda(), f"open:{second}": panel.at_second(),
             "refresh": panel.at(), "go:panels": panel.at(), "open:nothing": panel.at()}  # fmt: skip
    for number, (button, place) in enumerate(leads.items()):
        words = f"Typed before button {number}."
        assert gail.post(panel.at(), DECIDED | {"do": button, "reasons": words})["Location"] == place
        assert words in gail.get(panel.at()).text


def test_who_somebody_else_recorded_stands_before_an_older_draft():
    panel = Panel()
    gail = panel.browser("gail")
    came = f"came-{panel.town.ben.key}"
    gail.post(panel.at(), DECIDED | {"do": "draft", came: "came"})
    panel.browser("ada").post(panel.at(), {"do": "attendance", "dissents": "1", "promises": "1", came: "apologies"})

    page = gail.get(panel.at()).text

    row = page[page.index(f'name="{came}"') :]
    assert 'value="apologies" selected' in row[: row.index("</select>")]
    assert "Sam is alone and asks for help." in page


def test_the_next_case_opens_after_the_minutes_are_signed():
    panel = TwoCases()
    panel.decide()
    gail = panel.browser("gail")

    refused = gail.get(panel.at_second())
    assert refused.status_code == 422
    for words in (
        "Item 2 was not opened",
        "item 1 is decided and its minutes are not signed",
        "Sign the minutes of item 1",
    ):
        assert words in refused.text
    assert panel.at("panel-minutes") in refused.text and panel.at("panel-unsigned") in refused.text
    assert "Robin" not in refused.text.split("</header>")[1].split("<h1")[0]

    assert gail.post(panel.at("panel-sign")).status_code == 302
    assert gail.get(panel.at_second()).status_code == 200


def test_the_chair_may_leave_the_room_and_go_on_with_a_reason():
    panel = TwoCases()
    panel.decide()
    gail = panel.browser("gail")

    assert gail.get(panel.agenda()).status_code == 200
    gail.post(panel.at("panel-unsigned"), {"reason": "The projector failed."})

    assert LeftUnsigned.objects.get().reason == "The projector failed."
    assert gail.get(panel.at_second()).status_code == 200
    assert not Minutes.objects.exists()


def test_whoever_writes_for_the_meeting_is_told_and_records_all_the_same():
    panel = TwoCases()
    panel.decide()
    ada = panel.browser("ada")

    page = ada.get(panel.at_second())
    assert page.status_code == 200 and "Item 1 is decided and its minutes are not signed." in page.text
    said = {"do": "attendance", "dissents": "1", "promises": "1", f"came-{panel.town.dee.key}": "came"}
    assert ada.post(panel.at_second(), said).status_code == 302


def test_nothing_that_was_sent_is_held_back_by_unsigned_minutes():
    panel = TwoCases()
    panel.decide()
    said = {"do": "attendance", "dissents": "1", "promises": "1", f"came-{panel.town.dee.key}": "came"}

    assert panel.browser("gail").post(panel.at_second(), said).status_code == 302


def test_what_is_done_stays_in_the_list_by_its_number_alone():
    panel = TwoCases()
    panel.decide()
    gail = panel.browser("gail")
    gail.post(panel.at("panel-sign"), follow=True)

    page = gail.get(panel.at_second()).text

    assert "Item 2 of 2" in page and "1 done" in page
    assert panel.case.reference not in page


def test_quorum_is_said_with_its_reason_where_the_decision_is_read_back():
    panel = Panel(but=("dee",))

    page = panel.browser("gail").post(panel.at(), DECIDED, follow=True).text

    assert (
        "No quorum" in page
        and "nobody from the police of the area where the person lives is at the meeting (Ashcombe Police)" in page
    )


def test_a_member_sees_on_the_agenda_what_is_new_since_the_last_look_at_each_case():
    panel = Panel()
    ben = panel.browser("ben")
    from throughcare.commons.cases.tests.builders import opened

    with opened(panel.case, panel.town.ben, at=timezone.now() - timedelta(hours=2)):
        pass
    panel.browser("sol").post(panel.at("panel-view"), VIEW)
    panel.browser("ben").post(panel.at("panel-view"), VIEW)

    page = ben.get(panel.agenda()).text

    assert "Since you last looked" in page and f"/cases/{panel.case.reference}/since/" in page
