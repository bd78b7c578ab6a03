"""The stories of the demo: each takes a case some way through its life, by the acts that people use.

A story is a list of steps. Whoever builds a stage adds its step here, and names it in the stories that reach it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from throughcare.cli import demo_gathering, demo_life, demo_told, demo_upkeep
from throughcare.kernel.time import UK, uk_today

if TYPE_CHECKING:
    from throughcare.commons.cases.gate import OpenCase

TOLD = (
    "what_worries",
    "where_and_when",
    "how_known",
    "child_worry",
    "child_words",
    "person_knows",
    "sector",
    "concern_type",
)
KNOWN = ("name_used", "birth_precision", "gender", "phone", "address", "interpreter")


@dataclass(frozen=True)
class Story:
    """One case of the demo: its reference, who is who, when it came in, and today."""

    case: Mapping[str, Any]
    reference: str
    staff: Mapping[str, int]
    came_at: datetime
    now: datetime
    area_id: int = 0

    def moment(self, days: float) -> datetime:
        """This will give a moment in office hours some days after the case came in, which may lie ahead of today."""
        return at_work(self.came_at, days)

    @contextmanager
    def as_person(self, username: str, *, days: float) -> Iterator[tuple[OpenCase, datetime]]:
        """This will open the case as one of the invented people, some days after it came in."""
        from throughcare.commons.cases import gate
        from throughcare.frame.transaction import acting

        at = min(at_work(self.came_at, days), self.now)
        with acting("staff", staff=self.staff[username], at=at):
            yield gate.open(self.reference, by=self.staff[username], at=at), at


def at_work(from_at: datetime, days: float) -> datetime:
    """This will give a moment in office hours some days later; the fraction of a day is a fraction of the hours."""
    day = uk_today(from_at) + timedelta(days=int(days))
    minutes = 9 * 60 + int(days % 1 * 8 * 60)
    return datetime.combine(day, time(minutes // 60, minutes % 60), tzinfo=UK)


def build(case: Mapping[str, Any], *, area: int, staff: Mapping[str, int], at: datetime, now: datetime) -> str:
    """This will receive one case at a moment, take it through its story, and give its reference."""
    return live(case, STORIES[case["story"]], area=area, staff=staff, at=at, now=now)


def live(
    case: Mapping[str, Any],
    steps: Iterable[Callable[[Story], None]],
    *,
    area: int,
    staff: Mapping[str, int],
    at: datetime,
    now: datetime,
) -> str:
    """This will receive one case at a moment, take it through some steps, and give its reference."""
    reference = _received(case, area=area, at=at)
    for step in steps:
        step(Story(case, reference, staff, at, now, area))
    return reference


def _received(case: Mapping[str, Any], *, area: int, at: datetime) -> str:
    from throughcare.frame.transaction import acting
    from throughcare.stages.referrals import actions
    from throughcare.stages.referrals.telling import PUBLIC, NewReferral

    told = {key: case[key] for key in TOLD if key in case}
    with acting("public_form", staff=None, at=at):
        concern = NewReferral(
            area_id=area, channel=PUBLIC, received_at=at, person=_person(case), originator=_originator(case), **told
        )
        return actions.receive(concern, by=None, at=at).reference


def _person(case: Mapping[str, Any]) -> Any:
    from throughcare.commons.people.actions import NewPerson

    known = {key: case[key] for key in KNOWN if key in case}
    born_on = date.fromisoformat(case["born_on"]) if "born_on" in case else None
    return NewPerson(name=case["name"], born_on=born_on, other_names=tuple(case.get("other_names", ())), **known)


def _originator(case: Mapping[str, Any]) -> Any:
    from throughcare.stages.referrals.telling import NewOriginator

    told = {key: words for key, words in case["from"].items() if key != "anonymous"}
    hidden = bool(case["from"].get("anonymous"))
    return NewOriginator(**told, anonymous_to_person=hidden, anonymous_to_panel=hidden, wish_was_asked=True)


def careful(story: Story) -> None:
    """This will write down how to reach the person safely."""
    from throughcare.commons.cases import actions

    with story.as_person("dee", days=0.2) as (case, at):
        actions.record_care(
            case,
            safe_contact="text only, after 4pm, not at home",
            take_care="Do not ring the home number. Ask for the first name only.",
            at=at,
        )


def noted(story: Story) -> None:
    """This will write a first note."""
    from throughcare.commons.cases import actions

    with story.as_person("ada", days=0.4) as (case, at):
        actions.add_note(
            case,
            compartment="core",
            text="Rang the school. The form tutor will write down what was said and when.",
            kind="fact",
            source="",
            happened_at=at,
            at=at,
        )


def cleared(story: Story) -> None:
    """This will take the case through the police steps to the panel, two people at each weighty step."""
    from throughcare.stages.checks import actions

    with story.as_person("dee", days=1) as (case, at):
        actions.deconflict(case, answer="clear", words="No live work is cut across.", happened_at=at, at=at)
    with story.as_person("femi", days=1.2) as (case, at):
        actions.confirm_deconfliction(case, at=at)
    with story.as_person("dee", days=2) as (case, at):
        actions.assess_gateway(
            case,
            grounds_for="Several people heard the same wish to hurt others, in different weeks.",
            grounds_against="No contact with anybody who would help, as far as is known.",
            grounds_to_believe=True,
            happened_at=at,
            at=at,
        )
        actions.propose_route(
            case, route="to_panel", grounds="Reasonable grounds, and a need for support.", signposted_to="", at=at
        )
    with story.as_person("femi", days=3) as (case, at):
        actions.approve_route(case, approved=True, words="I agree.", at=at)


GATHERING = (careful, noted, cleared, demo_upkeep.answered, demo_gathering.asked)
STORIES: dict[str, tuple[Callable[[Story], None], ...]] = {
    "received": (),
    "in_an_emergency": (demo_upkeep.in_an_emergency,),
    "kept_apart": (demo_upkeep.kept_apart,),
    "answered": (demo_upkeep.answered,),
    "careful": (careful, noted),
    "cleared": (careful, noted, cleared),
    "drafting": (cleared, demo_upkeep.answered, demo_gathering.asked, demo_gathering.drafting, demo_upkeep.read),
    "assessed": (*GATHERING, demo_gathering.assessed, demo_upkeep.read),
    "supported": (
        *(demo_upkeep.safeguarded, *GATHERING, demo_gathering.assessed, demo_upkeep.read),
        *(demo_life.adopted, demo_life.planned, demo_life.consented, demo_told.written_to, demo_life.supported),
        *(demo_upkeep.chased, demo_told.shared_with_the_school),
    ),
}
