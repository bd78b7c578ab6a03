"""Cases that stand where a gate stands, each brought there by the acts that people use: the world of the refusals."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from tests.kit import invented
from tests.kit.database import PACKAGE
from tests.kit.site import Site, on_a_fresh_database, speak_to
from throughcare.cli import demo_cases, demo_gathering, demo_life
from throughcare.cli.demo_cases import Story
from throughcare.commons.agencies.models import Account, Area
from throughcare.commons.cases import gate
from throughcare.commons.cases.models import Case
from throughcare.commons.meetings import actions as meetings
from throughcare.commons.meetings import queries as agendas
from throughcare.commons.transfers import actions as transfers
from throughcare.commons.transfers.actions import NewOffer
from throughcare.frame.transaction import acting
from throughcare.kernel.definitions import load
from throughcare.stages.aftercare import actions as aftercare
from throughcare.stages.checks import actions as checks
from throughcare.stages.closure import actions as closure
from throughcare.stages.closure.tests.builders import DECIDED, LOOKBACK

Step = Callable[[Story], None]
DAYS_AGO = 60


def unconfirmed(story: Story) -> None:
    """This will record a deconfliction answer that nobody has confirmed, the gateway, and a proposed route."""
    with story.as_person("dee", days=1) as (case, at):
        checks.deconflict(case, answer="clear", words="No live work is cut across.", happened_at=at, at=at)
        words = {"grounds_for": "Said it to several people.", "grounds_against": "Nobody who would help."}
        checks.assess_gateway(case, **words, grounds_to_believe=True, happened_at=at, at=at)
        checks.propose_route(case, route="to_panel", grounds="Reasonable grounds.", signposted_to="", at=at)


def taken_back(story: Story) -> None:
    """This will have police take the case back for checks."""
    with story.as_person("dee", days=30) as (case, at):
        checks.return_to_checks(case, reason="New information.", at=at)


def threatened(story: Story) -> None:
    """This will pass a security threat on, which nobody acknowledges."""
    with story.as_person("ada", days=30) as (case, at):
        checks.raise_threat(case, words="Said that something will happen on Friday.", happened_at=at, at=at)


def on_an_agenda(story: Story, *, publish: bool = True, why: str = "panel.first") -> None:
    """This will list the case for a panel at which nobody is recorded as there."""
    starts_at = story.moment(33)
    with story.as_person("ada", days=31) as (_case, at):
        gate.close()
        meeting = meetings.plan_meeting(
            area_id=story.area_id, starts_at=starts_at, place="Northmere Town Hall", chair_id=story.staff["gail"],
            by=story.staff["ada"], at=at,
        )  # fmt: skip
    with story.as_person("ada", days=31.2) as (case, at):
        meetings.list_case(case, meeting=meeting, why=why, words="", at=at)
    if publish:
        with acting("staff", staff=story.staff["ada"], at=story.moment(31.4)):
            meetings.publish(agendas.meeting(meeting.key), by=story.staff["ada"], at=story.moment(31.4))


def on_a_draft_agenda(story: Story) -> None:
    """This will list the case for a panel whose agenda is not published."""
    on_an_agenda(story, publish=False)


def plan_sent(story: Story) -> None:
    """This will write the plan and send it to a panel at which nobody is recorded as there."""
    demo_life.written(story)
    on_an_agenda(story, why="panel.plan")


def closed(story: Story) -> None:
    """This will end support and close the case by the panel's decision."""
    with story.as_person("ada", days=34) as (case, at):
        closure.evaluate(case, lookback=LOOKBACK, at=at)
        words = {"difference": "goals_reached", "words": "The goals were reached after one.", "lessons": ""}
        closure.explain_delivery(case, **words, at=at)
        closure.record_way_back(case, told=True, words="By text.", happened_at=at, at=at)
        closure.hand_over(case, nothing=False, to="School", words="The tutor goes on.", at=at)
        closure.propose(case, ending="concern_resolved", reasons="Nothing new for months.", at=at)
    with story.as_person("ada", days=34.5) as (case, at):
        came = {story.staff[name]: "came" for name in ("gail", "dee", "ben")}
        meetings.record_attendance(case, item=agendas.open_items(case)[0], came=came, at=at)
    with story.as_person("gail", days=35) as (case, at):
        aftercare.close_case(case, item=agendas.open_items(case)[0], decided=DECIDED, at=at)


def offered(story: Story) -> None:
    """This will offer the case to Ashcombe."""
    with story.as_person("ada", days=37) as (case, at):
        by_on = at.date() + timedelta(days=60)
        transfers.offer(case, new=NewOffer("ashcombe", "They moved.", "Nothing but the case.", by_on), at=at)


