"""How the worker's jobs stand: when each was done last, and which failed or are late. Names and moments, no content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import typer
from rich.console import Console
from rich.table import Table

from throughcare.cli import connection

LATE_AFTER = timedelta(minutes=10)

STANDING = """
-- Of each job: when it was done last, how often it failed since, and whether it is tried again.
SELECT j.task_name, max(e.at) FILTER (WHERE e.type = 'succeeded') AS done_at,
  count(*) FILTER (WHERE e.type = 'failed' AND e.at > coalesce(l.done_at, '-infinity')) AS failed,
  coalesce(bool_or(j.status = 'todo' AND j.attempts > 0), false) AS again
FROM procrastinate_jobs j
JOIN procrastinate_events e ON e.job_id = j.id
LEFT JOIN LATERAL (
  SELECT max(d.at) AS done_at FROM procrastinate_events d JOIN procrastinate_jobs k ON k.id = d.job_id
  WHERE d.type = 'succeeded' AND k.task_name = j.task_name
) l ON true
GROUP BY j.task_name
"""


@dataclass(frozen=True)
class Standing:
    """How one job stands."""

    name: str
    words: str
    done_at: datetime | None = None
    failed: int = 0
    again: bool = False
    late: bool = False

    @property
    def is_well(self) -> bool:
        """Return whether nobody need look at it."""
        return not (self.failed or self.again or self.late)

    def told(self) -> str:
        """Return how it stands in words."""
        said = [f"failed {self.failed} times since"] if self.failed else []
        said += ["being tried again"] if self.again else []
        return ", ".join(said + (["late"] if self.late else [])) or "in time"


def jobs() -> None:
    """List the worker's jobs, when each was done last, and which failed or are late; ends with 1 where one did or is."""
    connection.connect_as_login()
    now = datetime.now(tz=UTC)
    table, found = Table("Job", "What it does", "Last done", "Stands"), list(standings(at=now))
    for one in found:
        table.add_row(one.name, one.words, f"{one.done_at:%Y-%m-%d %H:%M} UTC" if one.done_at else "never", one.told())
    Console().print(table)
    mails = _mails(at=now)
    if mails:
        print(mails)
    if mails or not all(one.is_well for one in found):
        raise typer.Exit(1)


def _mails(*, at: datetime) -> str:
    """Return what is to be said of mails that could not be sent; nothing where all went out."""
    from throughcare.commons.mail import queries
    from throughcare.frame.transaction import acting

    with acting("clock", staff=None, at=at):
        waiting = queries.waiting()
    if not waiting.since:
        return ""
    return f"{waiting.number} mails could not be sent since {waiting.since:%Y-%m-%d %H:%M} UTC ({waiting.problem}). They are tried again."


def standings(*, at: datetime) -> Iterator[Standing]:
    """Return how every job stands at a moment."""
    from throughcare.cli import falls_due, working

    kept, due = _kept(), working.last_due(working.worker_app(), at=at - LATE_AFTER)
    for job in (*falls_due.jobs(), falls_due.figures()):
        done_at, failed, again = kept.get(job.name, (None, 0, False))
        is_late = done_at is None or done_at < due[job.name]
        yield Standing(job.name, job.words, done_at, failed, again, is_late)


def _kept() -> Mapping[str, tuple[datetime | None, int, bool]]:
    from django.db import connection as opened

    with opened.cursor() as cursor:
        cursor.execute(STANDING)
        return {name: (done_at, failed, again) for name, done_at, failed, again in cursor.fetchall()}
