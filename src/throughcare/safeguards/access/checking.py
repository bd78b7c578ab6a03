"""What the shape of the access definitions cannot say: that each names roles and compartments that are there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from throughcare.kernel.definitions import Definition, load

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def definition_problems(definition: Definition) -> Iterator[str]:
    """This will tell every problem of one access definition, for `throughcare definitions check` and the law test."""
    data = definition.data
    if not DATE.fullmatch(definition.version):
        yield "it has no date: put it in a folder of its name, as `<name>/<date>.yaml`"
    if data.get("version", definition.version) != definition.version:
        yield f"it says version {data['version']}, its file {definition.version}"
    for role, cells in data.get("rows", {}).items():
        yield from _unknown("roles", [role])
        yield from _unknown("compartments", cells)
    for entry in data.get("verbs", {}).values():
        yield from _unknown("roles", entry["roles"])
        yield from _unknown("compartments", [entry["compartment"]])


def _unknown(kind: str, codes: Iterable[str]) -> Iterator[str]:
    known = load("access", kind).data[kind]
    for code in codes:
        if code not in known:
            yield f"{code} is not among the {kind}"
