"""Every address of the site, collected from the address map itself, with true keys of what lies in the database."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType

from django.apps import apps
from django.db import connection
from django.db.models import UUIDField
from django.urls import URLPattern, URLResolver, get_resolver

NEVER = "00000000-0000-4000-8000-000000000000"
MISSING = "TC-999999"
PART = re.compile(r"<(?:(\w+):)?(\w+)>")
TRIED = {"int": ("1",), "slug": ("core", "needs", "northmere"), "path": ("reference/access",), "str": ("core", NEVER)}
EVERYBODYS = {"cases", "agencies", "people"}  # every room imports these; their keys are tried where no other room is


@dataclass(frozen=True)
class Address:
    """One pattern of the address map: its route, the page that answers it, and its full name."""

    route: str
    view: Callable[..., object]
    name: str

    @property
    def parts(self) -> list[tuple[str, str]]:
        """This will list the kind and the name of each part that is filled in, the reference aside."""
        return [(kind or "str", name) for kind, name in PART.findall(self.route) if name != "reference"]

    @property
    def is_below_a_case(self) -> bool:
        """This will say whether the address carries the reference of a case."""
        return "<reference>" in self.route

    def filled(self, keys: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
        """This will give the address with the keys in turn, its reference left open as `{reference}`."""
        tries = [TRIED.get(kind) or keys.get(kind, ()) for kind, _name in self.parts]
        for number in range(max(map(len, tries), default=1)):
            chosen = iter([one[number % len(one)] for one in tries])
            route = self.route.replace("<reference>", "{reference}")
            yield "/" + PART.sub(lambda _part: next(chosen), route)  # noqa: B023  # called at once

    def with_true_keys(self) -> Iterator[str]:
        """This will give the address with true keys of what its page may show in turn, asked for only where it has one."""
        has_keys = any(kind == "uuid" for kind, _name in self.parts)
        return self.filled({"uuid": keys_of(self.rooms())} if has_keys else {})

    def rooms(self) -> set[str]:
        """This will name the rooms whose rows this page may show, by what its module imports."""
        module = sys.modules[self.view.__module__]
        found = {_room(getattr(value, "__module__", "") or "") for value in vars(module).values()}
        found |= {_room(value.__name__) for value in vars(module).values() if isinstance(value, ModuleType)}
        return ({_room(module.__name__)} | found) - {""}


@lru_cache(maxsize=1)
def addresses() -> tuple[Address, ...]:
    """This will collect every address."""
    return tuple(_collected(get_resolver(), "", ""))


def keys_of(rooms: set[str]) -> tuple[str, ...]:
    """This will give one true key of each kind of row that these rooms keep."""
    each = (
        f'(SELECT "{column}"::text FROM "{table}" WHERE "{column}" IS NOT NULL ORDER BY 1 LIMIT 1)'
        for table, column in _columns(frozenset(rooms - EVERYBODYS or EVERYBODYS))
    )
    asked = " UNION ALL ".join(each)
    if not asked:
        return (NEVER,)
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return tuple(dict.fromkeys(key for (key,) in cursor.fetchall())) or (NEVER,)


@lru_cache
def _columns(rooms: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """List the columns for keys in the tables of these rooms."""
    labels = {config.label for config in apps.get_app_configs() if config.name.rpartition(".")[2] in rooms}
    return tuple(
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, UUIDField) and model._meta.app_label in labels
    )


def _collected(resolver: URLResolver, before: str, space: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Address(route, pattern.callback, f"{space}{pattern.name}" if pattern.name else "")
        else:
            yield from _collected(pattern, route, f"{space}{pattern.namespace}:" if pattern.namespace else space)


def _room(module: str) -> str:
    rooms = re.match(r"throughcare\.(?:stages|commons|oversight)\.(\w+)", module)
    return rooms[1] if rooms else ""
