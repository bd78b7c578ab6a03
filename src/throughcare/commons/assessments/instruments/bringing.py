"""A licensed site's own copy of an instrument, from a file: YAML that says all of it, or rows that fill a shell."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from throughcare.commons.assessments.instruments import rows
from throughcare.commons.assessments.instruments.checking import problems
from throughcare.commons.assessments.instruments.finding import KIND
from throughcare.commons.assessments.instruments.reading import read
from throughcare.commons.assessments.instruments.shape import Instrument
from throughcare.kernel.definitions import Sent, judged, load, names, read_sent, versions
from throughcare.kernel.sheets.reading import read as read_rows
from throughcare.kernel.sheets.unreadable import Unreadable
from throughcare.kernel.sheets.workbooks import Limits

LARGEST_MEGABYTES = 2
LIMITS = Limits(most_rows=1000, most_columns=20, largest_unpacked=20 * 1024 * 1024)
YAML_NAMES = (".yaml", ".yml")
_NAME, _VERSION = re.compile(r"[a-z][a-z0-9_]{0,79}"), re.compile(r"[0-9][0-9A-Za-z.\-]{0,19}")


@dataclass(frozen=True)
class Told:
    """What is said beside a file of rows, which cannot say it itself."""

    name: str = ""
    version: str = ""
    since: str = ""
    licensed: str = ""
    by: str = ""


@dataclass(frozen=True)
class Proposal:
    """What a file would add, and everything that stands in the way of it."""

    name: str
    version: str
    data: Mapping[str, Any]
    faults: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """This will give the digest by which a copy is known again, whatever file it came in."""
        return hashlib.sha256(json.dumps(self.data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    @property
    def instrument(self) -> Instrument | None:
        """This will show the instrument as it would be, or nothing while something is wrong."""
        if self.faults:
            return None
        return read(self.name, self.version, self.data, sha256=self.sha256, is_copy=True)


def propose(content: bytes, *, filename: str, told: Told) -> Proposal:
    """This will read a file and say what it would add, and why not."""
    if filename.casefold().endswith(YAML_NAMES):
        return _of_yaml(content, told)
    if told.name not in names(KIND):
        return Proposal("", told.version, {}, (_("Choose the instrument that the rows belong to"),))
    try:
        sheet = read_rows(content, known=rows.HEADINGS, limits=LIMITS)
    except Unreadable as why:
        return Proposal(told.name, told.version, {}, (str(why),))
    shell = load(KIND, told.name).data
    filled, faults = rows.fill(shell, sheet)
    if faults:
        return Proposal(told.name, told.version, {}, tuple(faults))
    return again(told.name, told.version, _as_copy(filled, told))


def again(name: str, version: str, data: dict[str, Any]) -> Proposal:
    """This will judge once more what was shown before it is kept."""
    return _judged(name, version, judged(KIND, data))


def template(name: str) -> list[list[str]]:
    """This will write the rows of a file that fills a shell: its domains, with room for the items it counts."""
    return rows.template(load(KIND, name).data)


def _of_yaml(content: bytes, told: Told) -> Proposal:
    apart, sent = read_sent(KIND, content, beside=frozenset({"name", "version"}))
    name, version = (str(apart.get(key) or getattr(told, key)) for key in ("name", "version"))
    return _judged(name, version, sent)


def _judged(name: str, version: str, sent: Sent) -> Proposal:
    faults = [*_named(name, version), *sent.faults]
    if not sent.faults:
        faults += problems(sent.data)
        faults += [_("It is a shell itself: it holds no items")] if "shell" in sent.data else []
    return Proposal(name, version, sent.data, tuple(faults))


def _named(name: str, version: str) -> list[str]:
    faults = []
    if not _NAME.fullmatch(name):
        faults.append(_("Its name is missing, or is not written in small letters, digits and underlines"))
    if not _VERSION.fullmatch(version):
        faults.append(_("Its version is missing, or does not begin with a digit. Use its date, such as 2026-03-01"))
    if name in names(KIND) and version in versions(KIND, name):
        faults.append(
            _("There is a version %(version)s already. Give this copy a version of its own") % {"version": version}
        )
    return faults


def _as_copy(filled: Mapping[str, Any], told: Told) -> dict[str, Any]:
    """What is said of a shell and does not hold of a copy is left out; the licence is the site's own."""
    kept = {key: value for key, value in filled.items() if key not in ("shell", "to_verify", "licence_verify")}
    since = {"from": told.since} if told.since else {key: v for key, v in kept["in_force"].items() if key == "from"}
    until = {key: value for key, value in kept["in_force"].items() if key == "until"}
    return kept | {"in_force": since | until, "licence": told.licensed or " ", "approver": told.by or " "}
