"""Other people whom a record knows: whoever is given something of it reads "another person" in place of their names.

The names are read as whoever asks for them, so that nobody learns from what is left out whom they may not read of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.past import words
from throughcare.commons.past.queries import Kept, rows_of
from throughcare.commons.past.queries.rows import of_model
from throughcare.commons.people import queries as people
from throughcare.frame.off_paper import without_names
from throughcare.kernel.definitions import load
from throughcare.safeguards.access.register import register

if TYPE_CHECKING:
    from django.db.models import Model

SHORTEST_NAME = 3
NO_LATER = datetime(9999, 1, 1, tzinfo=UTC)  # everything that is recorded, as it stands


def names_in(rows: Iterable[Kept], *, own: Collection[str]) -> list[str]:
    """This will list the names of others in some rows, and each word of them that is no name of the person's own."""
    fields = _fields()
    names = {str(row.values.get(field) or "").strip() for row in rows for label, field in fields if row.label == label}
    own_words = {word.lower() for name in own for word in name.split()}
    parts = {
        word for name in names for word in name.split() if len(word) >= SHORTEST_NAME and word.lower() not in own_words
    }
    return sorted({name for name in names if name and name not in own} | parts)


def names_of(case: OpenCase) -> list[str]:
    """This will list the names of others whom the record of a case knows, as far as its reader may read them."""
    tables = sorted({label for label, _field in _fields() if label in register()})
    rows = rows_of(tables, case_id=case.id, person_id=case.person_id, at=NO_LATER)
    return names_in(rows, own=people.names(case.person_id))


def another_person() -> str:
    """This will give the words that stand in what a person is given in place of a name."""
    return _("[another person]")


def as_the_person_reads(case: OpenCase, row: Model) -> list[tuple[str, str]]:
    """This will give a row that is not saved yet as the person reads it who is given a copy of their record."""
    kept = replace(of_model(row, at=case.at), source="")  # whoever told it is somebody else
    (part,) = words.parts(case, [kept], erased=False, known={}, is_copy=True)
    said = [pair for entry in part.entries for pair in entry.said]
    told = without_names(said, dict.fromkeys(names_of(case), another_person()))
    return [(label, what) for label, what in told]


def _fields() -> set[tuple[str, str]]:
    found = (one.rpartition(".") for one in load("records", "others").data["names"])
    return {(label, field) for label, _dot, field in found}
