"""A case under the exit programme, taken as far as a test wants it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tests.kit.invented import NOW, Invented
from throughcare.commons.people.actions import NewPerson
from throughcare.kernel.time import uk_today
from throughcare.stages.checks import actions as checks
from throughcare.stages.intake import actions, rules
from throughcare.stages.referrals.telling import STAFF, NewReferral

TODAY = uk_today(NOW)
SOON = TODAY + timedelta(days=60)
KARL = NewPerson(name="Karl Voss", born_on=date(1990, 2, 1), birth_precision="exact")
YES = rules.Decided(
    accepted=True, in_custody=True, target_group=["wishes_to_leave"], reasons="He asked for it himself, twice."
)


OTHERS_ASKED = rules.Asking(themselves=False)


def opened(
    invented: Invented,
    *,
    by: str = "ada",
    area: str = "northmere",
    at: datetime = NOW,
    asking: rules.Asking = OTHERS_ASKED,
) -> str:
    """Open a case under the programme, by its own verb."""
    new = NewReferral(
        what_worries="He wrote that he wants out.",
        area_id=invented.areas[area],
        channel=STAFF,
        received_at=at,
        person=KARL,
    )
    with invented.acting(by, at=at) as staff:
        return actions.open_case(new, asking=asking, by=staff, at=at).reference


def at_intake(invented: Invented) -> str:
    """Let police say that contact is clear, two people at each step."""
    reference = opened(invented)
    with invented.opened(reference, "dee") as case:
        checks.deconflict(case, answer="clear", words="", happened_at=NOW, at=NOW)
    with invented.opened(reference, "femi") as case:
        checks.confirm_deconfliction(case, at=NOW)
    with invented.opened(reference, "dee") as case:
        checks.propose_route(case, route="to_intake", grounds="Nothing is cut across.", signposted_to="", at=NOW)
    with invented.opened(reference, "femi") as case:
        checks.approve_route(case, approved=True, words="", at=NOW)
    return reference


def accepted(invented: Invented, decided: rules.Decided = YES) -> str:
    """Accept the person into the programme."""
    reference = at_intake(invented)
    with invented.opened(reference, "ada") as case:
        actions.accept(case, decided=decided, happened_at=NOW, at=NOW)
    return reference


def classified(invented: Invented, reference: str) -> None:
    """Quote both levels, and record the position and the level of the work."""
    with invented.opened(reference, "ada") as case:
        for kind in (rules.SECURITY, rules.CONTROL):
            quoted = {"kind": kind, "level": "B", "authority": "Category board, HMP Merevale", "set_on": TODAY}
            actions.classify(case, **quoted, at=NOW)
        position = {"kind": rules.POSITION, "level": "", "authority": "The person", "set_on": TODAY}
        actions.classify(case, **position, position="member", at=NOW)
        actions.choose_level(case, mode="individual", why="He does not speak before others.", at=NOW)


def housing(**changed: object) -> actions.NewHousing:
    """A housing decision that says everything."""
    said: dict[str, object] = {
        "considered": ["with_others", "with_others_watched"],
        "decided": "smaller_unit",
        "why_not_less": "He was threatened on the wing.",
        "look_again_on": SOON,
        "authority": "Governor, HMP Merevale",
        "copy_given": True,
    }
    return actions.NewHousing(**{**said, **changed})  # type: ignore[arg-type]  # what a test changes fits


def housed(invented: Invented, reference: str) -> None:
    """Record where the person is housed."""
    with invented.opened(reference, "ada") as case:
        actions.record_housing(case, new=housing(), happened_at=NOW, at=NOW)
