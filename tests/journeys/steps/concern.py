"""Somebody shares a concern, and the coordinator finds it."""

from __future__ import annotations

import re

from tests.kit.desk import Desk
from tests.kit.office import Office

SAVE = "Save and continue"
WORRY = (
    "Seth says at home that nobody at school will laugh any more when he is done. He sits up at night with people he has "
    "never met."
)


def a_mother_shares_it(office: Office) -> None:
    """From a phone, without an account."""
    mother = office.visitor(phone=True)
    mother.goes_to("/share/").presses("Start").chooses("No").presses("Continue").presses("Begin writing")
    _what_worries_her(mother)
    _who_it_is(mother)
    _what_else_she_knows(mother)
    mother.follows("Check and send").sees(WORRY, "14 March 2010").presses("Send concern").is_at("Concern sent")
    found = re.search(r"TC-\w+", mother.page.inner_text("main"))
    assert found is not None
    office.reference = found.group()


def _what_worries_her(mother: Desk) -> None:
    mother.follows("What worries you").writes({"What worries you?": WORRY}).presses(SAVE)
    mother.follows("When and where").writes({"Month": "5", "Year": "2026"})
    mother.writes({"Where, and anything else": "At home, most evenings since Easter."}).presses(SAVE)
    mother.follows("How you know").chooses("I saw or heard it myself").presses(SAVE)


def _who_it_is(mother: Desk) -> None:
    mother.follows("Who", exact=True).writes({"Full name": "Seth Tarrow"}).presses(SAVE)
    mother.writes({"Day": "14", "Month": "3", "Year": "2010"}).presses(SAVE).chooses("Male").presses(SAVE)
    mother.follows("Where they live").chooses("Northmere").writes({"Address": "14 Quay Street"}).presses(SAVE)
    safe = {"Phone number": "01632 960 184", "What is safe": "Text only, after 4pm. Not at home."}
    mother.follows("How to reach them safely").writes(safe).presses(SAVE)


def _what_else_she_knows(mother: Desk) -> None:
    mother.follows("Other worries about a child").chooses("No").presses(SAVE)
    mother.follows("Does the person know").chooses("No").presses(SAVE)
    mother.follows("Who you are").chooses("Friends and family").presses(SAVE)
    herself = {"Name": "Mara Tarrow", "What you are to the person": "mother", "Phone number": "01632 960 185"}
    mother.writes(herself).presses(SAVE)
    mother.follows("Staying anonymous").chooses("You may tell both who I am").presses(SAVE)


def the_coordinator_finds_it(office: Office) -> None:
    """Ada's work list names what is due; to her the case is with police for checks, as any other."""
    ada = office.desk("ada")
    ada.sees("Seth Tarrow", office.reference, "Answer the person who referred").pictures("work")
    ada.follows("Seth Tarrow").is_at("Seth Tarrow").sees("With police for checks", "16, treated as a child")
    ada.sees("Text only, after 4pm. Not at home.").follows("The concern").sees(WORRY, "Mara Tarrow")


def the_coordinator_looks_for_earlier_records(office: Office) -> None:
    """Seth has a twin whom the programme supports; a person, not a machine, says who is who."""
    ada = office.desk("ada")
    ada.follows("Look at earlier records").sees("Sam Tarrow", "the same date of birth")
    ada.follows("Say whether it is the same person").is_at("Is this the same person?").pictures("earlier-records")
    ada.chooses("Different people").writes({"Why do you think so?": "Twins: their school lists both, Sam and Seth."})
    ada.presses("Record answer").is_told("Answer recorded").sees("No earlier record found")


def the_child_is_kept_safe(office: Office) -> None:
    """Children's services are told beside this, and the reference is kept."""
    ada = office.desk("ada").goes_to(office.case()).follows("Record the safeguarding referral")
    ada.follows("Record the child's safeguarding").chooses("Not looked after")
    ada.writes({"Day of the safeguarding referral": office.calendar.today, "Its reference": "NCS-2231"})
    ada.writes({"Who has parental responsibility?": "His mother, Mara Tarrow."})
    ada.writes({"The child's own view": "Not known yet. He has not been asked."})
    ada.presses("Record safeguarding").sees("NCS-2231")


def the_mother_is_answered(office: Office) -> None:
    """Whoever shares a concern hears that it arrived."""
    ada = office.desk("ada").goes_to(office.case()).follows("Answer the person who referred")
    ada.chooses("By phone").writes({"When": office.calendar.today})
    ada.writes({"What they were told": "That it arrived, and whom to ring."}).presses("Record answer")
    ada.sees("That it arrived, and whom to ring.")
