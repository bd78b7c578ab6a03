"""Police check, and two people decide where the case goes."""

from __future__ import annotations

from tests.kit.office import Office


def the_officer_records_that_contact_is_clear(office: Office) -> None:
    """Dee finds the case on her work list and says what deconfliction found."""
    dee = office.desk("dee").goes_to(office.case("checks/")).presses("Record deconfliction")
    dee.chooses("Contact is clear").writes({"What the answer rests on": "No live work is cut across."})
    dee.writes({"When was it answered?": office.calendar.today}).presses("Record answer")
    dee.is_told("A supervisor confirms it").sees("Not yet. Another person confirms it")


def the_supervisor_confirms(office: Office) -> None:
    """Femi takes the task from those that nobody has yet."""
    femi = office.desk("femi").goes_to("/work/?list=unassigned")
    femi.chooses(f"Choose: Confirm the deconfliction answer, {office.reference}").presses("Assign to me")
    femi.goes_to("/work/").follows("Confirm the deconfliction answer")
    femi.does_not_see("Record deconfliction").presses("Confirm answer").is_told("confirmed").sees("Femi Cole")


def the_officer_weighs_the_grounds_and_proposes_a_route(office: Office) -> None:
    """What speaks for and what against stand side by side."""
    dee = office.desk("dee").goes_to(office.case("checks/")).presses("Assess the gateway")
    dee.writes({"What speaks for": "His mother heard the same threat on several evenings."})
    dee.writes({"What speaks against": "No plan, no means, and nobody who would help, as far as is known."})
    dee.chooses("Yes").writes({"When was it assessed?": office.calendar.today}).presses("Record gateway")
    dee.presses("Propose a route").chooses("To the panel")
    dee.writes({"Grounds": "Reasonable grounds, and a need for support."}).presses("Send for second approval")
    dee.goes_to(office.case("checks/")).sees("It waits for a supervisor").pictures("checks")


def the_supervisor_approves_the_route(office: Office) -> None:
    """The second person reads the grounds and decides with words of their own."""
    femi = office.desk("femi").goes_to(office.case("checks/")).presses("Decide on the route")
    femi.sees("To the panel", "Reasonable grounds, and a need for support.", "No plan, no means")
    femi.chooses("Approve").writes({"Your reasons": "I agree: support is what he needs."})
    femi.presses("Record decision").is_told("Decision recorded").sees("The case is not with police")
