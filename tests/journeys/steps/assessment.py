"""An assessor is asked, weighs the evidence, and finishes."""

from __future__ import annotations

from datetime import timedelta

from tests.kit.desk import Desk
from tests.kit.office import Office
from throughcare.cli import demo_gathering
from throughcare.commons.agencies.models import Account
from throughcare.commons.assessments import actions, queries
from throughcare.commons.assessments.instruments import instrument
from throughcare.commons.cases import gate
from throughcare.frame.transaction import acting

BROWSED = 3
REASON = "The framework that took its place is not published, and this one is what we are trained in."
FORMULATION = {
    "What seems to drive this": "Feels unheard since the quarrel at school, and found people online who listen.",
    "What the person needs": "Somebody who listens, and a way back into school.",
    "What protects": "A mother who noticed, a twin brother who is getting help, two teachers, and football.",
    "What makes the person resilient": "Came back to both teachers after the quarrel.",
    "What helps the person take part": "Talks on a walk more easily than in a room.",
    "How influence reaches the person": "People online talk about getting even; a classmate passes it on.",
    "What could happen, how and when": "They ask him to meet after another quarrel.",
    "What support and safeguards would help": "A mentor every week, and football.",
    "What is not known": "Who the people online are, and what happened in May.",
    "What would change our mind": "Steady company offline would lower our worry; plans to meet them would raise it.",
    "A summary for the person": "School has been hard. We think somebody to talk to, and football, could help.",
}
FIRST_HAND = "First hand, not confirmed"
SAID = (
    "Says that nobody listens until something breaks.",
    "his mother",
    "Somebody else",
    "Somebody else's report",
    FIRST_HAND,
)
SPEAKS_WELL = ("Still speaks well of two teachers.", "form tutor", "Somebody else", "Opinion", FIRST_HAND)
LEFT = ("Left football within a month; spends evenings online.", "his mother", "Somebody else", "Fact", FIRST_HAND)
PARTS = ("Piece 1", "Or another source", "What it is", "Kind", "How reliable, if somebody told it")


def the_coordinator_asks_an_assessor(office: Office) -> None:
    """Hana may open the case from then on."""
    ada = office.desk("ada").goes_to(office.case("assessment/")).follows("Ask somebody to assess")
    ada.chooses("Hana Brook").writes({"By when?": office.calendar.today + timedelta(days=7)})
    ada.presses("Ask to assess").is_told("Hana Brook was asked to assess")


def the_assessor_drafts(office: Office) -> None:
    """An instrument that was superseded needs a reason; unknown is kept apart from absent."""
    hana = office.desk("hana").follows(f"Assess {office.reference}").presses("Start assessment")
    hana.chooses("Vulnerability assessment framework").writes({"Why this instrument, although": REASON})
    hana.presses("Start assessment").presses("Continue")
    _weighs(hana, "Some sign", speaks_for=SAID, against=SPEAKS_WELL)
    _weighs(hana, "Not known", missing="The school's account of the fight in May. The form tutor may know.")
    hana.sees("2 of 13 looked at", "missing: The school's account").pictures("assessment-draft")
    _weighs(hana, "Strong sign", speaks_for=LEFT)
    hana.sees("3 of 13 looked at")


def _weighs(
    hana: Desk,
    presence: str,
    *,
    speaks_for: tuple[str, ...] = (),
    against: tuple[str, ...] = (),
    missing: str = "",
) -> None:
    hana.chooses(presence)
    if missing:
        hana.writes({"What is missing, and who might know?": missing})
    for side, piece in (("Evidence for", speaks_for), ("Evidence against", against)):
        hana.writes(dict(zip(PARTS, piece, strict=False)), under=side)
    if speaks_for and not against:
        hana.chooses("I looked for evidence against, and found none")
    hana.presses("Save and open next")


