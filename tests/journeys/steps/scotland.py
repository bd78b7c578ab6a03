"""The same life under a Multi-Agency Panel: another intake, an appointed chair, and a young person who agrees beside a guardian."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tests.journeys.steps import plan
from tests.kit.office import Office
from throughcare.cli import demo_cases, demo_gathering
from throughcare.commons.agencies import queries as agencies
from throughcare.commons.agencies.models import Account
from throughcare.kernel.definitions import load

THERE = ("Morag Innes", "Ross Baird")
STATEMENTS = {
    "How is consent asked?": "At home, with his aunt near.",
    "When is it asked?": "In the week after the panel approves the plan.",
    "By whom?": "Isla Munro.",
    "What kind of support is offered?": "A mentor once a week.",
    "Who provides it?": "Harbour Mentors.",
    "How and when is it provided?": "In person, on Tuesdays, for three months.",
}
STANDS_FOR = {"ada": "isla", "dee": "ross", "femi": "una", "gail": "morag", "hana": "eilidh", "ivo": "fergus"}


def somebody_is_worried(office: Office, *, came: datetime) -> demo_cases.Story:
    """A deputy head tells it. The area lies in Scotland, so the case opens under the Multi-Agency Panel."""
    area = agencies.area_by_code("lochmuir")
    assert area is not None
    by_name = dict(Account.objects.values_list("username", "staff_id"))
    staff = by_name | {usual: by_name[ours] for usual, ours in STANDS_FOR.items()}
    case = next(one for one in load("demo", "world").data["cases"] if one["area"] == "lochmuir")
    office.reference = demo_cases.build(
        case, area=area.pk, staff=staff, at=came, now=office.calendar.turn_to(came.date())
    )
    return demo_cases.Story(case, office.reference, staff, came, came + timedelta(days=40), area.pk)


def the_delivery_unit_checks(office: Office) -> None:
    """The Prevent Delivery Unit receives it, and everybody else reads its name and no more."""
    office.desk("isla").goes_to(office.case()).sees(
        "With the Prevent Delivery Unit for checks", "Prevent Multi-Agency Panel (PMAP), version 2023-12-15"
    )
    ross = office.desk("ross").goes_to(office.case("checks/")).presses("Record deconfliction")
    ross.chooses("Contact is clear").writes({"What the answer rests on": "No live work is cut across."})
    ross.writes({"When was it answered?": office.calendar.today}).presses("Record answer")
    office.desk("una").goes_to(office.case("checks/")).presses("Confirm answer").is_told("confirmed")
    ross.goes_to(office.case("checks/")).presses("Assess the gateway")
    ross.writes({"What speaks for": "Younger boys heard it.", "What speaks against": "No plan is known."})
    ross.chooses("Yes").writes({"When was it assessed?": office.calendar.today}).presses("Record gateway")
    ross.presses("Propose a route").chooses("To the Multi-Agency Panel").writes({"Grounds": "Reasonable grounds."})
    ross.presses("Send for second approval")
    una = office.desk("una").goes_to(office.case("checks/")).presses("Decide on the route")
    una.chooses("Approve").writes({"Your reasons": "I agree."}).presses("Record decision").is_told("Decision recorded")


def partners_answer_and_somebody_assesses(story: demo_cases.Story) -> None:
    """As everywhere."""
    demo_gathering.asked(story)
    demo_gathering.assessed(story)


def isla_plans_a_panel(office: Office, *, on: date) -> None:
    """The page names the panel as it is named there, and says that nobody has appointed the chair."""
    isla = (
        office.desk("isla").goes_to("/panels/").presses("Plan a Multi-Agency Panel in Lochmuir").chooses("Morag Innes")
    )
    isla.writes({"When does it begin?": on, "Time, if known": "10am", "Where": "Lochmuir Council, room 2"})
    isla.presses("Plan Multi-Agency Panel").sees("Lochmuir Multi-Agency Panel", office.reference, "Not recorded yet")
    office.panel = isla.page.url
    isla.presses("Publish agenda").is_told("Members may read the papers")


def morag_opens_the_item(office: Office):
    """Who is there is recorded, and the quorum is the Act's."""
    morag = office.desk("morag").goes_to(office.panel)
    morag.page.get_by_role("row").filter(has_text=office.reference).get_by_role("link", name="Open item").click()
    morag.looks().writes({f"Is {name} there?": "Came" for name in THERE})
    return morag.presses("Record who is there").sees("Quorum met").goes_to(morag.page.url)


