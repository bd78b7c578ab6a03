"""Tests that a page of the manual names as its proof, written as `path::function`."""

from __future__ import annotations

import ast
import re
from functools import cache

from tests.kit.tree import PROJECT, parsed

NAMED = re.compile(r"`?((?:src|tests)/[\w/]+\.py)::(\w+)`?")


def missing_tests(told: str) -> list[str]:
    """Return those of the named tests that are not there."""
    return [f"{path}::{name}" for path, name in NAMED.findall(told) if name not in _functions(path)]


@cache
def _functions(path: str) -> frozenset[str]:
    file = PROJECT / path
    if not file.is_file():
        return frozenset()
    return frozenset(node.name for node in ast.walk(parsed(file)) if isinstance(node, ast.FunctionDef))
