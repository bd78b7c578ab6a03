"""Which instruments there are: those that are shipped, those of the site's own folder, and the copies in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import apps

from throughcare.commons.assessments.instruments.reading import Data, read
from throughcare.commons.assessments.instruments.shape import Instrument
from throughcare.kernel.definitions import DefinitionError, all_of, load, names, versions

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from throughcare.commons.assessments.models import InstrumentCopy

KIND = "instruments"


def instrument(name: str, version: str | None = None) -> Instrument:
    """This will read one instrument, the newest version that can be used unless one is named."""
    if version is None:
        return _newest(_versions(name), name)
    if name in names(KIND) and version in versions(KIND, name):
        found = load(KIND, name, version)
        return _read(name, version, found.data, found.sha256, False)
    copy = copies().filter(name=name, version=version).first()
    if copy is None:
        raise DefinitionError(f"There is no instrument {name}/{version}, neither shipped nor as a copy of this site.")
    return _of(copy)


def instruments() -> list[Instrument]:
    """This will list the newest version of every instrument that can be used here, by title."""
    return _in_order(one for one in _newest_of_all() if not one.is_shell)


def shells() -> list[Instrument]:
    """This will list the instruments that are known here and cannot be used until the site adds its copy, by title."""
    return _in_order(one for one in _newest_of_all() if one.is_shell)


def every_version() -> list[Instrument]:
    """This will list every version of every instrument, by title, the newest first."""
    found = [_read(one.name, one.version, one.data, one.sha256, False) for one in all_of(KIND)]
    newest_first = sorted([*found, *map(_of, copies())], key=_age, reverse=True)
    return _in_order(newest_first)


def copies() -> QuerySet[InstrumentCopy]:
    """This will find the copies of this site; by their name, because files are checked where no database is set up."""
    return apps.get_model("assessments", "InstrumentCopy").objects.all()


def _versions(name: str) -> list[Instrument]:
    shipped = versions(KIND, name) if name in names(KIND) else ()
    return [*(instrument(name, version) for version in shipped), *map(_of, copies().filter(name=name))]


def _newest_of_all() -> list[Instrument]:
    found: dict[str, list[Instrument]] = defaultdict(list)
    for one in every_version():
        found[one.name].append(one)
    return [_newest(ones, name) for name, ones in found.items()]


def _newest(ones: list[Instrument], name: str) -> Instrument:
    if not ones:
        raise DefinitionError(f"There is no instrument {name}. Known: {', '.join(names(KIND))}.")
    return max(ones, key=_age)


def _age(one: Instrument) -> tuple[bool, str]:
    """A shell is older than whatever holds the items, whatever its date says."""
    return not one.is_shell, one.version


def _in_order(ones: Iterable[Instrument]) -> list[Instrument]:
    return sorted(ones, key=lambda one: (one.title.casefold(), one.name))


def _of(copy: InstrumentCopy) -> Instrument:
    return _read(copy.name, copy.version, copy.data, copy.sha256, True)


def _read(name: str, version: str, data: Data, sha256: str, is_copy: bool) -> Instrument:
    key = (name, version, sha256)
    if key not in _kept:
        _kept[key] = read(name, version, data, sha256=sha256, is_copy=is_copy)
    return _kept[key]


_kept: dict[tuple[str, str, str], Instrument] = {}  # made once of each content: pages ask many times
