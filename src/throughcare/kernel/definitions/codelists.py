"""Closed lists: codes are stored, labels are shown, and a code that was ever used keeps its label for good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from throughcare.kernel.definitions.loading import Definition, DefinitionError, load


@dataclass(frozen=True)
class Code:
    """One value of a list: from when until when it may be chosen, and what it became in later editions of the list."""

    code: str
    label: str
    valid_from: date
    valid_until: date | None = None
    hint: str = ""
    source: str = ""
    verify: bool = False
    edition: str = ""
    becomes: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def is_valid(self, on: date) -> bool:
        """This will say whether the code may be chosen on that day."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)


@dataclass(frozen=True)
class CodeList:
    """The values of one list, in the order people should meet them."""

    name: str
    version: str
    title: str
    values: tuple[Code, ...]

    @classmethod
    def of(cls, definition: Definition) -> CodeList:
        """This will read a list from its definition."""
        values = tuple(_code(row) for row in definition.data["values"])
        return cls(definition.name, definition.version, definition.title, values)

    @cached_property
    def _by_code(self) -> dict[str, Code]:
        return {value.code: value for value in self.values}

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Code:
        if code not in self._by_code:
            raise DefinitionError(f"The list {self.name} {self.version} has no code {code!r}. Codes are never removed.")
        return self._by_code[code]

    def label(self, code: str) -> str:
        """This will give the label of a code, also of one that may no longer be chosen."""
        return _(self[code].label)

    def valid(self, on: date) -> tuple[Code, ...]:
        """This will list the values that may be chosen on a day."""
        return tuple(value for value in self.values if value.is_valid(on))

    def choices(self, on: date) -> list[tuple[str, str]]:
        """This will list code and label of what may be chosen on a day, for a form."""
        return [(value.code, _(value.label)) for value in self.valid(on)]

    def mapped(self, code: str, *, edition: str) -> tuple[str, ...]:
        """This will follow a code into another edition: no code means that the two cannot be compared."""
        value = self[code]
        if value.edition == edition:
            return (code,)
        found = [new for step in value.becomes for new in self.mapped(step, edition=edition)]
        return tuple(dict.fromkeys(found))

    def problems(self) -> list[str]:
        """This will tell what the shape alone cannot: codes twice, dates reversed, mappings to nowhere or back."""
        twice = [code for code, number in Counter(value.code for value in self.values).items() if number > 1]
        return [
            *(f"the code {code} stands twice" for code in twice),
            *(f"{v.code} ends before it begins" for v in self.values if v.valid_until and v.valid_until < v.valid_from),
            *(
                f"{v.code} becomes {new}, which is not in the list"
                for v in self.values
                for new in v.becomes
                if new not in self
            ),
            *(
                f"{v.code} becomes {new}, which is no later"
                for v in self.values
                for new in v.becomes
                if self._is_back(v, new)
            ),
        ]

    def _is_back(self, value: Code, new: str) -> bool:
        return new in self and self[new].valid_from <= value.valid_from


_OWN = {"code", "label", "valid_from", "valid_until", "hint", "source", "verify", "edition", "becomes"}


def codelist(name: str, version: str | None = None) -> CodeList:
    """This will give a list by its name, the newest version unless one is named."""
    definition = load("codelists", name, version)
    kept = _kept.get((definition.name, definition.version))
    if kept is None or kept[0] is not definition:
        kept = _kept[definition.name, definition.version] = (definition, CodeList.of(definition))
    return kept[1]


_kept: dict[
    tuple[str, str], tuple[Definition, CodeList]
] = {}  # made once of each definition: pages ask hundreds of times


def _code(row: Mapping[str, Any]) -> Code:
    until = row.get("valid_until")
    return Code(
        code=row["code"],
        label=row["label"],
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_until=date.fromisoformat(until) if until else None,
        hint=row.get("hint", ""),
        source=row.get("source", ""),
        verify=row.get("verify", False),
        edition=row.get("edition", ""),
        becomes=tuple(row.get("becomes", ())),
        extra={key: value for key, value in row.items() if key not in _OWN},
    )
