"""Partners are asked what they know, chased, and answer."""

from __future__ import annotations

from tests.kit.office import Office

QUESTION = "How have things been since the spring? Who does he spend time with, and what has changed?"


def the_coordinator_asks_partners(office: Office) -> None:
    """One question to the school and the NHS trust, with its purpose and its basis in law."""
    ada = office.desk("ada").goes_to(office.case("information/")).presses("Ask an agency")
    ada.chooses("Northmere School", "Merevale NHS Trust", "Cooperation of partner agencies")
    ada.writes({"What do you ask?": QUESTION})
    ada.writes({"What is it for?": "To see whether support would help, before the panel meets."})
    ada.presses("Send request").is_told("2 agencies asked").sees("2 asked, 2 waiting")


def the_coordinator_chases_the_school(office: Office) -> None:
    """The day has passed, and the work list says so."""
    ada = office.desk("ada").goes_to(office.case("information/")).sees("2 asked, 2 late")
    ada.follows("Chase Northmere School").writes({"What do you add?": "The panel meets soon. A few lines are enough."})
    ada.presses("Ask again").is_told("Northmere School asked again")


def the_school_answers(office: Office) -> None:
    """Pat sees the question and nothing else of the case, and says of each piece what it is."""
    pat = office.desk("pat", phone=True).follows(f"Answer {office.reference}").sees(QUESTION, "The panel meets soon")
    pat.chooses("Yes").presses("Continue").chooses("Fact")
    pat.writes({"What your agency holds": "Nine days missed since Easter, most of them Mondays."})
    pat.writes({"Whose report, or which record?": "attendance register"})
    pat.presses("Continue").is_at("Check your answer").presses("Send answer").is_told("sent")


def the_trust_holds_nothing(office: Office) -> None:
    """A nil return is an answer."""
    noor = office.desk("noor").goes_to("/agency-requests/").follows(f"Answer {office.reference}")
    noor.chooses("No, nothing").presses("Continue").is_told("sent")


def the_coordinator_reads_the_answers(office: Office) -> None:
    """What came is marked fact, opinion or somebody else's report."""
    ada = office.desk("ada").goes_to(office.case("information/")).sees("2 asked, 1 answered, 1 nothing held")
    ada.sees("Nine days missed since Easter", "Fact. Source: attendance register").pictures("information")
    for agency in ("Northmere School", "Merevale NHS Trust"):
        ada.goes_to(office.case("information/")).follows(agency).presses("Mark as read").is_told("marked as read")
