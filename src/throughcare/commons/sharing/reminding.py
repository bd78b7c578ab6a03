"""Who is told that an agreement waits to be reviewed: whoever may write it anew, by the one mail of the day that says no more."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from throughcare.commons.cases import reminders
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import uk_today
from throughcare.safeguards.access.matrix import matrix

SQL = NamedSql(Path(__file__).with_suffix(".sql"))


def remind_of_reviews(*, at: datetime) -> int:
    """This will write a mail to everybody who may review an agreement whose day has come, and give how many are new.

    An agreement belongs to no case and stands on no list of tasks. Runs under the clock's role.
    """
    nations = reminders.nations_reminded(at)
    roles = sorted(matrix().verbs["agreements.write_version"].roles)
    asked = {"today": uk_today(at), "nations": nations, "roles": roles}
    waiting = SQL.rows("reviews_wait_for", asked) if nations else []
    return reminders.write([row.staff_id for row in waiting], at=at)
