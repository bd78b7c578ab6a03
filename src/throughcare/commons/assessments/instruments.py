"""An instrument as its definition has it: factors, scale, who may use it, and whether it was superseded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from throughcare.kernel.definitions import Definition, load, names

KIND = "instruments"
NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class Factor:
    """One factor: what it is called, and what it means in plain words."""

    code: str
    label: str
    number: int = 0
    about: str = ""


@dataclass(frozen=True)
class Domain:
    """Factors that are read together."""

    code: str
    label: str
    about: str
    factors: tuple[Factor, ...]


@dataclass(frozen=True)
class Superseded:
    """What took an instrument's place, since when, and who says so."""

    by: str
    valid_from: date
    note: str
    source: str
    verify: bool


@dataclass(frozen=True)
class Choice:
    """A code with its label: one answer of the scale, or one part of the formulation."""

    code: str
    label: str


@dataclass(frozen=True)
class Instrument:
    """One version of one instrument."""

    name: str
    version: str
    sha256: str
    title: str
    publisher: str
    source: str
    licence: str
    attribution: str
    reminder: str
    pathways: tuple[str, ...]
    population: str
    roles: tuple[str, ...]
    needs_certificate: bool
    who: str
    superseded: Superseded | None
    clock: str
    question: str
    answers: tuple[Choice, ...]
    not_known: Choice
    not_known_asks: str
    evidence_for: tuple[str, ...]
    others_allowed: bool
    others_about: str
    formulation: tuple[Choice, ...]
    domains: tuple[Domain, ...]

    @property
    def label(self) -> str:
        """This will name instrument and version, as a page and a print cite them."""
        return _("%(title)s, version %(version)s") % {"title": _(self.title), "version": self.version}

    @property
    def factors(self) -> tuple[Factor, ...]:
        """This will list the factors of all domains in order."""
        return tuple(factor for domain in self.domains for factor in domain.factors)

    def domain(self, code: str) -> Domain | None:
        """This will find a domain, or none."""
        return next((domain for domain in self.domains if domain.code == code), None)

    def factor(self, code: str) -> Factor | None:
        """This will find a factor, or none."""
        return next((factor for factor in self.factors if factor.code == code), None)

    def domain_of(self, factor: str) -> str:
        """This will give the code of the domain a factor belongs to; empty for one that the instrument does not have."""
        return next((domain.code for domain in self.domains if any(f.code == factor for f in domain.factors)), "")

    def presence(self, code: str) -> str:
        """This will give the words of an answer of the scale, not known included."""
        found = {choice.code: choice.label for choice in (*self.answers, self.not_known)}
        return _(found[code]) if code in found else ""

    def is_superseded(self, on: date) -> bool:
        """This will say whether another instrument had taken its place on a day."""
        return self.superseded is not None and self.superseded.valid_from <= on

    def needs_reason(self, on: date, *, pathway: str) -> bool:
        """This will say whether using it on a day for a pathway needs a reason: it is retired, or made for others."""
        return self.is_superseded(on) or pathway not in self.pathways


def instrument(name: str, version: str | None = None) -> Instrument:
    """This will read one instrument, the newest version unless one is named."""
    return read(load(KIND, name, version))


def instruments() -> list[Instrument]:
    """This will list the newest version of every instrument, by title."""
    return sorted((instrument(name) for name in names(KIND)), key=lambda one: (one.title, one.name))


def read(definition: Definition) -> Instrument:
    """This will make an instrument from its definition."""
    data = definition.data
    return Instrument(
        name=definition.name,
        version=definition.version,
        sha256=definition.sha256,
        **{key: data[key] for key in ("title", "publisher", "source", "licence", "attribution", "reminder")},
        pathways=tuple(data["population"]["pathways"]),
        population=data["population"]["about"],
        roles=tuple(data["assessor"]["roles"]),
        needs_certificate=data["assessor"]["certificate"],
        who=data["assessor"]["about"],
        superseded=_superseded(data.get("superseded")),
        clock=data.get("reassessment", {}).get("clock", ""),
        question=data["scale"]["question"],
        answers=_choices(data["scale"]["answers"]),
        not_known=Choice(NOT_KNOWN, data["scale"]["not_known"]["label"]),
        not_known_asks=data["scale"]["not_known"]["asks"],
        evidence_for=tuple(data["evidence"]["needed_for"]),
        others_allowed=data["other_factors"]["allowed"],
        others_about=data["other_factors"]["about"],
        formulation=_choices(data["formulation"]),
        domains=tuple(_domain(row) for row in data["domains"]),
    )


def _choices(rows: Sequence[Mapping[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(row["code"], row["label"]) for row in rows)


def _domain(row: Mapping[str, Any]) -> Domain:
    factors = tuple(Factor(item["code"], item["label"], item["number"], item["about"]) for item in row["items"])
    return Domain(row["code"], row["label"], row["about"], factors)


def _superseded(row: Mapping[str, Any] | None) -> Superseded | None:
    if row is None:
        return None
    since = date.fromisoformat(row["valid_from"])
    return Superseded(row["by"], since, row["note"], row["source"], row.get("verify", False))
