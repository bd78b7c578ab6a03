"""An exit programme: opened by its own verb, decided by criteria, classified in others' words, and started by who answers."""

from __future__ import annotations

from datetime import date, timedelta

from tests.kit.office import Office

HOUSED = {
    "Why is less not enough?": "He was threatened on the wing.",
    "Which authority decided, and who?": "Governor, HMP Merevale",
}


def ada_opens_a_case(office: Office) -> None:
    """No referral from outside opens it: it has a page of its own."""
    ada = office.desk("ada").goes_to("/cases/").follows("Open a case under the exit programme")
    ada.writes({"Name": "Karl Voss", "Date of birth": date(1990, 2, 1)}).chooses("Northmere")
    ada.writes({"What brings them to the programme?": "He wrote from prison that he wants out."})
    ada.page.get_by_role("group", name="Did they ask themselves?").get_by_label("Yes", exact=True).check()
    asked_on = office.calendar.today - timedelta(days=3)
    ada.writes({"How did they ask, and whom?": "A letter", "On which day did they ask?": asked_on})
    ada.presses("Open case").is_told("Police check first").sees("Exit programme, version 2020-05-13")
    ada.sees("Told on 5 June 2026", "What brings them here")
    office.reference = ada.page.url.rstrip("/").rpartition("/")[2]


def police_say_that_contact_is_clear(office: Office) -> None:
    """Two people, as on every pathway; what police weigh for Channel is not asked."""
    today = office.calendar.today
    dee = office.desk("dee").goes_to(office.case("checks/")).presses("Record deconfliction").chooses("Contact is clear")
    dee.writes({"When was it answered?": today}).presses("Record answer")
    office.desk("femi").goes_to(office.case("checks/")).presses("Confirm answer").is_told("confirmed")
    dee.goes_to(office.case("checks/")).follows("Propose a route").chooses("To intake")
    dee.writes({"Grounds": "Nothing is cut across."}).presses("Send for second approval")
    femi = office.desk("femi").goes_to(office.case("checks/")).presses("Decide on the route").chooses("Approve")
    femi.presses("Record decision").is_told("Decision recorded")


def ada_decides_by_the_criteria(office: Office) -> None:
    """Somebody who is excluded is not accepted; the refusal names the standard."""
    ada = office.desk("ada").goes_to(office.case("intake/")).presses("Record decision")
    _decides(office, excluded=True)
    ada.sees("something excludes the person", "RISK-11").goes_to(office.case("intake/decide/"))
    _decides(office, excluded=False)
    ada.is_told("Decision recorded").sees("Accepted", "Says that they wish to leave")


def _decides(office: Office, *, excluded: bool) -> None:
    ada = office.desk("ada").chooses("Says that they wish to leave, or to talk about it")
    if excluded:
        ada.chooses("Is acutely ill, and needs treatment first")
    for question, answer in (("Are they in custody?", "Yes"), ("Is the programme for them?", "Yes")):
        ada.page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()
    ada.writes({"Reasons": "He asked twice, himself.", "When was it decided?": office.calendar.today})
    ada.presses("Record decision")


def ada_quotes_what_authorities_set(office: Office) -> None:
    """Security and control apart, each in the authority's words; the position in the group; the level; the housing."""
    ada, today = office.desk("ada"), office.calendar.today
    for kind, words in (("Security risk", "Category B"), ("Control risk", "Ordinary, looked at monthly")):
        ada.goes_to(office.case("intake/classify/")).chooses(kind)
        ada.writes({"What did it set?": words, "Which authority, and who?": "Category board, HMP Merevale"})
        ada.writes({"On which day was it set?": today}).presses("Record classification").is_told("recorded")
    ada.goes_to(office.case("intake/position/")).chooses("Gave tasks to others")
    ada.writes({"Who says so?": "The court", "On which day was it said?": today}).presses("Record position")
    ada.goes_to(office.case("intake/level/")).chooses("Alone").writes({"Why?": "He does not speak before others."})
    ada.presses("Record level").goes_to(office.case("intake/housing/"))
    less = ada.page.get_by_role("group", name="Which less restrictive options were looked at?")
    less.get_by_label("With others, in the ordinary regime").check()
    decided = ada.page.get_by_role("group", name="What did the authority decide?")
    decided.get_by_label("In a smaller unit").check()
    ada.page.get_by_role("group", name="Did the person get a copy?").get_by_label("Yes", exact=True).check()
    ada.writes(HOUSED).writes({"On which day is it looked at again?": today + timedelta(days=80)})
    ada.writes({"When was it decided?": today}).presses("Record housing").is_told("Housing recorded")


def aftercare_begins_in_custody(office: Office) -> None:
    """Who meets him at the gate comes already."""
    ada = office.desk("ada").goes_to(office.case("intake/aftercare/"))
    ada.writes({"Who comes already, and will come after release?": "Ivo Lind, Harbour Mentors"})
    ada.writes({"What is agreed for the day of release?": "Ivo meets him at the gate and goes with him to his room."})
    ada.writes({"When did it begin?": office.calendar.today}).presses("Record aftercare").is_told("recorded")


def nobody_starts_without_an_assessment_unless_mo_answers_for_it(office: Office) -> None:
    """The refusal says what is missing; the manager answers in writing, and it stays marked."""
    mo = office.desk("mo").goes_to(office.case("intake/")).presses("Authorise start")
    mo.sees("the assessment is not finished, and nobody answers for a start without it", "RISK-2")
    mo.goes_to(office.case("intake/")).follows("Start without an assessment")
    mo.writes({"Why does it start without an assessment?": "Release is on Friday; the assessor comes on Monday."})
    mo.presses("Answer for it").presses("Authorise start").is_told("The plan comes next")
    mo.sees("Without an assessment", "Mo Quill answers for it").pictures("exit-programme-intake")


def the_case_conference_approves_the_plan(office: Office) -> None:
    """The same meetings, with no quorum of an Act that does not apply."""
    gail = office.desk("gail").goes_to(office.panel)
    gail.page.get_by_role("row").filter(has_text=office.reference).get_by_role("link", name="Open item").click()
    gail.looks().writes({"Is Gail Ott there?": "Came", "Is Ben Hale there?": "Came"}).presses("Record who is there")
    gail.goes_to(office.case("plan/")).presses("Approve plan")
    gail.chooses("Meeting on", "All agreed").writes({"Reasons": "It fits."}).presses("Approve plan")
    gail.is_told("Plan approved")


def karl_consents_and_it_starts(office: Office) -> None:
    """He decides for himself."""
    today, ada = office.calendar.today, office.desk("ada")
    ada.goes_to(office.case("consent/ask/")).chooses("Support under the plan")
    ada.writes({"How is it asked": "In the visits room.", "When was it asked?": today})
    ada.presses("Record that it was asked").goes_to(office.case("consent/answer/"))
    ada.chooses("Support under the plan", "The person", "Presumed: nothing spoke against it", "Yes")
    ada.writes({"What was explained?": "What the programme is, and that he may stop.", "From when?": today})
    ada.writes({"How were they told to stop it?": "Tell Ivo.", "When did they answer?": today}).presses("Record answer")
    ada.goes_to(office.case("sessions/")).presses("Start support")
    ada.writes({"When did support start?": today}).presses("Start support").is_told("Support started")
    ada.goes_to(office.case()).sees("Start authorised").does_not_see("Taken on by the case conference")
