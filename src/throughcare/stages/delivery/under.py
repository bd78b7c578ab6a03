"""A session under an order: which conditions bear on it, and what was kept of them where it was reported."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.orders import queries as orders
from throughcare.commons.orders.queries import Bearing, EventLine
from throughcare.kernel.time import uk_today

FREE = "free"


def bearing(case: OpenCase, *, on: date | None = None) -> list[Bearing]:
    """This will list the conditions that bear on a session on a day, or today, to those who may read what was explained."""
    if not (case.may_read("orders") and case.may_read("compliance")):
        return []
    return orders.bearing(case.id, on=on or uk_today(case.at))


def to_choose(case: OpenCase, *, on: date | None = None) -> list[tuple[str, str]]:
    """This will list the conditions that required a session to be attended, key and words; nothing where none did."""
    if not orders.may_keep(case):
        return []
    found = [(one.key, f"{one.label}: {one.words}") for one in bearing(case, on=on) if one.mandated]
    return [*found, (FREE, _("Under none: it was free to refuse"))] if found else []


def kept(case: OpenCase) -> dict[str, EventLine]:
    """This will give what was kept of conditions, by its key, to those who may read it."""
    return {line.key: line for line in orders.chronology(case)} if case.may_read("compliance") else {}
