"""The programme on licence: its drivers, the people of two invented regions, and where its cases begin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.kit import walked_channel, walked_closing, walked_orders, walked_panel, walked_police, walked_support
from tests.kit.invented import NOW, Invented
from tests.kit.walked import Driven, Driver, Facts, Given
from tests.kit.walked_support import THE_PERSON
from throughcare.cli import demo_data
from throughcare.commons.agencies import actions as agencies
from throughcare.commons.agencies import queries as found
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.orders import queries as orders
from throughcare.commons.people.actions import NewPerson
from throughcare.commons.programme import actions as programme
from throughcare.commons.programme.actions import NewEntry
from throughcare.frame.transaction import reception
from throughcare.kernel.definitions import load
from throughcare.safeguards.pathways import Pathway
from throughcare.stages.delivery.tests.builders import CONSENT_AT, taken_along

ALDER = NewPerson(name="Alder Quince", born_on=date(1991, 7, 2), birth_precision="exact")
OFFICE = {"kind": "programme_office", "sector": "hmpps", "regime": "part_3", "phone": "01632 960 370"}
CALDER: dict[str, Any] = {
    "agencies": [{"code": "calder_programme", "name": "Calder Programme Office", **OFFICE}],
    "areas": [
        {
            "code": "calder",
            "name": "Calder region",
            "region": "north_west",
            "nation": "england-and-wales",
            "local_authority": "calder_programme",
            "police": "merevale_police",
        }
    ],
    "numbers": [],
    "staff": [
        {
            "username": name,
            "name": name.title(),
            "job": role,
            "agency": "calder_programme",
            "phone": "01632 960 371",
            "posts": [{"role": role, "area": "calder"}],
        }
        for name, role in (("lena", "coordinator"), ("hugo", "chair"), ("vera", "manager"))
    ],
}
IN_BOTH = {"tess": "police_officer", "ravi": "police_supervisor", "owen": "supervising_officer"}
POLICE = {"officer": "tess", "supervisor": "ravi", "named": "ravi", "supervising_officer": "owen"}
CAST = {
    "merevale": {**POLICE, "coordinator": "iris", "chair": "zora", "manager": "juno", "receiver": "lena"},
    "calder": {**POLICE, "coordinator": "lena", "chair": "hugo", "manager": "vera", "receiver": "iris"},
}
Step = Callable[[Given, OpenCase], object]


def with_two_regions(invented: Invented) -> Invented:
    """This will build the region of the demo and another beside it, with the same police and supervising officer."""
    areas, staff = dict(invented.areas), dict(invented.staff)
    for data in (load("demo", "programme").data, CALDER):
        more, people = demo_data.world(data, NOW, password="an invented world")
        areas, staff = {**areas, **more}, {**staff, **people}
    for name, role in IN_BOTH.items():
        agency = found.staff(staff[name]).agency_id
        agencies.give_post(staff[name], role=role, area=areas["calder"], agency=agency, from_on=demo_data.SINCE)
    return replace(invented, areas=areas, staff=staff)


def truths(case: OpenCase) -> Facts:
    """This will say what is true of a case, of all that the model follows; to police, who may know it all."""
    with reception(case_id=case.id):
        requiring = [line for line in orders.orders(case) if line.runs and _requires(line)]
    more = {"order_mandates": bool(requiring), "another_order_mandates": len(requiring) > 1}
    return {**walked_channel.truths(case), **more}


def _requires(line: orders.OrderLine) -> bool:
    return any(one.mandated and one.runs for one in line.conditions)


def taken_on(invented: Invented) -> str:
    """This will take somebody on, and name the supervising officer."""
    at = CONSENT_AT - timedelta(days=12)
    entry = NewEntry(ALDER, invented.areas["merevale"], "licence", "tact", "in_instrument")
    with invented.acting("iris", at=at) as iris:
        reference = programme.take_on(entry, by=iris, at=at)
    with invented.opened(reference, "iris", at=at) as case:
        programme.name_officer(case, role="supervising_officer", staff_id=invented.staff["owen"], at=at)
    return reference


def _along(stage: str, *steps: Step) -> Callable[[Invented], str]:
    """Take somebody on and to a stage, and do some acts there as the coordinator."""

    def begin(invented: Invented) -> str:
        reference = taken_along(taken_on(invented), stage, given_by="person")
        given = Given(invented, reference, CAST, "merevale", at=NOW - timedelta(hours=1))
        for step in steps:
            with given.opened("coordinator") as case:
                step(given, case)
        return reference

    return begin


def _drivers() -> Iterator[Driver]:
    routes = ("to_panel", "not_taken_on", "security_threat")
    yield from walked_police.drivers(routes=routes, carrying=walked_orders.carrying)
    yield from walked_panel.drivers(after=("ask_again", "new_plan", "close"))
    yield from walked_support.drivers(says=THE_PERSON)
    yield from walked_closing.drivers()
    yield from walked_orders.drivers()


MANDATED = ("orders.record_made", "orders.record_condition")
DDP = Driven(
    Pathway.load("ddp_licence", "2026-11-23"),
    tuple(_drivers()),
    CAST,
    "merevale",
    truths,
    {
        "as it is taken on": ((), taken_on),
        "adopted": (walked_channel.APPROVED[:-1], _along("planning")),
        "at order or consent": (walked_channel.APPROVED, _along("consent")),
        "with consent": (walked_channel.SUPPORTED, _along("support")),
        "under an order": (
            (*walked_channel.APPROVED, *MANDATED, "programme.begin"),
            _along("consent", walked_orders.make, walked_orders.require, walked_orders.begin),
        ),
    },
    with_two_regions,
)
