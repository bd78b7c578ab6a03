"""What codes are called that stand in no list: each package says it of its own tables, in the words of its own pages.

A factor is called as its instrument calls it in the version it was rated with, a condition as the order's own kind does.
Whoever reads a record back knows none of these packages, so each tells it here, when it starts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.past.queries.rows import Kept, rows_of
from throughcare.safeguards.access.register import register


@dataclass
class Beside:
    """The rows that a row leads to: among those that were read, or else as far as whoever reads may read them.

    With `is_all` nothing more is asked for: whoever puts a copy together reads everything under another role, and has.
    """

    case: OpenCase
    found: Mapping[tuple[str, int], Kept]
    is_all: bool
    at_hand: dict[str, Mapping[tuple[str, int], Kept]]

    @classmethod
    def of(cls, case: OpenCase, found: Sequence[Kept], *, is_all: bool) -> Beside:
        """This will keep some rows so that they are found by table and id."""
        return cls(case, _by_id(found), is_all, {})

    def led_to(self, row: Kept, name: str) -> Kept | None:
        """This will find the row that a field of another leads to, or none."""
        label, number = leads_to(row.label).get(name, ""), row.values.get(name)
        if not label or not number:
            return None
        return self.found.get((label, int(number))) or self._asked(label).get((label, int(number)))

    def every(self, label: str) -> list[Kept]:
        """This will list the rows of a table, as far as they were read or may be."""
        return [row for key, row in {**self._asked(label), **self.found}.items() if key[0] == label]

    def _asked(self, label: str) -> Mapping[tuple[str, int], Kept]:
        if self.is_all or register()[label].scope not in ("case", "person"):
            return {}
        if label not in self.at_hand:
            asked = rows_of([label], case_id=self.case.id, person_id=self.case.person_id, at=self.case.at)
            self.at_hand[label] = _by_id(asked)
        return self.at_hand[label]


Say = Callable[[OpenCase, Kept, str, Beside], str]
_says: dict[str, Say] = {}


def called(say: Say, *fields: str) -> None:
    """This will say how the codes of some fields are called: `table.field`, and what gives the words of a code."""
    _says.update(dict.fromkeys(fields, say))


def called_as(labels: Mapping[str, object], *fields: str) -> None:
    """This will say that the codes of some fields are called as on a package's own pages."""
    called(lambda _case, _row, code, _beside: str(labels.get(code, "")), *fields)


def says_of(field: str) -> Say | None:
    """This will give what says how the codes of a field are called, or nothing where nobody said it."""
    return _says.get(field)


@lru_cache(maxsize=512)
def leads_to(label: str) -> dict[str, str]:
    """This will name the table behind each field of a table that leads to another."""
    fields = register()[label].model._meta.concrete_fields
    return {
        field.name: field.related_model._meta.label_lower
        for field in fields
        if field.is_relation and field.related_model is not None and not isinstance(field.related_model, str)
    }


def _by_id(found: Sequence[Kept]) -> dict[tuple[str, int], Kept]:
    return {(row.label, row.id): row for row in found}
