"""The access matrix in Python: who may read and write what, and why. The database lays down the same rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no
from throughcare.kernel.definitions import load, names
from throughcare.kernel.definitions.places import folders

VERBS = "verbs/"  # one name for each package, so that each may be dated by itself


@dataclass(frozen=True)
class Role:
    """One role: its label, how it comes to a case, what it does, and whether a grant in it stays when the case moves."""

    code: str
    written_label: str
    reach: str
    written_does: str
    when_moved: str = ""

    @property
    def label(self) -> str:
        """This will name the role in the reader's language."""
        return _(self.written_label)

    @property
    def does(self) -> str:
        """This will say what the role does, in the reader's language."""
        return _(self.written_does)

    @property
    def opens(self) -> bool:
        """This will say whether the role opens a case: one that is listed knows name and reference alone."""
        return self.reach != "listed"


@dataclass(frozen=True)
class Row:
    """What one role may do in one compartment, and why."""

    role: str
    compartment: str
    may_read: bool
    may_write: bool
    because: str

    @property
    def reason(self) -> str:
        """This will say why, in the reader's language."""
        return _(self.because)


@dataclass(frozen=True)
class Verb:
    """One act: the compartment it reads or writes and the roles that may."""

    code: str
    compartment: str
    needs: str
    roles: tuple[str, ...]
    reason: str


@dataclass(frozen=True, eq=False)
class Matrix:
    """The whole matrix, read once from its definition. A page asks it dozens of times: answers are kept, a language each."""

    version: str
    roles: Mapping[str, Role]
    compartments: Mapping[str, str]
    rows: Mapping[tuple[str, str], Row]
    verbs: Mapping[str, Verb]

    def may(self, roles: Collection[str], compartment: str, need: str) -> Answer:
        """This will say whether any of these roles may read or write a compartment."""
        return _kept_may(self, frozenset(roles), compartment, need, get_language())

    def may_do(self, roles: Collection[str], verb: str) -> Answer:
        """This will say whether any of these roles may do a verb."""
        return _kept_may_do(self, frozenset(roles), verb, get_language())

    def _may(self, roles: Collection[str], compartment: str, need: str) -> Answer:
        for role in roles:
            row = self.rows.get((role, compartment))
            if row and (row.may_read if need == "read" else row.may_write):
                return YES
        holders = self.labels_of(compartment, need)
        words = {"what": _(self.compartments[compartment]), "who": holders}
        return no(_("%(what)s is for %(who)s") % words, rule=f"access.{compartment}")

    def _may_do(self, roles: Collection[str], verb: str) -> Answer:
        entry = self.verbs[verb]
        able = [role for role in roles if role in entry.roles]
        if able and self.may(able, entry.compartment, entry.needs):
            return YES
        who = ", ".join(self.roles[role].label for role in entry.roles)
        mend = Mend(_("Ask somebody of these to do it: %(who)s") % {"who": who})
        return no(_("this is for: %(who)s") % {"who": who}, rule=f"access.{verb}", mends=[mend], about="who")

    def compartments_for(self, roles: Collection[str], need: str) -> frozenset[str]:
        """This will give every compartment that any of these roles may read or write."""
        return frozenset(
            row.compartment
            for row in self.rows.values()
            if row.role in roles and (row.may_read if need == "read" else row.may_write)
        )

    def readers(self, compartment: str) -> tuple[Row, ...]:
        """This will give the rows of all roles that may read a compartment, each with its reason."""
        return tuple(row for row in self.rows.values() if row.compartment == compartment and row.may_read)

    def labels_of(self, compartment: str, need: str) -> str:
        """This will name in words the roles that may read or write a compartment."""
        rows = [
            r
            for r in self.rows.values()
            if r.compartment == compartment and (r.may_read if need == "read" else r.may_write)
        ]
        return ", ".join(self.roles[r.role].label for r in rows) or _("nobody")


@lru_cache(maxsize=8192)
def _kept_may(table: Matrix, roles: frozenset[str], compartment: str, need: str, _language: str | None) -> Answer:
    return table._may(roles, compartment, need)


@lru_cache(maxsize=8192)
def _kept_may_do(table: Matrix, roles: frozenset[str], verb: str, _language: str | None) -> Answer:
    return table._may_do(roles, verb)


def matrix() -> Matrix:
    """This will give the access matrix in force: ours, or the site's newer one; `throughcare db policies` lays it down."""
    return _matrix(folders())


def matrix_of(version: str) -> Matrix:
    """This will give the access matrix of an earlier version, for whoever looks back; roles are those of today."""
    return _matrix(folders(), version)


@lru_cache(maxsize=16)
def _matrix(_folders: object, version: str | None = None) -> Matrix:
    table = load("access", "matrix", version).data
    roles = {
        code: Role(code, entry["label"], entry["reach"], entry["does"], entry.get("when_moved", ""))
        for code, entry in load("access", "roles").data["roles"].items()
    }
    compartments = {code: row["label"] for code, row in load("access", "compartments").data["compartments"].items()}
    return Matrix(table["version"], roles, compartments, _rows(table["rows"]), _verbs())


def _rows(data: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> dict[tuple[str, str], Row]:
    return {
        (role, compartment): Row(role, compartment, "read" in cell["may"], "write" in cell["may"], cell["because"])
        for role, cells in data.items()
        for compartment, cell in cells.items()
    }


def _verbs() -> dict[str, Verb]:
    return {
        code: Verb(code, entry["compartment"], entry["needs"], tuple(entry["roles"]), entry["because"])
        for name in names("access")
        if name.startswith(VERBS)
        for code, entry in load("access", name).data["verbs"].items()
    }
