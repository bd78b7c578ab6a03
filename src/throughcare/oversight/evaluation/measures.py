"""Counts a measure over facts and gives its protected table: years down, what is counted across. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter

from throughcare.methods.disclosure import Gap, Place, Table, protect
from throughcare.oversight.evaluation.definitions import Breakdown, Count, Field, Measure
from throughcare.oversight.evaluation.facts_shape import ReferralFact
from throughcare.oversight.evaluation.groups import Groups
from throughcare.oversight.evaluation.rules import closed_years, year_of

ALL = "all"
UNIT = "referrals"
HAPPENED: dict[Count, str] = {"referred": "received_on", "panel": "to_panel_on", "adopted": "adopted_on"}


def table(
    measure: Measure,
    *,
    rows: Iterable[ReferralFact],
    until: date,
    breakdown: Breakdown | None = None,
    groups: Groups | None = None,
) -> Table:
    """This will count a measure for each whole year over by `until`, by the groups of a breakdown where one is given."""
    known = [row for row in rows if row.received_on <= until]
    first = min((row.received_on for row in known), default=until)
    years = closed_years(first, until, year_ends=measure.year_ends) if known else ()
    if breakdown is None or groups is None:
        return _by_count(measure, known, years, until)
    return _by_group(measure, known, years, until, breakdown, groups)


def _by_count(measure: Measure, rows: Sequence[ReferralFact], years: tuple[int, ...], until: date) -> Table:
    counts: Counter[Place] = Counter()
    for count in measure.counts:
        for (day, _code), number in _counted(rows, count, until=until).items():
            counts[str(year_of(day, year_ends=measure.year_ends)), count] += number
    return protect(counts, rows=_codes(years), columns=measure.counts, unit=UNIT, base=measure.disclosure.round_to)


def _by_group(
    measure: Measure,
    rows: Sequence[ReferralFact],
    years: tuple[int, ...],
    until: date,
    breakdown: Breakdown,
    groups: Groups,
) -> Table:
    edition = groups.edition_of(years[-1], year_ends=measure.year_ends) if years else ""
    found = _counted(rows, measure.counts[0], until=until, field=breakdown.field)
    under = {code: groups.group_of(code, edition=edition) for code in {code for _day, code in found}}
    counts: Counter[Place] = Counter()
    for (day, code), number in found.items():
        counts[str(year_of(day, year_ends=measure.year_ends)), under[code]] += number
    columns = groups.columns({group for _year, group in counts}, years, edition=edition, year_ends=measure.year_ends)
    empty = groups.not_in_use(columns, years, edition=edition, year_ends=measure.year_ends)
    return protect(
        counts,
        rows=_codes(years),
        columns=columns,
        unit=UNIT,
        base=measure.disclosure.round_to,
        gaps={(str(year), code): Gap.NOT_APPLICABLE for year, code in empty if not counts[str(year), code]},
        total=ALL,
    )


def _counted(
    rows: Iterable[ReferralFact], count: Count, *, until: date, field: Field | None = None
) -> Counter[tuple[date, str | None]]:
    """Every row is touched once and in few words, for there may be a hundred thousand; the rest works on days and codes."""
    happened, code = attrgetter(HAPPENED[count]), attrgetter(field) if field else lambda row: None
    return Counter((row.received_on, code(row)) for row in rows if (day := happened(row)) is not None and day <= until)


def _codes(years: Iterable[int]) -> tuple[str, ...]:
    return tuple(str(year) for year in years)
