"""The case ends well, is looked at again, and anybody's look can be found."""

from __future__ import annotations

from tests.journeys.steps import panel
from tests.kit.office import Office

EVALUATED = {
    "What was the aim?": "One trusted adult, and football.",
    "What changed?": "He speaks with Ivo and plays on Saturdays.",
    "What did not change?": "He still sits up at night.",
    "What did we learn?": "Begin with what he likes.",
    "The person's own view": "It was all right. I would come back.",
}
LOOKED_AGAIN = {
    "Which sources were asked?": "The school and the police officer.",
    "Anything new?": "Nothing. He plays for the under-18s.",
    "Any further need, and who can meet it?": "None.",
    "What happens next?": "We look again in September.",
}


def the_coordinator_says_what_must_be_said(office: Office) -> None:
    """What changed and what did not, delivered against planned, who goes on, and how to come back."""
    ada = office.desk("ada").goes_to(office.case("closure/")).follows("Evaluate the case")
    ada.chooses("Reached in part").writes(EVALUATED).presses("Record evaluation")
    ada.follows("Explain delivered against planned").chooses("The goals were reached sooner")
    ada.writes({"Say why": "He asked to stop.", "What will change?": "Agree fewer sessions at first."})
    ada.presses("Record account").follows("Tell the person how to come back").chooses("Yes")
    ada.writes({"How, or why not": "On a card with Ada's number, at the last session."})
    ada.writes({"When?": office.calendar.today}).presses("Record it").follows("Hand over what goes on elsewhere")
    ada.chooses("Yes, it was handed over").writes({"To whom?": "Northmere School"})
    ada.writes({"What, or why nothing": "The form tutor goes on looking out for him."}).presses("Record hand-over")


def the_coordinator_proposes_closing(office: Office) -> None:
    """With a reason for ending from the list; the panel decides."""
    ada = office.desk("ada").goes_to(office.case("closure/")).follows("Propose closing, with the reason for ending")
    ada.chooses("No further concern about terrorism")
    ada.writes({"Why now?": "The panel proposed it in August, and nothing new was heard."}).presses("Propose closing")
    ada.is_told("The panel decides").goes_to(office.case("closure/")).pictures("closure")


def the_panel_closes(office: Office) -> None:
    """The reviews after 6 and 12 months come with the closing, and nobody needs to set them."""
    gail = panel.the_chair_opens_the_item(office).follows("Go to closing proposed").presses("Close case")
    gail.sees("Review 6 months after closing").chooses("Meeting on 17 September 2026", "All agreed")
    gail.writes({"The reasons of the panel": "What was meant to happen has happened."}).presses("Close case")
    gail.is_told("Case closed. It is looked at again by 17 March 2027 and 17 September 2027")


def the_reviews_stand_by_themselves(office: Office) -> None:
    """On the case, with no way to delete them."""
    ada = office.desk("ada").goes_to(office.case("aftercare/")).sees("Review 6 months after closing", "To come")
    ada.sees("Review 12 months after closing").does_not_see("Delete", "Remove")


def the_coordinator_looks_again(office: Office) -> None:
    """Half a year later the work list brings it up."""
    ada = (
        office.desk("ada").goes_to("/work/?list=mine&sort=-due").follows(f"Look again after closing {office.reference}")
    )
    ada.goes_to(office.case("aftercare/")).follows("Review 6 months after closing")
    ada.writes({"When did you look again?": office.calendar.today}).writes(LOOKED_AGAIN)
    ada.chooses("Yes", "Nothing new").presses("Record review").is_told("Review recorded")
    ada.goes_to(office.case("aftercare/")).sees("Recorded", "To come").pictures("aftercare")


def the_data_protection_officer_sees_who_looked(office: Office) -> None:
    """Every look and every act has its line, and the chains hold."""
    dov = office.desk("dov").follows("Who looked").presses("Check chains now").is_told("Chains checked.")
    dov.writes({"Case reference": office.reference}).presses("Search")
    dov.sees("Ada Marsh", "chain is unbroken").does_not_see("Seth", "laugh any more").pictures("who-looked")
    dov.goes_to(office.case()).is_at("Page not found")


def a_stranger_sees_nothing(office: Office) -> None:
    """Cleo coordinates elsewhere; to her the case is as missing as one that never was."""
    cleo = office.desk("cleo")
    for part in ("", "plan/", "sessions/", "aftercare/"):
        cleo.goes_to(office.case(part)).is_at("Page not found")
