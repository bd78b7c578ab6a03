"""Facts and pictures for tests, saying only what matters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import count

from django.db import connection

from throughcare.oversight.evaluation.facts import COLUMNS, VIEW
from throughcare.oversight.evaluation.facts_shape import ReferralFact
from throughcare.oversight.evaluation.pictures import Picture, Series

_ids = count(1)


def a_fact(received_on: date = date(2025, 6, 1), **said: object) -> ReferralFact:
    """A referral, received in the year to March 2026 unless another day is given."""
    return ReferralFact(f"referral-{next(_ids)}", received_on, **said)  # type: ignore[arg-type]  # the fields of a fact


def facts(number: int, received_on: date = date(2025, 6, 1), **said: object) -> list[ReferralFact]:
    """Several referrals alike."""
    return [a_fact(received_on, **said) for _ in range(number)]


def a_picture(
    *figures: Sequence[int | None], years: Sequence[int] = (2024, 2025, 2026), breaks: Sequence[int] = ()
) -> Picture:
    """A picture of one series for each list of figures."""
    series = tuple(Series(f"Group {at}", tuple(one)) for at, one in enumerate(figures, 1))
    return Picture(
        "Referrals, by year", "About 240 came in.", tuple(years), series, tuple(breaks), "New method", "not in use"
    )


def lay_down(rows: Iterable[ReferralFact]) -> None:
    """Stand in for the view of facts: a table of its columns that the facts role may read."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP VIEW IF EXISTS {VIEW} CASCADE")
        cursor.execute(
            f"CREATE TABLE {VIEW} (referral_id text, received_on date, sector text, region text, age_band text, gender text,"
            " concern_type text, concern_version text, to_panel_on date, adopted_on date)"
        )
        marks = ", ".join(["%s"] * len(COLUMNS))
        values = [[getattr(row, name) for name in COLUMNS] for row in rows]
        cursor.executemany(f"INSERT INTO {VIEW} VALUES ({marks})", values)
        cursor.execute(f"GRANT SELECT ON {VIEW} TO tc_facts")
