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
from throughcare.safeguards.pathways import Pathway, common_words

Under = (
    tuple[str, str] | None
)  # name and version of the pathway of the case that is asked about; none where there is no case
# Roles that a pathway's file does not name, and the role that each goes with.
GOES_WITH = {
    "panel_listed": "panel_member",
    "receiving_manager": "receiving_coordinator",
    "reader": "coordinator",
    "emergency": "coordinator",
}
ON_CASES = ("area", "grant", "listed")  # how a role comes to a case; others come to none, and stand beside the pathways
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
        return self.label_in(common_words())

    def label_in(self, words: Mapping[str, str]) -> str:
        """This will name the role in the words of a pathway."""
        return _(self.written_label) % words

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
        return self.reason_in(common_words())

    def reason_in(self, words: Mapping[str, str]) -> str:
        """This will say why, in the words of a pathway."""
        return _(self.because) % words


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

    def may(self, roles: Collection[str], compartment: str, need: str, *, under: Under = None) -> Answer:
        """This will say whether any of these roles may read or write a compartment, in the words of a case's pathway."""
        return _kept_may(self, frozenset(roles), compartment, need, under, get_language())

    def may_do(self, roles: Collection[str], verb: str, *, under: Under = None) -> Answer:
        """This will say whether any of these roles may do a verb, in the words of a case's pathway."""
        return _kept_may_do(self, frozenset(roles), verb, under, get_language())

    def roles_under(self, pathway: Pathway) -> frozenset[str]:
        """This will name the roles that a case under this pathway can have, and those that come to no case at all."""
        own = {role.code for role in pathway.parts.roles}
        return frozenset(
            role.code
            for role in self.roles.values()
            if role.reach not in ON_CASES or GOES_WITH.get(role.code, role.code) in own
        )

    def _may(self, roles: Collection[str], compartment: str, need: str, under: Under) -> Answer:
        for role in roles:
            row = self.rows.get((role, compartment))
            if row and (row.may_read if need == "read" else row.may_write):
                return YES
        able = [r.role for r in self.rows.values() if r.compartment == compartment and _has(r, need)]
        holders = self._named(able, under)
        words = {"what": _(self.compartments[compartment]), "who": holders}
        return no(_("%(what)s is for %(who)s") % words, rule=f"access.{compartment}")

    def _may_do(self, roles: Collection[str], verb: str, under: Under) -> Answer:
        entry = self.verbs[verb]
        able = [role for role in roles if role in entry.roles]
        if able and self.may(able, entry.compartment, entry.needs):
            return YES
        who = self._named(entry.roles, under)
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

    def _named(self, roles: Collection[str], under: Under) -> str:
        pathway = Pathway.load(*under) if under else None
        words = pathway.words if pathway else common_words()
        can_be = self.roles_under(pathway) if pathway else frozenset(self.roles)
        return ", ".join(self.roles[role].label_in(words) for role in roles if role in can_be) or _("nobody")


def _has(row: Row, need: str) -> bool:
    return row.may_read if need == "read" else row.may_write


@lru_cache(maxsize=8192)
def _kept_may(
    table: Matrix, roles: frozenset[str], compartment: str, need: str, under: Under, _language: str | None
) -> Answer:
    return table._may(roles, compartment, need, under)


@lru_cache(maxsize=8192)
def _kept_may_do(table: Matrix, roles: frozenset[str], verb: str, under: Under, _language: str | None) -> Answer:
    return table._may_do(roles, verb, under)


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
