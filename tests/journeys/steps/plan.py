"""The plan is written and approved, consent asked and given, and the person agrees in their own words."""

from __future__ import annotations

from datetime import timedelta

from tests.journeys.steps import panel
from tests.kit.office import Office

GOAL = {
    "The goal in the person's words": "I want somebody who does not laugh.",
    "The goal in ours": "One trusted adult, and football on Saturdays, by October",
    "How will we both know?": "He says so, and the coach sees him.",
}
SUPPORT = {
    "What kind of support?": "Mentoring",
    "What is done?": "Walks and talks",
    "Which colleague provides it?": "Ivo Lind, Harbour Mentors",
    "How often?": "Once a week",
    "How many sessions are planned?": "7",
}
ANSWERED = {
    "Their name": "Mara Tarrow",
    "How was that judged?": "He is 16 and was asked first, alone.",
    "What was explained?": "What support is, who gives it, that it can stop at any time.",
    "Which leaflet was given?": "About support, large print",
    "In which language?": "English",
    "In their words": "If it helps him, yes.",
    "How were they told to stop it?": "Tell Ada or the mentor.",
}


def the_coordinator_writes_the_plan(office: Office) -> None:
    """The statements of the Act begin with what the panel said; a need leads to a goal, and a goal to support."""
    ada = (
        office.desk("ada").goes_to("/work/?list=mine&sort=person").sees("Write the plan").goes_to(office.case("plan/"))
    )
    ada.follows("Write the statements").sees("At the school, with the form tutor near.")
    ada.writes({"When is it asked?": "In the week after the panel approves the plan.", "By whom?": "Ada Marsh."})
    ada.writes({"Who provides it?": "Harbour Mentors, and the school."})
    ada.writes({"How and when is it provided?": "In person, Wednesdays after school, for three months."})
    ada.presses("Save to the plan").follows("Add a need").writes({"What is the need?": "Somebody to talk to"})
    ada.writes({"Why? What does it rest on?": "He says that nobody listens."}).presses("Save to the plan")
    ada.sees("has no goal").follows("Add a goal to it").writes(GOAL).presses("Save to the plan")
    begins = office.calendar.today + timedelta(days=14)
    ada.follows("Add support").writes(SUPPORT).writes({"From": begins, "Until": begins + timedelta(days=70)})
    ada.presses("Save to the plan").does_not_see("Not covered yet").presses("Send to panel").is_told(
        "sent to the panel"
    )


def the_panel_approves_the_plan(office: Office) -> None:
    """All agree, and from then on consent may be asked."""
    gail = panel.the_chair_opens_the_item(office).follows("Go to plan to approve").presses("Approve plan")
    gail.chooses("Meeting on", "All agreed").writes({"Reasons": "It fits what he asks for."}).presses("Approve plan")
    gail.is_told("Plan approved").goes_to(office.case("plan/")).pictures("plan")


def the_person_is_told(office: Office) -> None:
    """Until now nothing was printed for Seth or sent to him."""
    ada = (
        office.desk("ada")
        .goes_to(office.case("told/"))
        .follows("Record whether they know of the record")
        .chooses("Yes")
    )
    ada.writes({"When were they told": office.calendar.today, "What was said": "At the school, with the form tutor."})
    ada.presses("Record answer").goes_to(office.case()).sees("Told on")


def consent_is_asked_and_given(office: Office) -> None:
    """For a child of sixteen his mother answers, and he was asked first."""
    today = office.calendar.today
    ada = office.desk("ada").goes_to(office.case("consent/")).presses("Record that it was asked")
    ada.chooses("Support under the plan").writes({"How is it asked": "At the school, with the form tutor near."})
    ada.writes({"When was it asked?": today}).presses("Record that it was asked").presses("Record the answer")
    ada.chooses("Support under the plan", "A parent", "A child: the guardian decides, the child was heard")
    ada.chooses("Yes").writes(ANSWERED).writes({"From when?": today, "When did they answer?": today})
    ada.presses("Record answer").goes_to(office.case("consent/")).sees("Consent given").pictures("consent")


def the_person_agrees_in_their_own_words(office: Office) -> None:
    """Agreeing to the plan is another thing than consent, and has its own record."""
    ada = office.desk("ada").goes_to(office.case("plan/")).follows("Record what they say").chooses("Yes")
    ada.writes({"What they say, in their words": "Talking is all right. I want to play again."})
    ada.writes({"When did they say so?": office.calendar.today}).presses("Record what they say")
    ada.sees("Talking is all right. I want to play again.")
