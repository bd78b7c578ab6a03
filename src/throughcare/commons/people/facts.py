"""What is told to statisticians of a person: the age band on a day, and the gender as the statistics count it. No name."""

from __future__ import annotations

from throughcare.kernel.definitions import codelist
from throughcare.kernel.sql import quoted

PRECISIONS = ("exact", "month", "year")


def particulars(*, person: str, on: str) -> str:
    """This will give the SELECT of age band and gender, for a lateral join with the id of a person and a day.

    A birth that is not known to the day has an age band only where every day that it may have been gives the same one.
    """
    oldest, youngest = _age_on(on, _first_day()), _age_on(on, _last_day())
    return (
        f"SELECT CASE WHEN ({_band(oldest)}) = ({_band(youngest)}) THEN {_band(oldest)} END AS age_band, "
        f"CASE WHEN q.gender IN ({_codes('genders')}) THEN q.gender END AS gender "
        f"FROM people_particulars q WHERE q.person_id = {person}"
    )


def _first_day() -> str:
    known = " ".join(f"WHEN '{precision}' THEN {_starts(precision)}" for precision in PRECISIONS)
    return f"(CASE q.birth_precision {known} END)"


def _last_day() -> str:
    length = {"exact": "0 days", "month": "1 month - 1 day", "year": "1 year - 1 day"}
    known = " ".join(f"WHEN '{one}' THEN ({_starts(one)} + interval '{length[one]}')::date" for one in PRECISIONS)
    return f"(CASE q.birth_precision {known} END)"


def _starts(precision: str) -> str:
    return "q.born_on" if precision == "exact" else f"date_trunc('{precision}', q.born_on::timestamp)::date"


def _age_on(day: str, born: str) -> str:
    return f"extract(year FROM age({day}::timestamp, {born}::timestamp))"


def _band(age: str) -> str:
    bands = (
        f"WHEN {age} BETWEEN {int(value.extra['lowest'])} AND {int(value.extra['highest'])} THEN {quoted(value.code)}"
        for value in codelist("age_bands").values
    )
    return f"CASE {' '.join(bands)} END"


def _codes(name: str) -> str:
    return ", ".join(quoted(value.code) for value in codelist(name).values)
