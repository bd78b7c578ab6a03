"""Which questions of different instruments are about the same thing: data with a source, and never a recoding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from throughcare.commons.assessments.instruments.finding import KIND as INSTRUMENTS
from throughcare.commons.assessments.instruments.finding import instrument
from throughcare.commons.assessments.instruments.shape import Instrument
from throughcare.kernel.definitions import Definition, load, names, versions

KIND = "crosswalks"


@dataclass(frozen=True)
class Read:
    """Which rating of which versions of an instrument is read, and what each answer comes to."""

    name: str
    versions: tuple[str, ...]
    rating: str
    answers: Mapping[str, str]


@dataclass(frozen=True)
class Theme:
    """One thing that several instruments ask about, with the items of each that ask it."""

    code: str
    label: str
    domain: str
    places: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Crosswalk:
    """Domains and themes that instruments share, with who says so."""

    title: str
    source: str
    verify: bool
    to_verify: Sequence[str]
    readings: Mapping[str, str]
    reads: Sequence[Read]
    domains: Sequence[Theme]
    themes: Sequence[Theme]

    def read(self, used: Instrument) -> Read | None:
        """This will say how this very version of an instrument is read, or nothing where nobody has compared it."""
        return next((one for one in self.reads if one.name == used.name and used.version in one.versions), None)

    def items(self, theme: Theme, used: Instrument) -> Sequence[str]:
        """This will list the items of this very version that ask about a theme."""
        return theme.places.get(used.name, ()) if self.read(used) else ()

    def parts(self, domain: Theme, used: Instrument) -> Sequence[str]:
        """This will list the domains of an instrument, whatever its version, that belong to a shared one."""
        return domain.places.get(used.name, ())


def crosswalks() -> list[Crosswalk]:
    """This will list the newest version of every mapping here, a site's own ones included."""
    return [_of(load(KIND, name, max(versions(KIND, name)))) for name in names(KIND)]


def definition_problems(definition: Definition) -> list[str]:
    """This will check a mapping's file against the instruments it names, for `check_all({"crosswalks": …})`."""
    return list(_problems(definition.data))


def _of(found: Definition) -> Crosswalk:
    data = found.data
    return Crosswalk(
        data["title"],
        data["source"],
        data.get("verify", False),
        tuple(data.get("to_verify", ())),
        {row["code"]: row["label"] for row in data["readings"]},
        [Read(row["name"], tuple(row["versions"]), row["rating"], row["answers"]) for row in data["instruments"]],
        [Theme(row["code"], row["label"], row["code"], row["places"]) for row in data["domains"]],
        [Theme(row["code"], row["label"], row["domain"], row["places"]) for row in data["themes"]],
    )


def _problems(data: Mapping[str, Any]) -> Iterator[str]:
    readings, domains = {row["code"] for row in data["readings"]}, {row["code"] for row in data["domains"]}
    for row in data["themes"]:
        if row["domain"] not in domains:
            yield _("theme %(code)s stands under %(domain)s, which is no domain here") % row
    for row in data["instruments"]:
        yield from _problems_of(row, data, readings)
    for row in data["domains"]:
        for name in row["places"]:
            if name in names(INSTRUMENTS):
                known = {domain.code for domain in instrument(name, max(versions(INSTRUMENTS, name))).domains}
                lost = [code for code in row["places"][name] if code not in known]
                yield from (_("%(name)s has no domain %(code)s") % {"name": name, "code": code} for code in lost)
            else:
                yield _("there is no instrument %(name)s") % {"name": name}


def _problems_of(row: Mapping[str, Any], data: Mapping[str, Any], readings: set[str]) -> Iterator[str]:
    name = row["name"]
    for version in row["versions"]:
        if name not in names(INSTRUMENTS):
            yield _("there is no instrument %(name)s") % {"name": name}
            continue
        if version not in versions(INSTRUMENTS, name):
            continue  # a site's own copy lies in its database, where files are not checked
        used = instrument(name, version)
        asked = [code for theme in data["themes"] for code in theme["places"].get(name, ())]
        lost = [code for code in asked if used.factor(code) is None]
        yield from (_("%(name)s has no item %(code)s") % {"name": name, "code": code} for code in lost)
        scales = [one.scale for one in used.measures if one.code == row["rating"]]
        answers = {choice.code for scale in scales for choice in scale.answers}
        if answers != set(row["answers"]):
            told = {"name": name, "answers": ", ".join(sorted(answers)) or _("not to be found")}
            yield _("the answers of %(name)s are %(answers)s, and each comes to something") % told
    lost = [code for code in row["answers"].values() if code not in readings]
    yield from (_("%(name)s comes to %(code)s, which is none") % {"name": name, "code": code} for code in lost)
