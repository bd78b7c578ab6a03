"""A panel looks at three cases, one after another, with the chair's page open on the wall."""

from __future__ import annotations

from datetime import date, timedelta

from playwright.sync_api import expect

from tests.journeys.steps.panel import MEMBERS
from tests.kit.browser import without_scripts
from tests.kit.desk import Desk
from tests.kit.office import Office

DISSENT = {"Who": "Merevale NHS Trust", "What they said": "Wait for the clinic first."}
REASONS = "She is alone, and the school has somebody whom she trusts."
VIEW = {"The view, and what it rests on": "The clinic has not seen her yet.", "What your agency offers": ""}
TWENTY_SECONDS = 21_000
UNDER_THE_KEYS = (
    "(({labels, innerText}) => (labels?.length ? labels[0].innerText : innerText).trim())(document.activeElement)"
)
MOST_KEYS = 120


def the_coordinator_calls_the_panel(office: Office, *, on: date) -> None:
    """Every case that is due is on the agenda; from its publication on the members read the papers."""
    ada = office.desk("ada").goes_to("/panels/").presses("Plan a panel in Northmere").chooses("Gail Ott")
    ada.writes({"When does it begin?": on, "Time, if known": "10am", "Where": "Northmere Town Hall, room 4"})
    ada.presses("Plan panel")
    office.panel = ada.page.url
    ada.presses("Publish agenda").is_told("Members may read the papers")


def members_prepare(office: Office, first: str, second: str) -> None:
    """Ben reads and says what the education service thinks of the first case, and steps out of the second."""
    ben = office.desk("ben").goes_to(f"/cases/{first}/").goes_to(office.panel)
    ben.follows(f"Give your view on {first}").chooses("Offer support", "Opinion")
    ben.writes({"The view, and what it rests on": "She misses lessons and sits alone."}).presses("Give view")
    ben.goes_to(office.panel).follows(f"Step out of {second}").chooses("Knows the person privately")
    ben.presses("Step out").is_told("You take no part")


def the_coordinator_adds_to_the_record(office: Office, reference: str) -> None:
    """Something comes to light between the papers and the meeting."""
    ada = office.desk("ada").goes_to(f"/cases/{reference}/notes/add/")
    ada.writes(
        {"When did it happen?": office.calendar.today, "What happened": "The form tutor rang: she came to the club."}
    )
    ada.chooses("Fact").presses("Add note").is_told("Note added")


def a_member_sees_what_is_new(office: Office, reference: str) -> None:
    """Ben comes back after days: the agenda and the case say what was added since he last looked."""
    ben = office.desk("ben").goes_to(office.panel).sees("Since you last looked")
    ben.goes_to(f"/cases/{reference}/").sees("Since you last looked on").follows("Read what is new")
    ben.is_at("Since you last looked").sees("The form tutor rang").pictures("since")


def the_chair_opens(office: Office, reference: str, *, phone: bool = False) -> Desk:
    """Gail opens an item from the agenda and records who is there."""
    gail = office.desk("gail", phone=phone).goes_to(office.panel)
    row = gail.page.get_by_role("row").filter(has_text=reference)
    row.get_by_role("link", name="Open item").click()
    return gail.looks()


def records_who_is_there(gail: Desk, *, but: tuple[str, ...] = ()) -> Desk:
    """Who came, and whether the panel may decide."""
    there = {name: "Sent apologies" if name in but else "Came" for name in MEMBERS}
    asked = {name: came for name, came in there.items() if gail.page.get_by_label(f"Is {name} there?").count()}
    gail.writes({f"Is {name} there?": came for name, came in asked.items()})
    return gail.presses("Record who is there")


