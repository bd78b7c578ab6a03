"""What was said and decided on an item: who was there, views, decisions, dissent, what was promised."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.meetings import rules
from throughcare.commons.meetings.models import Attendance, Conflict, Decision, Item, Outside, PoliceOfResidence
from throughcare.commons.meetings.queries.items import ItemLine, OnAgenda
from throughcare.commons.meetings.queries.meetings import SeatLine, seats
from throughcare.commons.meetings.queries.statements import SQL
from throughcare.kernel.definitions import codelist
from throughcare.safeguards.pathways import Pathway


@dataclass(frozen=True)
class Expected:
    """Somebody on the list of an item: invited, there or not, perhaps stepped out."""

    staff_id: int
    staff_key: str
    name: str
    agency_id: int
    agency: str
    agency_code: str
    role: str
    came: str
    is_there: bool
    stepped_out: bool


@dataclass(frozen=True)
class Said:
    """One agency's view."""

    agency_id: int
    agency: str
    version: int
    position: str
    words: str
    offers: str
    kind: str
    source: str
    taken_down: bool
    happened_at: datetime
    by: str


@dataclass(frozen=True)
class Decided:
    """One decision, with the meeting at which it was taken and those who disagreed."""

    id: int
    key: str
    item_id: int
    item_key: str
    place: int
    outcome: str
    verb: str
    reached: str
    said: str
    further: tuple[tuple[str, str], ...]
    reasons: str
    until_on: date | None
    authorises: bool
    happened_at: datetime
    recorded_at: datetime
    by: str
    meeting_key: str
    meeting_at: datetime
    dissents: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Promised:
    """An action: what, who, by when."""

    key: str
    what: str
    owner: str
    agency: str
    due_on: date


def present(item: OnAgenda) -> list[Expected]:
    """This will list who was recorded as there, or not, for one item."""
    came = codelist("meeting_attendance")
    found = [
        Expected(
            row.staff_id,
            str(row.staff_key),
            row.name,
            row.agency_id,
            row.agency,
            row.agency_code,
            row.role,
            row.came,
            is_there=bool(came[row.came].extra["present"]) and not row.stepped_out,
            stepped_out=row.stepped_out,
        )
        for row in SQL.rows("present", {"item": item.id})
    ]
    return sorted(found, key=lambda one: (one.role != "chair", one.role == "attending", one.agency, one.name))


def attendance_recorded_at(item: OnAgenda) -> datetime | None:
    """This will say when somebody last recorded who is there for an item, or nothing."""
    found = Attendance.objects.filter(item_id=item.id).order_by("-id").values_list("recorded_at", flat=True)
    return found.first()


def expected(item: OnAgenda) -> list[Expected]:
    """This will list everybody invited to an item with what is known of them: recorded, or expected from the seats."""
    known = {one.staff_id: one for one in present(item)}
    out = {one.staff_id for one in conflicts(item)}
    last = {row.staff_id: row.came for row in SQL.rows("came_last", {"meeting": item.meeting.id})}
    invited = [seat for seat in seats(item.meeting.id) if seat.is_for(item.id)]
    lines = [known.get(seat.staff_id) or _expected(seat, out, last) for seat in invited]
    seated = {seat.staff_id for seat in invited}
    return [*lines, *(one for one in known.values() if one.staff_id not in seated)]


def _expected(seat: SeatLine, out: Collection[int], last: Mapping[int, str]) -> Expected:
    came = "apologies" if seat.apologies_at else last.get(seat.staff_id, "")
    stepped_out = seat.staff_id in out
    is_there = not seat.apologies_at and not stepped_out
    return Expected(
        seat.staff_id,
        seat.staff_key,
        seat.name,
        seat.agency_id,
        seat.agency,
        seat.agency_code,
        seat.role,
        came,
        is_there=is_there,
        stepped_out=stepped_out,
    )


def conflicts(item: OnAgenda) -> Sequence[Any]:
    """This will list who takes no part in an item because of a conflict of interest, declared now or earlier on the case."""
    return SQL.rows("conflicts", {"case": item.case_id})


def police_of_residence(case: OpenCase) -> Any:
    """This will give the police force of the place where the person lives: as recorded, or else the area's own."""
    row = PoliceOfResidence.objects.filter(case_id=case.id).select_related("police").order_by("-id").first()
    return row.police if row else agencies.area(case.area_id).police


def people(lines: Collection[Expected]) -> list[rules.Present]:
    """This will turn those who are there into what the rules count."""
    return [rules.Present(one.agency_id, one.role) for one in lines if one.is_there]


def quorum(case: OpenCase, item: OnAgenda) -> rules.Quorum:
    """This will say whether those who must be there for this item are: by what was recorded, never by who is expected."""
    area = agencies.area(case.area_id)
    police = police_of_residence(case)
    return rules.quorum(people(present(item)), local_authority=area.local_authority_id, police=police.pk)


def quorum_asked(case: OpenCase, item: OnAgenda) -> rules.Asked:
    """This will say who must be there for this item under the case's pathway, and who of them is."""
    return rules.asked_of(case.pathway, quorum(case, item), police=police_of_residence(case).name)


