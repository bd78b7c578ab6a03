"""Counts a measure over facts and gives its protected table: years down, what is counted across. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from throughcare.methods.disclosure import Gap, Table, protect
from throughcare.oversight.evaluation.definitions import Breakdown, Count, Measure
from throughcare.oversight.evaluation.facts_shape import ReferralFact
from throughcare.oversight.evaluation.groups import NOT_KNOWN, Groups
from throughcare.oversight.evaluation.rules import closed_years, year_of

ALL = "all"
UNIT = "referrals"


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


def happened(count: Count, row: ReferralFact, *, until: date) -> bool:
    """This will say whether what is counted had happened to a referral by a day."""
    day = {"referred": row.received_on, "panel": row.to_panel_on, "adopted": row.adopted_on}[count]
    return day is not None and day <= until


def _by_count(measure: Measure, rows: Sequence[ReferralFact], years: tuple[int, ...], until: date) -> Table:
    counts = Counter(
        (_year(measure, row), count) for row in rows for count in measure.counts if happened(count, row, until=until)
    )
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
    group = _group_of(breakdown, groups, edition)
    counted = [row for row in rows if happened(measure.counts[0], row, until=until)]
    counts = Counter((_year(measure, row), group(row)) for row in counted)
    columns = groups.columns({code for _year_code, code in counts}, years, edition=edition, year_ends=measure.year_ends)
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


def _group_of(breakdown: Breakdown, groups: Groups, edition: str) -> Callable[[ReferralFact], str]:
    def group(row: ReferralFact) -> str:
        code: str | None = getattr(row, breakdown.field)
        return groups.counted_under(code, edition=edition) if code else NOT_KNOWN

    return group


def _year(measure: Measure, row: ReferralFact) -> str:
    return str(year_of(row.received_on, year_ends=measure.year_ends))


def _codes(years: Iterable[int]) -> tuple[str, ...]:
    return tuple(str(year) for year in years)
