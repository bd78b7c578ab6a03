"""Every problem of every definition, told together: for `throughcare definitions check` and the law test."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from throughcare.kernel.definitions.codelists import CodeList
from throughcare.kernel.definitions.loading import Definition, DefinitionError, files, kinds, read
from throughcare.kernel.definitions.places import SHIPPED, folders, place_of, released

Check = Callable[[Definition], Iterable[str]]
YEAR_FIRST = re.compile(r"[0-9]{4}(?![0-9])")


def check_all(checks: Mapping[str, Check] | None = None) -> list[str]:
    """This will tell every problem of every definition; the package that owns a kind may add its own check."""
    own: dict[str, Check] = {"codelists": _codelist_problems, **(checks or {})}
    problems = [*_missing(), *_replaced()]
    for kind in kinds():
        for (name, version), path in sorted(files(kind).items()):
            problems += _problems_of(kind, name, version, path, own.get(kind))
    return list(dict.fromkeys(problems))  # what a profile differs from is read once more with it


def _problems_of(kind: str, name: str, version: str, path: Path, check: Check | None) -> list[str]:
    try:
        definition = read(kind, name, version, path)
    except DefinitionError as error:
        return [str(error)]
    problems = [*_version_problems(version), *(check(definition) if check else ())]
    return [f"{place_of(path)}: {problem}" for problem in problems]


def _version_problems(version: str) -> list[str]:
    if not version or YEAR_FIRST.match(version):
        return []
    return [
        f"the version {version} does not begin with a year: the newest of a name is the last in order, as 2026-03-14"
    ]


def _codelist_problems(definition: Definition) -> list[str]:
    return CodeList.of(definition).problems()


def _missing() -> list[str]:
    return [
        f"{place}: it is released but missing: restore it, for cases keep the version they began with"
        for place in released(folders())
        if not any((root / place).exists() for root in folders())
    ]


def _replaced() -> list[str]:
    return [
        f"{place}: a site may not replace what is released: give the site's file a version of its own"
        for place in released((SHIPPED,))
        if any((root / place).exists() for root in folders()[1:])
    ]
