"""Where a site's own lawyers say that they read a rule against its source, section by section.

A site writes `signoffs/<pathway>/<version of the pathway>.yaml` among its own definitions; we ship none. A new version of a
pathway begins without any.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from throughcare.kernel.definitions import Definition, DefinitionError, load, versions
from throughcare.safeguards.pathways.pathway import Pathway

KIND = "signoffs"


@dataclass(frozen=True)
class SignOff:
    """Who read one section against its source, on which day, and what they said of it."""

    section: str
    who: str
    on: date
    note: str = ""


def signed(pathway: Pathway) -> dict[str, SignOff]:
    """This will give the sign-offs of this site for a pathway by section; none where nobody signed."""
    if pathway.version not in versions(KIND, pathway.name):
        return {}
    return _read(load(KIND, pathway.name, pathway.version))


def definition_problems(definition: Definition) -> list[str]:
    """This will tell what a file of sign-offs says of a pathway or a section that is not there."""
    try:
        pathway = Pathway.load(definition.name, definition.version)
    except DefinitionError:
        return [f"there is no pathway {definition.name} of {definition.version}"]
    unknown = sorted(set(_read(definition)) - sections(pathway))
    return [f"{definition.name} {definition.version} has no section {section}" for section in unknown]


def sections(pathway: Pathway) -> set[str]:
    """This will give every section of a pathway's rulebook."""
    verbs, gates = (act.section for act in pathway.verbs), (gate.section for gate in pathway.gates)
    return {pathway.parts.start.section, *verbs, *gates, *(clock.rule for clock in pathway.clocks)}


def _read(definition: Definition) -> dict[str, SignOff]:
    rows: list[Mapping[str, str]] = definition.data["signed"]
    found = [
        SignOff(row["section"], row["who"], date.fromisoformat(str(row["on"])), row.get("note", "")) for row in rows
    ]
    return {one.section: one for one in sorted(found, key=lambda one: one.on)}