def offered_and_taken_back(story: Story) -> None:
    """This will offer the case to Ashcombe, and have police take it back for checks before anybody answers."""
    offered(story)
    with story.as_person("dee", days=38) as (case, at):
        checks.return_to_checks(case, reason="New information.", at=at)


def early_end_proposed(story: Story) -> None:
    """This will have the programme manager propose to end looking again early."""
    with story.as_person("mo", days=36) as (case, at):
        aftercare.propose_early_end(case, reason="died", words="The family told us.", at=at)


ASSESSED = (demo_cases.cleared, demo_gathering.asked, demo_gathering.assessed)
ADOPTED = (*ASSESSED, demo_life.adopted)
APPROVED = (*ADOPTED, demo_life.planned)
SUPPORTED = (*APPROVED, demo_life.consented, demo_life.supported)
CASES: Mapping[str, tuple[str, tuple[Step, ...]]] = {
    "just come in": ("Jo Pike", ()),
    "route proposed": ("Marisol Acker", (unconfirmed,)),
    "being assessed": ("Robin Vale", (demo_cases.cleared, demo_cases.noted, demo_gathering.drafting)),
    "threatened": ("Alun Bright", (demo_cases.cleared, threatened)),
    "before an empty panel": ("Tobias Wren", (demo_cases.cleared, on_an_agenda)),
    "listed and taken back": ("Ines Kroll", (demo_cases.cleared, demo_gathering.asked, on_a_draft_agenda, taken_back)),
    "plan before an empty panel": ("Wyn Arden", (*ADOPTED, plan_sent)),
    "plan approved": ("Cai Linden", APPROVED),
    "supported, before an empty panel": ("Sam Tarrow", (*SUPPORTED, on_an_agenda)),
    "offered and taken back": ("Noa Birch", (demo_cases.cleared, offered_and_taken_back)),
    "looked at again": ("Kit Marlow", (*SUPPORTED, on_an_agenda, closed, early_end_proposed)),
}


@dataclass(frozen=True)
class Halfway:
    """The people, and the reference of each case by where it stands."""

    people: invented.Invented
    references: Mapping[str, str]

    def address(self, page: str, case: str) -> str:
        """This will fill the words in braces of an address: a case, its panel's item and meeting, another case's meeting."""
        reference = self.references[case]
        keys = self._keys(reference) if "{item}" in page or "{meeting}" in page else {}
        if "{other}" in page:
            keys["other"] = self._keys(self.references["before an empty panel"])["meeting"]
        return page.format(case=f"/cases/{reference}", **keys)

    def _keys(self, reference: str) -> dict[str, str]:
        with self.people.opened(reference, "dee", at=timezone.now()) as case:
            item = agendas.item(case, str(agendas.items_of_case(case)[0].key))
            return {"item": str(item.key), "meeting": str(item.meeting.key)}


def world() -> Halfway:
    """This will find the people and cases that `build` has laid down."""
    areas = {area.code: area.pk for area in Area.objects.all()}
    staff = dict(Account.objects.values_list("username", "staff_id"))
    named = dict(Case.objects.values_list("person__name", "reference"))
    return Halfway(invented.Invented(areas, staff), {stands: named[name] for stands, (name, _steps) in CASES.items()})


def build(database: str) -> None:
    """This will build the invented people, and one case for each place where a gate stands, in the database of this name."""
    speak_to(database)
    now, people = timezone.now(), invented.build()
    for name, steps in CASES.values():
        live(people, steps, name=name, now=now)
    connection.close()


def live(people: invented.Invented, steps: Iterable[Step], *, name: str, now: datetime) -> str:
    """This will take somebody like the demo's first person, who came some weeks ago, through some steps."""
    case: Mapping[str, Any] = {**load("demo", "world").data["cases"][0], "name": name}
    came = demo_cases.at_work(now - timedelta(days=DAYS_AGO), 0.05)
    return demo_cases.live(case, steps, area=people.areas[case["area"]], staff=people.staff, at=came, now=now)


def name_of_world() -> str:
    """This will name the world by everything that shapes it, and by the day, for its cases lie so many days ago."""
    digest = hashlib.sha256(str(timezone.now().date()).encode())
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.sql"), *PACKAGE.rglob("*.yaml"), Path(__file__)]):
        digest.update(path.read_bytes())
    return f"halfway_{digest.hexdigest()[:8]}"


@contextmanager
def at_halfway(web_process: str, blocker: DjangoDbBlocker) -> Iterator[tuple[Site, Halfway]]:
    """This will put the live site on a fresh copy of this world."""
    with on_a_fresh_database(blocker, filled=name_of_world(), fill=build):
        yield Site(web_process), world()
