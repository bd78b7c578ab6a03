"""Puts together what somebody outside a case would be given of it: the parts that are chosen, in words, others left out.

It reads as whoever gives it, so that nobody gives what they may not read. What the rules of disclosures keep from everybody
is named in no part, and no other name than the person's own is left in what anybody wrote.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.on_paper import off_paper
from throughcare.commons.past import others, words
from throughcare.commons.past.queries import Kept, rows_of
from throughcare.commons.sharing.rules import disclosures as rules
from throughcare.commons.sharing.rules.disclosures import PartRule
from throughcare.frame.off_paper import without_names
from throughcare.kernel.definitions import codelist, load
from throughcare.kernel.time import uk_today
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.access.register import register

if TYPE_CHECKING:
    from throughcare.commons.agencies.models import Agency

THIRD_PARTY = "third_party"


@dataclass(frozen=True)
class Composed:
    """What would be given, and how many entries were left out because they tell of somebody else."""

    content: str
    left_out: int

    @property
    def digest(self) -> str:
        """This will give the SHA-256 of the text, by which it is known later whether it is still the same."""
        return digest_of(self.content)

    @property
    def shown(self) -> Mapping[str, Any]:
        """This will give the text as pages and prints show it."""
        found: Mapping[str, Any] = json.loads(self.content)
        return found


def digest_of(content: str) -> str:
    """This will give the SHA-256 of a text."""
    return hashlib.sha256(content.encode()).hexdigest()


def views(version: str | None = None) -> Mapping[str, Any]:
    """This will give the rules of which agency is given what."""
    return load("sharing", "views", version).data


def parts_in_words() -> list[tuple[str, str]]:
    """This will list the parts of a case, by code and label."""
    return [(code, _(part["label"])) for code, part in views()["parts"].items()]


def parts_of_paper(paper: str) -> list[str]:
    """This will list the parts of a case that stand on a kind of paper; none for a kind that is not known."""
    return list(views()["papers"].get(paper, {"parts": []})["parts"])


def sector_of(agency: Agency) -> str:
    """This will give the sector by which an agency is given something: its own, or the one of its kind."""
    if agency.sector in views()["sectors"]:
        return agency.sector
    kinds = codelist("agency_kinds")
    return str(kinds[agency.kind].extra["sector"]) if agency.kind in kinds else rules.OTHER


def parts_for(case: OpenCase, *, sector: str, basis: str = "") -> list[PartRule]:
    """This will say of each part that the case can have whether it may go to an agency of a sector."""
    return rules.parts_for(views(), verbs=_verbs(case), sector=sector, basis=basis)


def never_for(case: OpenCase) -> list[tuple[str, str]]:
    """This will name what of the case leaves by no disclosure, and why not."""
    found = rules.never_for(views(), verbs=_verbs(case))
    return [(_(matrix().compartments[code]), because) for code, because in found.items()]


def _verbs(case: OpenCase) -> set[str]:
    return {verb.code for verb in case.pathway.verbs}


def compose(case: OpenCase, *, called: str, agency_id: int | None, chosen: Sequence[str], added: str = "") -> Composed:
    """This will put together what a recipient would be given, as it stands now."""
    defined = views()["parts"]
    known = [code for code in defined if code in chosen]
    tables = {table for code in known for table in defined[code]["tables"] if table in register()}
    found = _rows(case, tables)
    parts, left_out = [], 0
    for code in known:
        rows = _of_part(case, defined[code], found, agency_id=agency_id)
        given = [row for row in rows if row.kind != THIRD_PARTY]
        left_out += len(rows) - len(given)
        parts.append({"title": _(defined[code]["label"]), "entries": _entries(case, given)})
    content = {"reference": case.reference, "about": called, "parts": parts, "added": added.strip()}
    hidden = {name: _("another person") for name in others.names_of(case)}
    told = off_paper(case, without_names(content, hidden))
    return Composed(json.dumps(told, ensure_ascii=False, sort_keys=True), left_out)


def _rows(case: OpenCase, tables: Collection[str]) -> list[Kept]:
    if not tables:
        return []
    return rows_of(sorted(tables), case_id=case.id, person_id=case.person_id, at=others.NO_LATER)


def _of_part(case: OpenCase, part: Mapping[str, Any], found: Sequence[Kept], *, agency_id: int | None) -> list[Kept]:
    rows = [row for row in found if row.label in part["tables"]]
    if "own" in part:
        rows = [row for row in rows if _agency_of(row.values.get(part["own"])) == agency_id]
    kept = _corrected([row for table in part["tables"] for row in _newest(case, part, rows, table)])
    without = {*part.get("without", ()), *part.get("own", "").split()}
    return [_told(row, without) for row in kept]


def _agency_of(staff_id: Any) -> int | None:
    return agencies.staff(int(staff_id)).agency_id if staff_id else None


def _newest(case: OpenCase, part: Mapping[str, Any], rows: Sequence[Kept], table: str) -> list[Kept]:
    own = [row for row in rows if row.label == table]
    newest = part.get("newest", "")
    if newest == "row":
        return own[-1:]
    if newest == "running":
        today = uk_today(case.at)
        return [row for row in own if not row.values.get("until_on") or row.values["until_on"] >= today]
    return [row for row in own if row.values.get(newest) == own[-1].values.get(newest)] if newest else own


def _corrected(rows: Sequence[Kept]) -> list[Kept]:
    """Of what was corrected, the last correction alone."""
    last = {row.values["thread"]: row.id for row in rows if "thread" in row.values}
    return [row for row in rows if "thread" not in row.values or last[row.values["thread"]] == row.id]


def _told(row: Kept, without: Collection[str]) -> Kept:
    """Whoever told it is somebody else, and why it was corrected is for those who work on the case."""
    dropped = {*without, "correction_reason", "thread", "version"}
    return replace(row, source="", values={name: value for name, value in row.values.items() if name not in dropped})


def _entries(case: OpenCase, rows: Sequence[Kept]) -> list[dict[str, Any]]:
    """A colleague stands in what is given by their agency alone."""
    known = words.names_of(rows)
    staff = {key: agencies.staff(key[1]).agency for key in known if key[0] == "agencies.staff"}
    called = {**known, **{key: _("A colleague of %(agency)s") % {"agency": name} for key, name in staff.items()}}
    parts = words.parts(case, rows, erased=False, known=called, is_copy=True)
    return [
        {"what": one.what, "when": one.when, "said": [list(pair) for pair in one.said]}
        for part in parts
        for one in part.entries
        if one.said
    ]


def of_words(case: OpenCase, *, words: str) -> str:
    """This will keep what was given elsewhere, in the words in which it was written down, in the same shape."""
    content = {"reference": case.reference, "about": "", "parts": [], "added": words.strip()}
    return json.dumps(content, ensure_ascii=False, sort_keys=True)
