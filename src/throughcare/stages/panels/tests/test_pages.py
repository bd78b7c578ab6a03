"""The pages of meetings and panels, as the coordinator, the chair, a member and a stranger meet them."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from throughcare.commons.cases.models import Case
from throughcare.commons.cases.tests.builders import a_browser, a_grant, opened
from throughcare.commons.meetings import queries
from throughcare.commons.meetings.models import Decision, Item, Minutes
from throughcare.commons.meetings.tests.builders import (
    THEN,
    a_listed_case,
    a_meeting,
    a_panel,
    everybody_came,
    item_of,
    published,
)
from throughcare.stages.panels.tests.builders import a_finished_assessment

pytestmark = pytest.mark.django_db

DECIDED = {
    "do": "read_back",
    "after": "0",
    "dissents": "1",
    "promises": "1",
    "outcome": "adopt",
    "nature": "A tutor, twice a week.",
    "reached": "majority",
    "reasons": "Sam is alone and asks for help.",
    "dissent-1-who": "agency:larkfield-clinic",
    "dissent-1-words": "Too early.",
}


class Panel:
    """A panel with one case, its item's addresses, and everybody's browser."""

    def __init__(
        self, *, publish: bool = True, assessed: bool = True, came: bool = True, but: tuple[str, ...] = ()
    ) -> None:
        self.town = a_panel()
        self.meeting = a_meeting(self.town)
        self.case = a_listed_case(self.town, self.meeting)
        if assessed:
            a_finished_assessment(self.town, self.case)
        if publish:
            published(self.town, self.meeting)
        if publish and came:
            everybody_came(self.town, self.case, but=but)
        self.key = str(Item.objects.get(case=self.case).key)

    def at(self, page: str = "panel-item") -> str:
        return reverse(page, kwargs={"reference": self.case.reference, "key": self.key})

    def agenda(self, page: str = "panel-agenda") -> str:
        return reverse(page, kwargs={"key": self.meeting.key})

    def browser(self, name: str):
        return a_browser(getattr(self.town, name))


def test_a_stranger_finds_no_page_of_a_panel():
    panel = Panel()
    cleo = panel.browser("cleo")
    case_pages = ["panel-item", "panel-read-back", "panel-view", "panel-dissent", "panel-conflict", "panel-guest", "panel-chair",
                  "panel-police", "panel-minutes", "panel-unsigned", "panel-correct", "panel-minutes-file"]  # fmt: skip
    missing = cleo.get("/cases/TC-333333/panel/").text

    for page in case_pages:
        answer = cleo.get(panel.at(page))
        assert (answer.status_code, answer.text) == (404, missing), page
    for address in (
        panel.agenda(),
        reverse("panel-step-out", kwargs={"key": panel.key}),
        reverse("panel-take-off", kwargs={"key": panel.key}),
    ):
        assert cleo.get(address).status_code == 404
    for page in ("panel-publish", "panel-held", "panel-list-due"):
        assert cleo.post(panel.agenda(page)).status_code == 404
    assert "Ashcombe panel" not in cleo.get(reverse("panels")).text


def test_before_publication_a_member_reads_a_name_and_a_reference_and_may_step_out():
    panel = Panel(publish=False)
    ben = panel.browser("ben")
    page = ben.get(panel.agenda()).text

    assert panel.case.reference in page and "Sam" in page
    assert "First decision" not in page and "Publish agenda" not in page
    assert ben.get(panel.at()).status_code == 404

    answer = ben.post(
        reverse("panel-step-out", kwargs={"key": panel.key}), {"why": "relative", "words": ""}, follow=True
    )
    assert "You take no part in 1 item." in answer.text
    assert answer.text.count(panel.case.reference) == 1  # in the sentence that says so, and nowhere else


def test_the_coordinator_plans_a_panel_and_its_agenda_builds_itself():
    panel = Panel(publish=False)
    ada = panel.browser("ada")
    address = reverse("panel-plan", kwargs={"area": "ashcombe"})
    said = {
        "starts-day": "17",
        "starts-month": "12",
        "starts-year": "2026",
        "place": "Town Hall",
        "chair": str(panel.town.gail.key),
    }

    without_time = ada.post(address, said)
    planned = ada.post(address, said | {"starts-time": "10am"}, follow=True)

    assert (without_time.status_code, "Enter the time it begins" in without_time.text) == (422, True)
    assert "Ashcombe panel, 17 December 2026" in planned.text
    assert "0 cases that are due are on the agenda." in planned.text
    assert panel.browser("ben").get(address).status_code == 404


def test_a_panel_whose_day_passed_stands_apart_until_it_is_recorded_as_held():
    panel = Panel()
    coming = a_meeting(panel.town, starts_at=timezone.now() + timedelta(days=3))
    ada = panel.browser("ada")

    before = _sections(ada.get(reverse("panels")).text)
    ada.post(panel.agenda("panel-held"))
    after = _sections(ada.get(reverse("panels")).text)

    assert str(coming.key) in before["To come"] and str(coming.key) in after["To come"]
    assert str(panel.meeting.key) in before["Day passed, not recorded as held"]
    assert str(panel.meeting.key) in after["Held"]


def _sections(page: str) -> dict[str, str]:
    parts = re.split(r"<caption[^>]*>\s*([^<]+?)\s*</caption>", page)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_publishing_opens_the_papers_and_asks_members_for_their_view():
    panel = Panel(publish=False)
    ada, ben = panel.browser("ada"), panel.browser("ben")

    assert "Publish agenda" in ada.get(panel.agenda()).text
    assert "Agenda published." in ada.post(panel.agenda("panel-publish"), follow=True).text
    page = ben.get(panel.agenda()).text
    assert "Give your view" in page and "First decision" in page


def test_a_member_gives_a_view_and_then_reads_the_others():
    panel = Panel()
    said = {
        "position": "offer_support",
        "words": "Sam sleeps badly.",
        "kind": "opinion",
        "source": "",
        "offers": "",
        "version": "0",
    }
    sol, ben = panel.browser("sol"), panel.browser("ben")
    assert sol.post(panel.at("panel-view"), said | {"words": "Sam feels alone."}).status_code == 302

    assert "Sam feels alone." not in ben.get(panel.at("panel-view")).text
    assert "Sam feels alone." not in ben.get(panel.at()).text
    assert ben.post(panel.at("panel-view"), said).status_code == 302
    assert "Sam feels alone." in ben.get(panel.at("panel-view")).text


def test_a_view_that_passes_on_a_report_says_whose():
    panel = Panel()
    said = {
        "position": "no_view",
        "words": "The neighbour saw Sam.",
        "kind": "third_party",
        "source": "",
        "version": "0",
    }

    answer = panel.browser("ben").post(panel.at("panel-view"), said)

    assert answer.status_code == 422
    assert "Say whose report it is" in answer.text and "The neighbour saw Sam." in answer.text


def test_two_of_one_agency_see_both_texts_and_the_later_may_stand():
    panel = Panel()
    said = {
        "position": "offer_support",
        "words": "First.",
        "kind": "opinion",
        "source": "",
        "offers": "",
        "version": "0",
    }
    ben = panel.browser("ben")
    ben.post(panel.at("panel-view"), said)

    clash = ben.post(panel.at("panel-view"), said | {"words": "Second."})
    assert clash.status_code == 409 and "First." in clash.text and "Second." in clash.text
    assert ben.post(panel.at("panel-view"), said | {"words": "Second.", "keep": "both"}).status_code == 302
    with opened(panel.case, panel.town.ada, at=THEN) as found:
        assert [(one.words, one.version) for one in queries.views(found, item_of(found))] == [("Second.", 2)]


def test_from_the_decision_to_signed_minutes_in_three_posts():
    panel = Panel()
    gail = panel.browser("gail")

    read_back = gail.post(panel.at(), DECIDED, follow=True)
    assert f"The panel adopts {panel.case.reference}: support is offered under Channel." in read_back.text
    assert "Too early." in read_back.text and "A tutor, twice a week." in read_back.text
    recorded = gail.post(panel.at("panel-read-back"), {"do": "record", "after": "0"}, follow=True)
    assert "Decision recorded." in recorded.text and "Sign minutes" in recorded.text
    signed = gail.post(panel.at("panel-sign"), follow=True)

    assert f"Minutes of {panel.case.reference} signed." in signed.text
    assert Case.objects.get(pk=panel.case.pk).stage == "planning"
    assert Minutes.objects.count() == 1
    assert gail.get(panel.at()).status_code == 404


def test_every_button_of_the_page_keeps_what_is_typed_in_all_parts():
    panel = Panel()
    gail = panel.browser("gail")

    for button in ("draft", "attendance", "more_dissents", "more_promises", "view:larkfield-clinic"):
        assert gail.post(panel.at(), DECIDED | {"do": button}).status_code == 302
        page = gail.get(panel.at()).text
        assert "Sam is alone and asks for help." in page and "Too early." in page, button
    assert 'name="dissent-2-who"' not in page
    gail.post(panel.at(), DECIDED | {"do": "more_dissents"})
    assert 'name="dissent-2-who"' in gail.get(panel.at()).text


def test_a_draft_is_for_its_writer_alone():
    panel = Panel()
    panel.browser("gail").post(panel.at(), DECIDED | {"do": "draft"})

    assert "Sam is alone" not in panel.browser("ada").get(panel.at()).text


def test_what_is_missing_is_told_with_its_rule_and_what_happened_can_be_recorded():
    panel = Panel(assessed=False, but=("dee",))
    gail = panel.browser("gail")

    page = gail.post(panel.at(), DECIDED, follow=True).text
    assert "nobody from the police of the area where the person lives is at the meeting" in page
    assert "the assessment is not finished" in page
    assert "s.37(3)" in page and "Record as it happened" in page

    refused = gail.post(panel.at("panel-read-back"), {"do": "record", "after": "0"})
    assert refused.status_code == 422
    for head in ("What was not done", "Why", "What would make it possible", "Whom to ask"):
        assert head in refused.text
    assert "Sam is alone and asks for help." in refused.text
    assert not Decision.objects.exists()

    happened = gail.post(panel.at("panel-read-back"), {"do": "happened", "after": "0"}, follow=True)
    assert "Recorded as it happened" in happened.text and "Recorded against a rule" in happened.text
    assert Case.objects.get(pk=panel.case.pk).stage == "panel"


def test_two_chairs_who_record_at_once_see_both_texts():
    panel = Panel()
    gail = panel.browser("gail")
    gail.post(panel.at(), DECIDED)
    from throughcare.commons.meetings import actions
    from throughcare.commons.meetings.tests.test_decide import GO_ON

    with opened(panel.case, panel.town.gail, at=THEN) as found:
        actions.keep(found, item=item_of(found), decided=GO_ON, verb="reviews.review", at=THEN)

    clash = gail.post(panel.at("panel-read-back"), {"do": "record", "after": "0"})
    assert clash.status_code == 409
    both = re.sub(r"</?ins>", "", clash.text)
    assert "Sam comes every week." in both and "Sam is alone and asks for help." in both
    later = gail.post(panel.at("panel-read-back"), {"do": "record", "after": "0", "keep": "both"}, follow=True)
    assert "Decision recorded." in later.text
    assert Decision.objects.filter(case=panel.case).count() == 2


def test_a_bad_date_keeps_every_word_and_writes_nothing():
    panel = Panel()
    said = DECIDED | {"outcome": "defer", "until_on-day": "31", "until_on-month": "2", "until_on-year": "2027"}

    answer = panel.browser("gail").post(panel.at(), said)

    assert answer.status_code == 422
    assert "Enter a real date" in answer.text and "Sam is alone and asks for help." in answer.text
    assert not Decision.objects.exists()


def test_half_a_dissent_asks_for_the_other_half():
    panel = Panel()

    answer = panel.browser("gail").post(panel.at(), DECIDED | {"dissent-1-who": ""})

    assert answer.status_code == 422 and "Choose who disagreed" in answer.text


def test_the_list_beside_an_item_shows_references_and_no_names():
    panel = Panel()
    other = a_listed_case(panel.town, queries_meeting(panel), name="Robin Vale")

    page = panel.browser("gail").get(panel.at()).text
    assert other.reference in page and "Robin" not in page


def queries_meeting(panel: Panel):
    from throughcare.commons.cases.tests.builders import as_staff

    with as_staff(panel.town.ada, at=THEN):
        return queries.meeting(panel.meeting.key)


def test_minutes_are_downloaded_as_a_file_named_by_reference():
    panel = Panel()
    answer = panel.browser("ada").get(panel.at("panel-minutes-file"))

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="minutes-{panel.case.reference}-2026-06-25.pdf"'
    assert b"Tarrow" not in answer["Content-Disposition"].encode()


def test_every_page_of_the_item_opens_for_the_coordinator():
    panel = Panel()
    ada = panel.browser("ada")

    for page in ("panel-item", "panel-conflict", "panel-guest", "panel-chair", "panel-police", "panel-minutes"):
        assert ada.get(panel.at(page)).status_code == 200, page
    for address in (
        reverse("panels"),
        reverse("my-actions"),
        f"/cases/{panel.case.reference}/panel/",
        panel.agenda("panel-list"),
    ):
        assert ada.get(address).status_code == 200, address


def test_minutes_are_linked_for_those_alone_who_may_read_them():
    panel = Panel()
    a_grant(panel.case, panel.town.hana, "supervising_officer")
    address = f"/cases/{panel.case.reference}/panel/"

    assert panel.at("panel-minutes") in panel.browser("ada").get(address).text
    assert panel.at("panel-minutes") not in panel.browser("hana").get(address).text


def test_titles_carry_a_reference_and_no_name():
    panel = Panel()
    gail = panel.browser("gail")

    for address in (
        panel.at(),
        panel.at("panel-minutes"),
        panel.at("panel-view"),
        f"/cases/{panel.case.reference}/panel/",
    ):
        title = gail.get(address).text.split("<title>")[1].split("</title>")[0]
        assert panel.case.reference in title and "Sam" not in title and "Channel" not in title
