"""A table that was counted, in words and figures for a page; beside it the population that the site supplied. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from throughcare.methods.disclosure import Cell, Gap, Table
from throughcare.methods.rounding import percentage
from throughcare.oversight.equality import rules
from throughcare.oversight.equality.definition import Question


@dataclass(frozen=True)
class Line:
    """One group: its cells, and its share of the population where that is known."""

    label: str
    cells: tuple[str, ...]
    population: str = ""


def table_from(data: Mapping[str, Any]) -> Table | None:
    """This will read a kept table back; a figure that is off its base is refused, whoever wrote it."""
    if not data:
        return None
    gap = Cell(gap=Gap.CONFIDENTIAL)
    cells = tuple(tuple(gap if number is None else Cell(number) for number in line) for line in data["cells"])
    return Table(tuple(data["rows"]), tuple(data["columns"]), cells, rules.UNIT, data["base"])


def heads() -> list[str]:
    """This will name the stages over a table."""
    named = {
        "received": _("Received"),
        "panel": _("At a panel"),
        "adopted": _("Adopted"),
        "supported": _("Supported"),
        "ended": _("Support ended"),
    }
    return [named[stage] for stage in rules.STAGES]


def lines(
    table: Table, question: Question, *, smallest_base: int, population: Mapping[str, Any] | None = None
) -> list[Line]:
    """This will lay a table out: each figure with its share of all at that stage, where those are enough to bear one."""
    return [
        Line(
            question.label(row),
            tuple(_cell(table, row, stage, smallest_base) for stage in table.columns),
            _share(row, population),
        )
        for row in table.rows
    ]


def caption(question: Question, *, year: int) -> str:
    """This will say what a table counts."""
    said = _("%(what)s, cases received in the year to March %(year)s")
    return said % {"what": _(question.title), "year": year}


def notes(table: Table, *, population: Mapping[str, Any] | None = None) -> list[str]:
    """This will list what must be known of a table: how it is rounded, what is withheld, and what it is held against."""
    rounded = _("Every figure is rounded to %(base)s by itself, so parts may not add up; 0 can mean 0, 1 or 2.")
    said = [rounded % {"base": table.base}]
    if table.gaps:
        said.append(_("[c]: withheld, because a total or another stage would tell it."))
    if population is None:
        return [*said, _("This site has supplied no population to hold these figures against.")]
    of = _("Population: %(area)s, %(day)s. %(source)s")
    named = {"area": population["area"], "day": population["counted_on"], "source": population["source"]}
    return [*said, of % named]


def _cell(table: Table, row: str, stage: str, smallest_base: int) -> str:
    cell, whole = table.cell(row, stage), table.cell(rules.ALL, stage).number or 0
    if cell.number is None:
        return cell.symbol
    share = percentage(cell.number, whole, smallest_base=smallest_base) if row != rules.ALL else None
    number = f"{cell.number:,}"
    return number if share is None else _("%(number)s (%(share)s%%)") % {"number": number, "share": share}


def _share(row: str, population: Mapping[str, Any] | None) -> str:
    if population is None or row not in population["groups"]:
        return ""
    share = percentage(population["groups"][row], sum(population["groups"].values()), smallest_base=1)
    return f"{share}%"
