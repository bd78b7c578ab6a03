"""Puts together what a person is given of their record, from the register of handled tables, under a role of its own.

What is read is said by the register and the rules of packs alone, so a new table cannot be forgotten. What is held back
without a sign is no grant of that role: whoever makes the pack could not read it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.past import others, words
from throughcare.commons.past.queries import Kept, rows_of, tables
from throughcare.commons.people import queries as people
from throughcare.frame.off_paper import without_names
from throughcare.frame.transaction import acting
from throughcare.kernel.definitions import load
from throughcare.oversight.rights import erasing, rules
from throughcare.oversight.rights.queries import complaint_routes
from throughcare.safeguards.access.register import Handling, register

TASKS = ("cases.task", "cases.offertask", "cases.enforcementtask")


@dataclass(frozen=True)
class Held:
    """Entries of one table that a copy leaves out, under one exemption."""

    table: str
    exemption: str
    article: str
    number: int


@dataclass(frozen=True)
class Copy:
    """A copy as it is handed over, and what it leaves out."""

    content: str
    rows: int
    held: tuple[Held, ...]


@dataclass(frozen=True)
class _Found:
    """Everything that is read for a copy, before anything is held back."""

    cases: tuple[tuple[OpenCase, tuple[Kept, ...]], ...]
    others: tuple[Kept, ...]
    own_names: tuple[str, ...]


def pack_rules() -> Mapping[str, Any]:
    """This will give what a person is given and what is held back."""
    return load("rights", "pack").data


def is_read(handling: Handling) -> bool:
    """This will say whether a table is read for packs: the database grants no other."""
    return rules.is_read(pack_rules(), label=handling.model._meta.label_lower, compartment=handling.compartment)


def number_of_rows(case_id: int, *, staff: int | None, at: datetime) -> int:
    """This will count what a pack of a case would be made from, so that a large one is left to a job."""
    found = _found(case_id, staff=staff, at=at)
    return sum(len(rows) for _case, rows in found.cases) + len(found.others)


def copy_of(case_id: int, *, regime: str, health_asked: bool, staff: int | None, at: datetime) -> Copy:
    """This will make the copy that a person is given: what is held in the cases of their controller, in words.

    It waits for an erasure of the person that is under way, and is refused after it.
    """
    found = _found(case_id, staff=staff, at=at)
    given, held = _sorted(found, health_asked=health_asked)
    known = _called([row for _case, rows in given for row in rows])
    read = [row for _case, rows in found.cases for row in rows]
    parts = [
        {
            "reference": case.reference,
            "parts": [
                asdict(one) for one in words.parts(case, rows, erased=False, known=known, beside=read, is_copy=True)
            ],
        }
        for case, rows in given
    ]
    hidden = dict.fromkeys(_names_of_others(found), others.another_person())
    log = [_held(code, table, number, regime) for (code, table), number in sorted(held.items())]
    content = {
        "made": at.isoformat(),
        "regime": regime,
        "names": list(found.own_names),
        "cases": without_names(parts, hidden),
        "held_back": [asdict(one) | {"table": words.table_label(one.table), **_why(one)} for one in log],
        "complaints": [{"label": _(one["label"]), "how": _(one["how"])} for one in complaint_routes()],
    }
    return Copy(json.dumps(content, ensure_ascii=False), sum(len(rows) for _case, rows in given), tuple(log))


@contextmanager
def _as_disclosure(case_id: int, *, staff: int | None, at: datetime) -> Iterator[tuple[list[int], list[int]]]:
    """Whoever reads for a pack sees the cases and people of one request, and nothing else."""
    with acting("disclosure", staff=staff, at=at), connection.cursor() as cursor:
        cursor.execute("SELECT tc.people_of_case(%s), tc.cases_of_copy(%s)", [case_id, case_id])
        of_people, of_cases = cursor.fetchone() or ([], [])
        cursor.execute(
            "SELECT set_config('app.open_case', %s, true), set_config('app.new_person', %s, true)",
            [",".join(map(str, of_cases)), ",".join(map(str, of_people))],
        )
        yield of_people, of_cases


def _found(case_id: int, *, staff: int | None, at: datetime) -> _Found:
    read = {label: handling for label, handling in tables().items() if is_read(handling)}
    of_case = [label for label, handling in read.items() if handling.scope == "case"]
    of_person = [label for label, handling in read.items() if handling.scope == "person"]
    with _as_disclosure(case_id, staff=staff, at=at) as (of_people, of_cases):
        erasing.settle(of_people)
        rules.may_be_read_for(is_erased=people.is_erased(of_people)).or_refuse(_("The access pack was not made"))
        cases = [
            (gate.for_the_person(one, at=at), tuple(rows_of(of_case, case_id=one, person_id=0, at=at)))
            for one in of_cases
        ]
        others = [row for one in of_people for row in rows_of(of_person, case_id=0, person_id=one, at=at)]
        own = [name for one in of_people for name in people.names(one)]
    return _Found(tuple(cases), tuple(others), tuple(own))


def _sorted(found: _Found, *, health_asked: bool) -> tuple[list[tuple[OpenCase, list[Kept]]], Counter[tuple[str, str]]]:
    """What is given, case by case with what is known of the person in the first; and how much is held back, and why."""
    held: Counter[tuple[str, str]] = Counter()
    given = []
    for place, (case, rows) in enumerate(found.cases):
        kept = []
        for row in (*(found.others if place == 0 else ()), *rows):
            answer = rules.handed(
                pack_rules(),
                label=row.label,
                compartment=register()[row.label].compartment,
                kind=row.kind,
                task=str(row.values.get("code") or "") if row.label in TASKS else "",
                health_asked=health_asked,
            )
            if answer.gives:
                kept.append(replace(row, source=""))  # whoever told it is somebody else
            elif answer.exemption:
                held[answer.exemption, row.label] += 1
        given.append((case, kept))
    return given, held


def _names_of_others(found: _Found) -> list[str]:
    rows = (*found.others, *(row for _case, rows in found.cases for row in rows))
    return others.names_in(rows, own=found.own_names)


def _called(found: Sequence[Kept]) -> dict[tuple[str, int], str]:
    """A colleague stands in a copy by their agency: who works there is not the person's to keep."""
    known = words.names_of(found)
    staff = {key: agencies.staff(key[1]).agency for key in known if key[0] == "agencies.staff"}
    return {**known, **{key: _("A colleague of %(agency)s") % {"agency": name} for key, name in staff.items()}}


def _held(exemption: str, table: str, number: int, regime: str) -> Held:
    return Held(table, exemption, pack_rules()["exemptions"][exemption][regime]["article"], number)


def _why(one: Held) -> dict[str, str]:
    entry = pack_rules()["exemptions"][one.exemption]
    return {"exemption": _(entry["label"]), "why": _(entry["why"])}
