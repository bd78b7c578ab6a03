"""Figures for machines: the tables as they were published, rounded as they were kept, and never a live count."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Query, Router, Schema
from pydantic import Field

from throughcare.frame.machine import OneOf, described, moment_of
from throughcare.kernel.answers import NotFound
from throughcare.oversight.evaluation import queries
from throughcare.oversight.evaluation.definitions import Measure, measure, measures
from throughcare.oversight.evaluation.kept import from_data
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record

router = Router(tags=["figures"])
NOTHING = ""
Name = Annotated[str, OneOf(lambda: [one.name for one in measures()]), Path(description="The measure")]


class Figure(Schema):
    """One measure and how it can be broken down."""

    name: str
    title: str
    question: str
    by: list[str]


class Figures(Schema):
    """Every measure."""

    figures: list[Figure]
    until: date | None = Field(description="The last quarter for which there are tables")


class TableShown(Schema):
    """One table as it was published. A cell that is not told is a sign: its meaning stands in the notes."""

    name: str
    version: str
    until: date
    edition: int
    unit: str
    rounded_to: int
    columns: list[str]
    rows: list[str]
    cells: list[list[int | str]]
    notes: list[str]


@router.get("/figures", **described("figures.read", Figures, name="list_figures"))
def list_figures(request: HttpRequest) -> dict[str, Any]:
    """List the measures."""
    _look(request, "-")
    return {"figures": [_named(one) for one in measures()], "until": queries.latest_quarter()}


@router.get("/figures/{name}", **described("figures.read", TableShown, name="read_figure"))
def read_figure(
    request: HttpRequest,
    name: Name,
    by: Annotated[str | None, Query(description="A breakdown of the measure", pattern=r"^[a-z_]{1,20}$")] = None,
) -> dict[str, Any]:
    """Read the newest table of one measure."""
    found = measure(name)
    if by and not found.by(by):
        raise NotFound
    _look(request, f"{found.name}/{by or 'nothing'}")
    until = queries.latest_quarter()
    stored = queries.stored(found.name, breakdown=by or NOTHING, until=until) if until else None
    if stored is None:
        raise NotFound
    table = from_data(stored.data)
    cells = [[str(cell.gap) if cell.number is None else cell.number for cell in line] for line in table.cells]
    return {
        "name": found.name,
        "version": stored.measure_version,
        "until": stored.until,
        "edition": stored.edition,
        "unit": table.unit,
        "rounded_to": table.base,
        "columns": list(table.columns),
        "rows": list(table.rows),
        "cells": cells,
        "notes": list(table.notes),
    }


def _look(request: HttpRequest, looked_at: str) -> None:
    matrix().may_do(queries.my_roles(), "evaluation.look").or_refuse(_("The figures were not shown"))
    record("evaluation:looked", kind="evaluation.storedtable", subject=looked_at, at=moment_of(request))


def _named(found: Measure) -> dict[str, Any]:
    return {
        "name": found.name,
        "title": _(found.title),
        "question": _(found.question),
        "by": [one.field for one in found.breakdowns],
    }