def nobody_adopts_before_the_chair_is_appointed(office: Office) -> None:
    """The refusal cites the Scottish rule; once the appointment is recorded the same words are taken."""
    morag = morag_opens_the_item(office).chooses("Adopt", "All agreed").writes({"Reasons": "He asks for help."})
    morag.presses("Read back").sees("nobody has recorded that the chief social work officer appointed the chair")
    morag.pictures("chair-not-appointed")
    isla = office.desk("isla").goes_to(office.panel).follows("Record who appointed the chair")
    isla.writes({"Who appointed the chair?": "Elspeth Rae, chief social work officer"})
    isla.writes({"On which day?": office.calendar.today}).presses("Record appointment").is_told("was appointed")
    isla.sees("Elspeth Rae, chief social work officer")
    morag.goes_to(office.panel).page.get_by_role("link", name="Open item").first.click()
    morag.looks().chooses("Adopt", "All agreed").writes({"Reasons": "He asks for help."}).presses("Read back")
    morag.sees("support is offered under Prevent Multi-Agency Panel (PMAP)").presses("Record decision")
    morag.is_told("Decision recorded").goes_to(office.panel).follows("Open item")
    morag.follows("Read the minutes").presses("Sign minutes").is_told("signed")


def isla_writes_the_plan(
    office: Office,
    *,
    who: str = "isla",
    mentor: str = "Fergus Dow, Harbour Mentors",
    panel: str = "Multi-Agency Panel",
) -> None:
    """As everywhere, with a mentor of the place, for whoever approves a plan there."""
    isla = office.desk(who).goes_to(office.case("plan/")).follows("Write the statements").writes(STATEMENTS)
    isla.presses("Save to the plan").follows("Add a need").writes({"What is the need?": "Somebody to talk to"})
    isla.writes({"Why? What does it rest on?": "Nobody listens."}).presses("Save to the plan")
    isla.follows("Add a goal to it").writes(plan.GOAL).presses("Save to the plan")
    begins = office.calendar.today + timedelta(days=14)
    support = plan.SUPPORT | {"Which colleague provides it?": mentor}
    isla.follows("Add support").writes(support).writes({"From": begins, "Until": begins + timedelta(days=70)})
    isla.presses("Save to the plan").presses(f"Send to {panel}").is_told(f"sent to the {panel}")


def the_panel_approves_the_plan(office: Office) -> None:
    """Again under a chair whose appointment is recorded."""
    isla = office.desk("isla").goes_to(office.panel).follows("Record who appointed the chair")
    isla.writes({"Who appointed the chair?": "Elspeth Rae, chief social work officer"})
    isla.writes({"On which day?": office.calendar.today}).presses("Record appointment")
    morag = morag_opens_the_item(office).follows("Go to plan to approve").presses("Approve plan")
    morag.chooses("Meeting on", "All agreed").writes({"Reasons": "It fits."}).presses("Approve plan")
    morag.is_told("Plan approved")


def the_aunt_consents(office: Office) -> None:
    """For a child somebody with parental responsibilities answers, and beside it he is asked himself."""
    isla = office.desk("isla").goes_to(office.case("consent/")).presses("Record that it was asked")
    isla.chooses("Support under the plan").writes({"How is it asked": "At home."})
    isla.writes({"When was it asked?": office.calendar.today}).presses("Record that it was asked")
    _answers(office, who="A guardian", capacity="A child: the guardian decides, the child was heard", name="Jean Reith")
    isla.goes_to(office.case("consent/")).sees("Consent given", "has not said yes yet, and support waits for it")
    isla.pictures("beside-a-guardian")


def support_waits_for_his_own_yes(office: Office) -> None:
    """A guardian's yes alone starts nothing from the age that the pathway names."""
    isla = office.desk("isla").goes_to(office.case("sessions/")).presses("Start support")
    isla.writes({"When did support start?": office.calendar.today}).presses("Start support")
    isla.sees("a guardian has consented, and the young person has not said yes beside it", "Legal Capacity (Scotland)")
    _answers(office, who="The person", capacity="A child: the guardian decides, the child was heard")
    isla.goes_to(office.case("sessions/")).presses("Start support")
    isla.writes({"When did support start?": office.calendar.today}).presses("Start support").is_told("Support started")


def _answers(office: Office, *, who: str, capacity: str, name: str = "") -> None:
    today, isla = office.calendar.today, office.desk("isla")
    isla.goes_to(office.case("consent/answer/")).chooses("Support under the plan", who, capacity, "Yes")
    isla.writes({"Their name": name, "What was explained?": "What support is, and that it can stop at any time."})
    isla.writes({"How were they told to stop it?": "Tell Isla.", "From when?": today, "When did they answer?": today})
    isla.presses("Record answer").is_told("recorded")