def a_colleague_writes_a_part(office: Office) -> None:
    """The assessor leads; the coordinator writes what she knows, with her name beside it, and hands the part over."""
    hana = office.desk("hana").goes_to(office.case("assessment/")).follows("Invite a colleague to write a part")
    hana.chooses("Ada Marsh", "Capability").writes({"By when?": office.calendar.today + timedelta(days=3)})
    hana.presses("Invite colleague").is_told("Ada Marsh was invited").sees("Who writes with you")
    ada = office.desk("ada").goes_to(office.case("assessment/")).sees("Hana Brook leads this assessment")
    _weighs(ada.presses("Continue"), "No sign", against=SPEAKS_WELL)
    ada.sees("written by Ada Marsh").goes_to(office.case("assessment/")).follows("Your part is done")
    ada.presses("Hand the part over").is_told("Your part is with Hana Brook.")


def the_assessor_goes_on_through_the_week(office: Office) -> None:
    """The other factors, one after another as the first three; no browser is needed to believe it."""
    hana, at = Account.objects.get(username="hana").staff_id, office.calendar.now()
    with acting("staff", staff=hana, at=at):
        case = gate.open(office.reference, by=hana, at=at)
        draft = queries.my_draft(case)
        assert draft is not None
        for factor in [one for one in draft.instrument.factors[BROWSED:] if draft.gaps(one.code)]:
            actions.save_factor(case, factor=factor.code, mine=demo_gathering.nothing_seen(), revision=0, at=at)


def the_assessor_finishes(office: Office) -> None:
    """What drives it, what protects, what is not known, what would change our mind; and no overall level."""
    hana = office.desk("hana").goes_to(office.case("assessment/")).follows("Formulation")
    hana.writes(FORMULATION).chooses("Both online and offline").presses("Save and check").sees(
        "How it was done"
    ).follows("How it was done")
    hana.chooses("The file alone. The person was not asked", "Education")
    hana.page.get_by_role("group", name="Were the limits").get_by_label("No", exact=True).check()
    hana.page.get_by_role("group", name="Was the draft offered").get_by_label("No", exact=True).check()
    hana.writes({"Why not?": "Nobody has met him yet.", "Why was it not offered?": "Nobody has met him yet."})
    hana.presses("Save and check").sees("Nothing is missing").presses("Finish assessment")
    hana.is_told("Assessment finished").goes_to(office.case()).is_at("Page not found")


def the_coordinator_reads_the_assessment(office: Office) -> None:
    """The formulation first, then each factor with its evidence for and against."""
    ada = office.desk("ada").goes_to(office.case("assessment/")).sees("Superseded")
    ada.page.get_by_role("row").filter(has_text="Hana Brook").get_by_role("link").click()
    ada.looks().sees("Superseded", "Factors are not added up", "Missing:").pictures("assessment")


def the_coordinator_assesses_again_and_reads_what_changed(office: Office) -> None:
    """Each question stands as it was answered each time; what changed is told item by item, and nothing is added up."""
    ada, at = Account.objects.get(username="ada").staff_id, office.calendar.now()
    used = instrument(demo_gathering.FRAMEWORK)
    with acting("staff", staff=ada, at=at):
        case = gate.open(office.reference, by=ada, at=at)
        actions.start(case, used=used, reason=REASON, why="A month of support", at=at)
        for factor in used.factors:
            actions.save_factor(case, factor=factor.code, mine=demo_gathering.nothing_seen(), revision=0, at=at)
        actions.save_formulation(case, texts=demo_gathering.FORMULATION, revision=0, at=at)
        actions.save_grounds(case, grounds=demo_gathering.how_it_was_done(), revision=0, at=at)
        actions.finish(case, at=at)
    desk = office.desk("ada").goes_to(office.case("assessment/")).follows("Change over time")
    desk.sees("Engagement, in words", "no direction").looks().presses("Show what changed")
    desk.sees("Some sign", "No sign", "It was not known before", "None of those asked has seen this.").looks()
