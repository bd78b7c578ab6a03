"""What a kind of order allows, read from its dated definition: conditions, lengths, wordings and the ladder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from throughcare.kernel.definitions import load, names
from throughcare.kernel.definitions.places import folders
from throughcare.kernel.time import add_months

REPORT = "report"


@dataclass(frozen=True)
class Span:
    """How long something runs or how often it comes, in words, with the number where the law names one."""

    words: str
    source: str
    verify: bool
    length: int | None = None
    unit: str = ""
    in_all: int | None = None

    def until(self, start: date, *, times: int = 1) -> date | None:
        """This will give the day reached from a start, or none where no number is named."""
        if self.length is None:
            return None
        if self.unit == "days":
            return date.fromordinal(start.toordinal() + self.length * times)
        return add_months(start, self.length * times * (12 if self.unit == "years" else 1))


@dataclass(frozen=True)
class Rung:
    """One step of the ladder of an order, and whether a second person signs it."""

    code: str
    label: str
    about: str
    countersign: bool
    source: str
    verify: bool


@dataclass(frozen=True)
class ConditionKind:
    """One kind of condition: whether attendance may be required under it, and whether it bears on the programme's sessions."""

    code: str
    label: str
    attendance: bool
    sessions: bool


@dataclass(frozen=True)
class OrderKind:
    """One dated definition of a kind of order."""

    code: str
    version: str
    title: str
    data: Mapping[str, Any]

    @property
    def label(self) -> str:
        """This will name the definition and its version, as a refusal cites them."""
        return _("%(title)s, version %(version)s") % {"title": _(self.title), "version": self.version}

    @property
    def authority(self) -> str:
        """This will name who makes such an order and decides what follows."""
        return _(self.data["authority"]["label"])

    @property
    def longest(self) -> Span:
        """This will say how long such an order may run."""
        return self._span("longest")

    @property
    def extension(self) -> Span:
        """This will say whether and by how much such an order is extended."""
        return self._span("extension")

    @property
    def review(self) -> Span:
        """This will say how often such an order is looked at."""
        return self._span("review")

    @property
    def looked_at_by(self) -> str:
        """This will name who looks at such an order in its rhythm."""
        return _(self.data["review"].get("by", ""))

    @property
    def before_end(self) -> Span:
        """This will say how long before the end somebody chooses what comes next."""
        return self._span("before_end")

    @property
    def explained(self) -> Span:
        """This will say by when what follows is explained."""
        return self._span("explained")

    @property
    def attendance_may_be_mandated(self) -> bool:
        """This will say whether attendance may be required under such an order at all."""
        return bool(self.data["attendance"]["may_be_mandated"])

    @property
    def conditions(self) -> tuple[ConditionKind, ...]:
        """This will list the kinds of condition."""
        rows = self.data["conditions"].items()
        return tuple(
            ConditionKind(code, _(row["label"]), row.get("attendance", False), row.get("sessions", False))
            for code, row in rows
        )

    @property
    def never_mandated(self) -> dict[str, str]:
        """This will name what nobody may ever require of anybody."""
        return {code: _(row["label"]) for code, row in self.data["never_mandated"].items()}

    @property
    def ladder(self) -> tuple[Rung, ...]:
        """This will list the steps of the ladder, the report among them."""
        return tuple(self._rung(code, row) for code, row in self.data["ladder"].items())

    @property
    def outcomes(self) -> dict[str, str]:
        """This will name what the authority may decide."""
        return {code: _(row["label"]) for code, row in self.data["outcomes"].items()}

    @property
    def pointers(self) -> tuple[str, ...]:
        """This will name what such an order points to elsewhere."""
        return tuple(self.data["pointers"])

    def condition(self, code: str) -> ConditionKind:
        """This will find a kind of condition."""
        return next(kind for kind in self.conditions if kind.code == code)

    def rung(self, code: str) -> Rung:
        """This will find a step of the ladder."""
        return next(rung for rung in self.ladder if rung.code == code)

    def wordings(self, *, on: date) -> dict[str, str]:
        """This will give the wordings in use on a day, the newest first."""
        rows = self.data["wordings"].items()
        used = [(row["from_on"], code, row["text"]) for code, row in rows if row["from_on"] <= on.isoformat()]
        return {code: text for _from, code, text in sorted(used, reverse=True)}

    def cite(self, part: str) -> str:
        """This will cite the sources of one part of the definition."""
        return "; ".join(self.data["sources"][code]["cite"] for code in self.data[part]["source"])

    def _span(self, part: str) -> Span:
        row = self.data[part]
        return Span(
            _(row["words"]),
            self.cite(part),
            row.get("verify", False),
            row.get("length"),
            row.get("unit", ""),
            row.get("in_all"),
        )

    def _rung(self, code: str, row: Mapping[str, Any]) -> Rung:
        source = "; ".join(self.data["sources"][one]["cite"] for one in row["source"])
        countersign, verify = row.get("countersign", False), row.get("verify", False)
        return Rung(code, _(row["label"]), _(row.get("about", "")), countersign, source, verify)


def order_kind(code: str, version: str | None = None) -> OrderKind:
    """This will read a kind of order: the newest version, or the one that an order was recorded under."""
    return _read(code, version, folders())


def order_kinds() -> tuple[OrderKind, ...]:
    """This will list the kinds of order that can be recorded today."""
    return tuple(order_kind(code) for code in names("orders"))


@lru_cache(maxsize=64)
def _read(code: str, version: str | None, _folders: object) -> OrderKind:
    found = load("orders", code, version)
    return OrderKind(found.name, found.version, found.title, found.data)
