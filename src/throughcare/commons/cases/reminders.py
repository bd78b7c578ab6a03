"""Who is told that something with a date waits for them: once a working day at most, and only that."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from throughcare.commons.mail import actions as mail
from throughcare.commons.mail.rules import REMINDER
from throughcare.kernel.definitions import load
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import NATIONS, uk_time, uk_today, working_days

SQL = NamedSql(Path(__file__).with_suffix(".sql"))


def remind(*, at: datetime) -> int:
    """This will write a mail to everybody for whom something is due or overdue today, and give how many are new.

    Runs under the clock's role: on working days of the area's nation, from the hour that the site chose.
    """
    today = uk_today(at)
    nations = [nation for nation in NATIONS if working_days(nation).is_one(today)]
    if not nations or uk_time(at).hour < int(load("records", "mail").data["reminders_from_hour"]):
        return 0
    waiting = SQL.rows("waited_for", {"today": today, "nations": nations})
    return mail.write([row.staff_id for row in waiting], kind=REMINDER, cause=today.isoformat(), at=at)
