"""Making the figures of a closed quarter. Runs under the database role `facts`, which sees facts and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from throughcare.kernel.time import uk_today
from throughcare.methods.disclosure import Table
from throughcare.oversight.evaluation import clocks, facts, kept, measures, queries, rules
from throughcare.oversight.evaluation.charts import draw
from throughcare.oversight.evaluation.definitions import Breakdown, Measure
from throughcare.oversight.evaluation.definitions import measures as all_measures
from throughcare.oversight.evaluation.groups import Groups, groups_of
from throughcare.oversight.evaluation.models import StoredTable
from throughcare.oversight.evaluation.shown import default_years, picture_of
from throughcare.safeguards.audit.record import record

Progress = Callable[[str], None]


def make_tables(*, until: date, at: datetime, progress: Progress = lambda made: None) -> int:
    """This will count every measure by every breakdown up to the end of a quarter, keep the tables, and give their number.

    Refuses a day that is not the end of a quarter, and a quarter that is not over. A table that comes out as before is
    not kept twice.
    """
    rules.may_be_counted_until(until, today=uk_today(at)).or_refuse(_("The figures were not made"))
    rows = list(facts.rows())
    made = 0
    for measure, breakdown in _every_table():
        groups = groups_of(breakdown) if breakdown else None
        table = measures.table(measure, rows=rows, until=until, breakdown=breakdown, groups=groups)
        made += _keep(table, measure, breakdown, groups, until=until, at=at)
        progress(measure.title)
    counted = clocks.table(facts.clock_rows(), until=until, pathways=facts.PATHWAYS)
    made += _keep_as(counted, name=clocks.MEASURE, version=clocks.measure().version, field="", until=until, at=at)
    progress(clocks.measure().title)
    record("evaluation:made_figures", kind="evaluation.storedtable", subject=until.isoformat(), at=at)
    return made


def number_of_tables() -> int:
    """This will say how many tables there are to make."""
    return len(list(_every_table())) + 1  # and the one of the clocks


def _every_table() -> Iterator[tuple[Measure, Breakdown | None]]:
    for measure in all_measures():
        yield measure, None
        for breakdown in measure.breakdowns:
            yield measure, breakdown


def _keep(
    table: Table, measure: Measure, breakdown: Breakdown | None, groups: Groups | None, *, until: date, at: datetime
) -> bool:
    field = breakdown.field if breakdown else ""
    drawn = partial(_drawn, table, measure, breakdown, groups)
    return _keep_as(table, name=measure.name, version=measure.version, field=field, until=until, at=at, drawn=drawn)


def _keep_as(
    table: Table,
    *,
    name: str,
    version: str,
    field: str,
    until: date,
    at: datetime,
    drawn: Callable[[], dict[str, str]] = dict,
) -> bool:
    data = kept.to_data(table)
    before = queries.stored(name, breakdown=field, until=until)
    sha256 = kept.digest(data)
    if before and (before.sha256, before.measure_version) == (sha256, version):
        return False
    StoredTable.objects.create(
        measure=name,
        measure_version=version,
        breakdown=field,
        until=until,
        edition=before.edition + 1 if before else 1,
        data=data,
        sha256=sha256,
        drawings=drawn(),
        language=get_language() or "en",
        made_at=at,
    )
    return True


def _drawn(table: Table, measure: Measure, breakdown: Breakdown | None, groups: Groups | None) -> dict[str, str]:
    """The years a page opens on are drawn here, so that no reader waits for the drawing engine."""
    if not table.rows:
        return {}
    picture = picture_of(table.only_rows(default_years(table)), measure, breakdown, groups)
    return {
        "wide": draw(picture, shape="wide", prefix="chart-wide"),
        "narrow": draw(picture, shape="narrow", prefix="chart-narrow"),
    }
