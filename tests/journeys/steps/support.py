"""Support starts, sessions are planned, held and reported, and the panel looks at it every month."""

from __future__ import annotations

from datetime import date

from tests.journeys.steps import panel
from tests.kit.office import Office

REPORTED = {
    "When did it end?": "5pm",
    "More about what you worked on": "What a good week looks like.",
    "What did the person say?": "I might come again.",
    "What went well?": "He came early.",
    "Next time": "Bring the ball.",
}
REVIEWED = {
    "What happened since last time?": "Four walks, and two Saturdays of football.",
    "How does the person see it?": "He likes the walks. He asks to stop in the autumn.",
    "Reasons": "What was meant to happen is happening. Nobody has heard a threat since June.",
    "What is meant to happen until next time?": "Two more walks, and saying goodbye well.",
}


def support_starts(office: Office) -> None:
    """The clock has noticed that everything is in place, and Ada's list says so."""
    ada = office.desk("ada").goes_to(office.case()).sees("Start support").goes_to(office.case("sessions/"))
    ada.presses("Start support").writes({"When did support start?": office.calendar.today}).presses("Start support")
    ada.is_told("Support started").sees("Adopted by the panel", "Consent came into force")


def a_session_is_planned(office: Office, *, on: date) -> None:
    """With what matters there, and nothing about why."""
    ada = office.desk("ada").goes_to(office.case("sessions/")).presses("Plan a session")
    ada.chooses("Mentoring, Ivo Lind", "In person")
    ada.writes({"When?": on, "Time, if known": "4pm", "Where?": "Library"})
    ada.writes({"Conditions that matter here": "Meet in the foyer"}).presses("Plan session").is_told("Session planned")
    ada.goes_to(office.case("sessions/")).sees("7 agreed, 0 held, 1 to come").pictures("sessions")


def the_mentor_reports_it_from_a_phone(office: Office) -> None:
    """Ivo sees what the next session needs, and reports it in five minutes."""
    ivo = office.desk("ivo", phone=True).sees("Meet in the foyer", "I want somebody who does not laugh.")
    ivo.does_not_see("laugh any more").pictures("session-on-a-phone").presses("Write report")
    ivo.chooses("Came", "I want somebody who does not laugh.", "No").writes(REPORTED).presses("Send report")
    ivo.is_told("Report sent").goes_to(office.case("plan/")).is_at("Page not found")


def the_panel_reviews_and_proposes_closing(office: Office) -> None:
    """What was meant stands beside what happened."""
    gail = panel.the_chair_opens_the_item(office).follows("Go to review of support").sees("7 agreed, 1 held")
    gail.chooses("Meeting on 17 August 2026", "No", "Propose closing").writes(REVIEWED).pictures("review")
    gail.presses("Record review").is_told("Review recorded")
