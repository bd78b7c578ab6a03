"""What the groups of the site's provider give: read from one file, checked before it is used. An unknown group gives nothing."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from throughcare.kernel.definitions.strict_yaml import NotYaml, read_yaml
from throughcare.safeguards.access.matrix import matrix


@dataclass(frozen=True)
class Given:
    """One post that a group gives: a role, for an agency, in an area or in none."""

    group: str
    role: str
    agency: str
    area: str | None = None


class NotAMapping(ValueError):
    """The file of groups cannot be used; the text says why, a line each."""


def read(path: Path) -> list[Given]:
    """This will read the file of groups, or raise with every mistake in it."""
    try:
        data = read_yaml(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, NotYaml) as problem:
        raise NotAMapping(f"{path}: it cannot be read: {problem}") from problem
    mistakes = [f"{path}: {mistake}" for mistake in mistakes_in(data)]
    if mistakes:
        raise NotAMapping("\n".join(mistakes))
    fields = ("group", "role", "agency", "area")
    return [Given(**{name: line[name] for name in fields if name in line}) for line in data["groups"]]


def mistakes_in(data: Any) -> list[str]:
    """This will list what is wrong with a file of groups: its shape, its roles, and areas that are missing or too many."""
    shape = [
        f"{'/'.join(map(str, error.absolute_path)) or 'the file'}: {error.message}"
        for error in Draft202012Validator(_schema()).iter_errors(data)
    ]
    return shape or [words for line in data["groups"] for words in _wrong_with(line)]


def _wrong_with(line: Mapping[str, str]) -> list[str]:
    role = matrix().roles.get(line["role"])
    if role is None:
        return [f"{line['group']}: there is no role {line['role']}"]
    if role.reach == "listed":
        return [f"{line['group']}: {line['role']} is given on a case alone, never as a post"]
    if role.reach in ("area", "grant") and "area" not in line:
        return [f"{line['group']}: {line['role']} needs an area"]
    return []


def given_by(mapping: Collection[Given], groups: Collection[str]) -> list[Given]:
    """This will give the posts of somebody in these groups, each once; a group that the file does not name gives none."""
    held = {(one.role, one.agency, one.area): one for one in mapping if one.group in groups}
    return list(held.values())


def groups_in(claim: Any) -> set[str]:
    """This will read the claim of groups: a list of names, or one name; whatever else it is says nothing."""
    if isinstance(claim, str):
        return {claim}
    return {one for one in claim if isinstance(one, str)} if isinstance(claim, list) else set()


@lru_cache(maxsize=1)
def _schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (files("throughcare.commons.agencies") / "groups.schema.json").read_text("utf-8")
    )
    return found
