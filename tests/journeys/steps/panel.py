"""Agencies meet: a panel is planned, its agenda published, views given, and a decision taken, read back and signed."""

from __future__ import annotations

from datetime import date, timedelta

from tests.kit.desk import Desk
from tests.kit.office import Office

MEMBERS = ("Gail Ott", "Noor Roe", "Dee Frost", "Ben Hale", "Ada Marsh")
DISSENT = {"Who": "Merevale NHS Trust", "What they said": "Wait for the clinic first."}


def the_coordinator_plans_a_panel(office: Office, *, on: date, why: str) -> None:
    """The agenda builds itself from what is due."""
    ada = office.desk("ada").goes_to("/panels/").presses("Plan a panel in Northmere").chooses("Gail Ott")
    ada.writes({"When does it begin?": on, "Time, if known": "10am", "Where": "Northmere Town Hall, room 4"})
    ada.presses("Plan panel").sees(office.reference, why)
    office.panel = ada.page.url


def the_coordinator_publishes_the_agenda(office: Office) -> None:
    """From now until the case leaves the panel its members may read the papers; before, name and reference only."""
    ben = office.desk("ben").goes_to(office.panel).sees(office.reference)
    ben.does_not_see("Give your view")
    office.desk("ada").goes_to(office.panel).presses("Publish agenda").is_told("Members may read the papers")


def a_member_gives_a_view(office: Office) -> None:
    """Ben says what the education service thinks and offers, and sees no other view before his own is in."""
    ben = office.desk("ben").goes_to(office.panel).sees("Shown once yours is in").pictures("agenda")
    ben.follows(f"Give your view on {office.reference}").chooses("Offer support", "Opinion")
    ben.writes({"The view, and what it rests on": "He misses lessons and sits alone. Two teachers are trusted."})
    ben.writes({"What your agency offers": "A tutor, twice a week"}).presses("Give view").is_told("recorded")


def the_chair_opens_the_item(office: Office) -> Desk:
    """Gail records who is there, and the page says whether the panel has its quorum."""
    gail = office.desk("gail").goes_to(office.panel)
    row = gail.page.get_by_role("row").filter(has_text=office.reference)
    row.get_by_role("link", name="Open item").click()
    gail.looks().writes({f"Is {name} there?": "Came" for name in MEMBERS})
    return gail.presses("Record who is there").sees("Quorum met").goes_to(gail.page.url)


def the_panel_adopts(office: Office) -> None:
    """By a majority, with the dissent kept, and with what the panel already says for the plan."""
    gail = the_chair_opens_the_item(office).chooses("Adopt", "By majority")
    gail.writes({"How, when and by whom consent is asked": "At the school, with the form tutor near."})
    gail.writes({"What kind of support": "A mentor once a week, and a way back to football."})
    gail.writes({"Reasons": "He is alone, he frightens those near him, and he has people to come back to."})
    gail.writes(DISSENT, under="Dissent 1")
    by = office.calendar.today + timedelta(days=7)
    action = {"What": "Ask the school about football", "Who": "Ben Hale, Northmere Education Service", "By": by}
    gail.writes(action, under="Action 1").pictures("decision").presses("Read back")
    gail.sees("support is offered under Channel", "Wait for the clinic first.").pictures("read-back")
    gail.presses("Record decision").is_told("Decision recorded")


def the_chair_signs_the_minutes(office: Office, *, picture: str = "") -> None:
    """Once signed the minutes are fixed, and the case leaves the panel's members."""
    gail = office.desk("gail")
    if "/minutes/" not in gail.page.url:
        gail.goes_to(office.panel).page.get_by_role("link", name="Open item").first.click()
        gail.looks().follows("Read the minutes")
    if picture:
        gail.goes_to(gail.page.url).pictures(picture)
    gail.presses("Sign minutes").is_told("signed. The case has left the panel members")


def a_member_no_longer_opens_the_case(office: Office) -> None:
    """Ben's grant ran from the agenda until the case left the panel."""
    office.desk("ben").goes_to(office.case()).is_at("Page not found")
