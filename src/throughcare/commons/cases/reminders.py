"""Who is told that something with a date waits for them: once a working day at most, and only that."""

from __future__ import annotations

from collections.abc import Collection
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
    nations = nations_reminded(at)
    waiting = SQL.rows("waited_for", {"today": uk_today(at), "nations": nations}) if nations else []
    return write([row.staff_id for row in waiting], at=at)


def nations_reminded(at: datetime) -> list[str]:
    """This will list the nations in which people are reminded at a moment: of whose working days it is one, from the site's hour on."""
    if uk_time(at).hour < int(load("records", "mail").data["reminders_from_hour"]):
        return []
    return [nation for nation in NATIONS if working_days(nation).is_one(uk_today(at))]


def write(staff_ids: Collection[int], *, at: datetime) -> int:
    """This will remind some colleagues, each once a day at most whatever waits for them, and give how many are new."""
    return mail.write(staff_ids, kind=REMINDER, cause=uk_today(at).isoformat(), at=at)