def gate_facts(
    case: OpenCase, item: OnAgenda | None, *, reached: str, reasons: str, dissenting: int
) -> tuple[dict[str, bool], Any]:
    """This will give the facts that every panel decision is asked for, and the rules' own answer on how it was reached.

    Where it was decided at no meeting, nobody was there and no panel has decided.
    """
    if item is None:
        asked = (*rules.QUORUM, "panel_decided", "chair_appointed")
        nobody = dict.fromkeys(asked, False)
        return nobody | {"reasons_given": bool(reasons.strip())}, rules.at_a_meeting(None)
    there = present(item)
    found = rules.quorum(
        people(there),
        local_authority=agencies.area(case.area_id).local_authority_id,
        police=police_of_residence(case).pk,
    )
    chair = any(one.role == "chair" and one.is_there for one in there)
    decided = rules.reached(reached, voices=rules.voices(people(there)), dissenting=dissenting, chair_is_there=chair)
    facts = {
        "quorum_local_authority": found.local_authority,
        "quorum_police_of_residence": found.police_of_residence,
        "panel_decided": bool(decided),
        "reasons_given": bool(reasons.strip()),
        "chair_appointed": item.meeting.has_appointed_chair,
    }
    return facts, decided


def outside(case: OpenCase) -> list[Outside]:
    """This will list what was decided on the case at no meeting, newest first; none of it authorises anything."""
    return list(Outside.objects.filter(case_id=case.id).select_related("by").order_by("-id"))


def stepped_out_of(meeting_id: int) -> set[tuple[int, int]]:
    """This will give who takes no part in which case of a meeting, as far as the reader may see."""
    of_meeting = Item.objects.filter(meeting_id=meeting_id, taken_off_at__isnull=True).values("case_id")
    return set(Conflict.objects.filter(case_id__in=of_meeting).values_list("case_id", "staff_id"))


def own_conflicts(meeting_id: int, *, staff_id: int) -> int:
    """This will count the items of a meeting that the reader stepped out of; the items themselves no longer show."""
    return Conflict.objects.filter(meeting_id=meeting_id, staff_id=staff_id).count()


def quorum_in_words(
    lines: Collection[ItemLine], seated: Collection[SeatLine], *, out: Collection[tuple[int, int]] = ()
) -> str:
    """This will say for a whole agenda, from those invited who have not sent apologies, who will be missing and where.

    Each line in the words of its own pathway; nothing for those that ask for no quorum.
    """
    missing: dict[str, list[int]] = {}
    for line in lines:
        coming = [seat for seat in seated if seat.is_for(line.id) and not seat.apologies_at]
        there = [
            rules.Present(seat.agency_id, seat.role) for seat in coming if (line.case_id, seat.staff_id) not in out
        ]
        found = rules.quorum(there, local_authority=line.local_authority_id, police=line.police_id)
        for part in rules.asked_of(Pathway.load(line.pathway, line.pathway_version), found).parts:
            missing.setdefault(part.claim, []).extend([] if part.is_there else [line.number])
    parts = ((capfirst(claim), _yes_or_missing(numbers, len(lines))) for claim, numbers in missing.items())
    return " ".join(_("%(claim)s: %(answer)s.") % {"claim": claim, "answer": answer} for claim, answer in parts)


def _yes_or_missing(numbers: list[int], count: int) -> str:
    if not numbers:
        return _("yes")
    if len(numbers) == count:
        return _("no")
    words = ngettext("no, missing for item %(numbers)s", "no, missing for items %(numbers)s", len(numbers))
    return words % {"numbers": ", ".join(str(number) for number in numbers)}


def views(case: OpenCase, item: OnAgenda) -> list[Said]:
    """This will list each agency's view that the reader may see, by agency."""
    found = [Said(**(row._asdict() | {"by": row.by or ""})) for row in SQL.rows("views", {"item": item.id})]
    return sorted(found, key=lambda one: one.agency)


def decisions(case: OpenCase, *, item: OnAgenda | None = None) -> list[Decided]:
    """This will list what was decided on the case, or on one item of it, newest first, dissent beside each."""
    rows = SQL.rows("decisions", {"case": case.id, "item": item.id if item else None})
    dissent = SQL.rows("dissents", {"case": case.id}) if rows else []
    return [_decided(row, [one for one in dissent if one.decision_id == row.id]) for row in rows]


def _decided(row: Any, dissent: list[Any]) -> Decided:
    values = row._asdict()
    at, meeting_key = values.pop("starts_at"), str(values.pop("meeting_key"))
    values |= {"key": str(row.key), "item_key": str(row.item_key), "by": row.by or "", "further": _pairs(row.further)}
    return Decided(
        **values, meeting_at=at, meeting_key=meeting_key, dissents=tuple((_who(one), one.words) for one in dissent)
    )


def _pairs(further: str | None) -> tuple[tuple[str, str], ...]:
    return tuple((label, value) for label, value in json.loads(further)) if further else ()


def _who(row: Any) -> str:
    return ", ".join(part for part in (row.staff, row.agency) if part)


def dissents(case: OpenCase) -> list[tuple[str, str]]:
    """This will list who disagreed with a decision on the case, in their words, oldest first."""
    return [(_who(row), row.words) for row in SQL.rows("dissents", {"case": case.id})]


def last_place(item: OnAgenda) -> int:
    """This will say how many decisions an item has: what a form of a decision is written upon."""
    return Decision.objects.filter(item_id=item.id).count()


def promises(item: OnAgenda) -> list[Promised]:
    """This will list what was promised on an item."""
    return [Promised(str(r.key), r.what, r.owner, r.agency, r.due_on) for r in SQL.rows("actions", {"item": item.id})]