def a_view_comes_in_while_the_chair_writes(office: Office, gail: Desk, reference: str) -> None:
    """Noor sends her view from her own desk. The chair's page shows it by itself and keeps what she is writing."""
    gail.writes({"Reasons": REASONS})
    noor = office.desk("noor").goes_to(office.panel).follows(f"Give your view on {reference}")
    noor.chooses("No view", "Opinion").writes(VIEW).presses("Give view").is_told("recorded")
    if without_scripts(gail.page):
        gail.presses("Refresh")
    else:
        gail.page.get_by_label("Reasons").focus()
        gail.page.clock.run_for(TWENTY_SECONDS)
    gail.sees("The clinic has not seen her yet.")
    expect(gail.page.get_by_label("Reasons")).to_have_value(REASONS)


def the_panel_adopts_with_a_dissent(office: Office, gail: Desk, *, picture: str = "") -> None:
    """Read back in one sentence with the dissent, then recorded."""
    gail.chooses("Adopt", "By majority").writes({"What kind of support": "A mentor once a week."})
    gail.writes(DISSENT, under="Dissent 1")
    by = office.calendar.today + timedelta(days=7)
    gail.writes({"What": "Ring the clinic", "Who": "Ben Hale, Northmere Education Service", "By": by}, under="Action 1")
    if picture:
        gail.presses("Save draft").goes_to(gail.page.url).pictures(picture)
    gail.presses("Read back").sees("Quorum met", "Wait for the clinic first.", "support is offered under Channel")
    gail.presses("Record decision").is_told("Decision recorded")


def the_next_case_waits_for_the_signature(gail: Desk, second: str, *, picture: str = "") -> None:
    """Gail tries to go on; the page says what is open and what helps. Nothing holds her back from the agenda."""
    gail.goes_to(second).sees(
        "was not opened", "is decided and its minutes are not signed", "What would make it possible"
    )
    if picture:
        gail.pictures(picture)
    gail.follows("Sign the minutes of item").presses("Sign minutes").is_told("signed")


def the_second_case_is_put_off(office: Office, gail: Desk) -> None:
    """Ben has stepped out and police are missing, so there is no quorum: the decision is put off to a day."""
    gail.sees("Steps out: conflict of interest")
    records_who_is_there(gail, but=("Dee Frost",)).sees("No quorum", "nobody from")
    gail.chooses("Defer", "All agreed").writes({"Reasons": "Police of the area were not there."})
    gail.writes({"Take it up again on": office.calendar.today + timedelta(days=28)})
    gail.presses("Read back").sees("No quorum").presses("Record decision").is_told("Decision recorded")


def the_chair_leaves_it_unsigned(gail: Desk) -> None:
    """The room is needed: the minutes wait, with a reason, and the next case opens."""
    gail.follows("Leave unsigned").writes({"Reason": "The room was needed. Signed tomorrow."})
    gail.presses("Leave unsigned").is_told("The task to sign stays open")


def decides_with_the_keyboard_alone(gail: Desk) -> Desk:
    """No mouse: who is there, the decision and its reasons, read back, recorded, signed."""
    for name in MEMBERS:
        if gail.page.get_by_label(f"Is {name} there?").count():
            _tabs_to(gail, f"Is {name} there?").page.keyboard.type("Came")
    _enters(gail, "Record who is there").sees("Quorum met")
    for option in ("Adopt", "All agreed"):
        _tabs_to(gail, option).page.keyboard.press("Space")
    _tabs_to(gail, "Reasons").page.keyboard.type(REASONS)
    _enters(gail, "Read back").is_at("Read this back to the room").sees("Quorum met", REASONS)
    _enters(gail, "Record decision").is_told("Decision recorded")
    return _enters(gail, "Sign minutes").is_told("signed")


def _tabs_to(gail: Desk, words: str) -> Desk:
    for _key in range(MOST_KEYS):
        gail.page.keyboard.press("Tab")
        if gail.page.evaluate(UNDER_THE_KEYS).startswith(words):
            return gail
    raise AssertionError(f"no key leads to “{words}”")


def _enters(gail: Desk, button: str) -> Desk:
    with gail.page.expect_navigation():
        _tabs_to(gail, button).page.keyboard.press("Enter")
    return gail.looks()
