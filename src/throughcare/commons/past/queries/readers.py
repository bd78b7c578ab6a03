"""Who could see what at a moment: posts and grants that ran then, under the access matrix that was in force that day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.past import rules
from throughcare.kernel.definitions import load, versions
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import uk_today
from throughcare.safeguards.access.matrix import Matrix, matrix, matrix_of
from throughcare.safeguards.access.register import register
from throughcare.safeguards.pathways import common_words

SQL = NamedSql(Path(__file__).parent.parent / "queries.sql")
NEVER_ON_A_CASE = ("reasons", "emergencies", "rights", "exclusion", "looks")


@dataclass(frozen=True)
class Table:
    """One compartment, and who could read it."""

    compartment: str
    label: str
    readers: tuple[rules.Reader, ...]


def matrix_on(day: date) -> Matrix:
    """This will give the access matrix that was in force on a day."""
    return matrix_of(rules.version_on(versions("access", "matrix"), day=day))


def readers_at(case_id: int, *, at: datetime) -> list[rules.Reader]:
    """This will list who could open a case at a moment; nobody, to those who may not read who looked."""
    then = matrix_on(uk_today(at))
    reaching = [role.code for role in then.roles.values() if role.reach == "area"]
    found = SQL.rows("could_open", {"case": case_id, "at": at, "roles": reaching})
    return [rules.Reader(row.name, row.agency, row.role, row.granted, row.since) for row in found]


def _known_from(day: date) -> list[rules.Known]:
    """What the matrix that was in force on a day says, and after it each later version."""
    every = sorted(versions("access", "matrix"))
    first = rules.version_on(every, day=day)
    return [_known(matrix_of(version)) for version in every if version >= first]


def _known(table: Matrix) -> rules.Known:
    speaks_of = {compartment for _role, compartment in table.rows}
    roles = {role for role, _compartment in table.rows}
    return rules.Known(speaks_of, {role: table.compartments_for({role}, "read") for role in roles})


def tables_then(readers: list[rules.Reader], *, at: datetime, case: OpenCase | None = None) -> list[Table]:
    """This will say by compartment who could read it then; only of compartments that today's reader of a case may read."""
    known = _known_from(uk_today(at))
    reads = {role: rules.reads(role, known) for role in {one.role for one in readers}}
    found = rules.who_read(readers, reads)
    held = {handling.compartment for handling in register().values() if handling.scope in ("case", "person")}
    labels = load("access", "compartments").data["compartments"]
    return [
        Table(code, _(matrix().compartments[code]), tuple(found.get(code, ())))
        for code in labels
        if code in held and code not in NEVER_ON_A_CASE and (case is None or case.may_read(code))
    ]


def role_label(code: str, words: Mapping[str, str] | None = None) -> str:
    """This will name a role in the words of a pathway where they are given, also one that there is no longer."""
    roles = matrix().roles
    return (
        capfirst(roles[code].label_in(words or common_words())) if code in roles else capfirst(code.replace("_", " "))
    )
