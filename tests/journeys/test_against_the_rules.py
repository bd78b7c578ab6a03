"""What happened is recorded although a rule says that it should not have: kept, marked, told, and authorising nothing.

Ada learns that a session was held before anybody was asked for consent, and records it. Gail's panel decided without a
quorum; she records the decision as it happened. Both are marked, Ada is asked to look at them, and nothing follows:
no session can be planned, and the case stands where it stood.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.kit.browser import axe
from tests.kit.forms import fill_in
from tests.kit.halfway import Halfway
from tests.kit.site import Site
from throughcare.commons.cases.models import Case, RuleIncident, Task

pytestmark = pytest.mark.browser

PageOf = Callable[..., Page]
MARK = "Recorded against a rule"


@pytest.fixture(scope="module")
def site(at_each_gate: tuple[Site, Halfway]) -> Site:
    """Give one site to the whole file."""
    return at_each_gate[0]


def test_a_session_without_consent_is_kept_and_permits_nothing(page_of: PageOf, world: Halfway):
    case, ada = world.address("{case}/", "plan approved"), page_of("ada")
    ada.goto(f"{case}sessions/")
    ada.get_by_role("link", name="Report a session that was not planned").click()
    axe(ada)
    fill_in(ada, {"attendance": "came", "tell": "no", "ended": "11am"})
    ada.get_by_role("button", name="Send report").click()

    expect(ada.locator("main")).to_contain_text("Report sent")
    expect(ada.get_by_role("row", name=MARK)).to_have_count(1)
    axe(ada)
    _is_to_be_looked_at(ada, world, "plan approved", "consent to support is not in force")
    ada.goto(f"{case}sessions/plan/")
    fill_in(ada, {"starts": "+3"})
    ada.get_by_role("button", name="Plan session").click()
    expect(ada.locator("main")).to_contain_text("consent to support is not in force")
    assert _stage(world, "plan approved") == "consent"


def test_a_decision_without_quorum_is_kept_and_permits_nothing(page_of: PageOf, world: Halfway):
    stands = "before an empty panel"
    gail, ada = page_of("gail"), page_of("ada")
    gail.goto(world.address("{case}/panel/{item}/", stands))
    chosen = {"outcome": "adopt", "reached": "unanimity", "reasons": "Everybody who came was for it."}
    fill_in(gail, chosen, only_chosen=True)
    gail.get_by_role("button", name="Read back").click()
    expect(gail.get_by_role("heading", name="What is missing")).to_be_visible()
    expect(gail.get_by_role("button", name="Record decision")).to_have_count(0)
    axe(gail)
    gail.get_by_role("button", name="Record as it happened").click()

    expect(gail.locator("main")).to_contain_text("It authorises nothing")
    expect(gail.locator("main")).to_contain_text(MARK)
    axe(gail)
    _is_to_be_looked_at(ada, world, stands, "nobody from the local authority is at the meeting")
    ada.goto(world.address("{case}/plan/statements/", stands))
    fill_in(ada)
    ada.get_by_role("button", name="Save to the plan").click()
    expect(ada.locator("h1", has_text="The plan was not saved")).to_be_visible()
    assert _stage(world, stands) == "panel"


def _is_to_be_looked_at(ada: Page, world: Halfway, stands: str, rule: str) -> None:
    """Somebody has a task, and the rule that was not kept is on record."""
    reference = world.references[stands]
    assert rule in RuleIncident.objects.filter(case__reference=reference).values_list("rule", flat=True)
    task = Task.objects.get(case__reference=reference, code="cases.look_at_incident", done_at__isnull=True)
    assert task.assigned_to_id == world.people.staff["ada"]
    ada.goto(world.address("{case}/tasks/", stands))
    expect(ada.get_by_role("row", name="Look at what was recorded against a rule")).to_be_visible()
    axe(ada)


def _stage(world: Halfway, stands: str) -> str:
    return Case.objects.get(reference=world.references[stands]).stage
