"""Minutes of one case at one meeting: what stands in them now, and what was signed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from throughcare.commons.cases import queries as cases
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.on_paper import name_on_paper
from throughcare.commons.meetings.queries import said
from throughcare.commons.meetings.queries.items import OnAgenda
from throughcare.commons.meetings.queries.meetings import MeetingLine
from throughcare.commons.meetings.queries.statements import SQL
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import format_date, format_moment, format_time, uk_today
from throughcare.safeguards.pathways import Pathway


@dataclass(frozen=True)
class Signed:
    """Minutes as they were signed."""

    id: int
    content: dict[str, Any]
    digest: str
    signed_by: str
    signed_at: datetime


def signed(item: OnAgenda) -> Signed | None:
    """This will give the signed minutes of an item, or nothing while they are not signed."""
    row = SQL.one("signed", {"item": item.id})
    return Signed(row.id, json.loads(row.content or "{}"), row.digest, row.by or "", row.happened_at) if row else None


def corrections(minutes_id: int) -> list[dict[str, str]]:
    """This will list what was corrected after signing, oldest first, by whom and when."""
    rows = SQL.rows("corrections", {"minutes": minutes_id})
    return [{"words": r.words, "by": r.by or "", "at": format_moment(r.happened_at)} for r in rows]


def in_words(meeting: MeetingLine, pathway: Pathway) -> str:
    """This will name a meeting in the pathway's words, with its day, and say where it was called outside the rhythm and why."""
    panel = pathway.word("panel_in_area") % {"area": meeting.area}
    words = {"panel": panel, "day": format_date(uk_today(meeting.starts_at)), "why": meeting.called_because}
    if meeting.is_extraordinary:
        return _("%(panel)s, %(day)s, extraordinary: %(why)s") % words
    return _("%(panel)s, %(day)s") % words


def content_of(case: OpenCase, item: OnAgenda) -> dict[str, Any]:
    """This will put together what stands in the minutes of one case, from what is recorded now."""
    person = cases.header(case)
    meeting = item.meeting
    lines = said.present(item)
    return {
        "reference": case.reference,
        "person": name_on_paper(case, person.name),
        "not_told": person.not_told,
        "meeting": in_words(meeting, case.pathway),
        "day": format_date(uk_today(meeting.starts_at)),
        "where": _("%(place)s, %(time)s") % {"place": meeting.place, "time": format_time(meeting.starts_at)},
        "pathway": case.pathway.label,
        "why": item.why_words,
        "present": [_somebody(one) for one in lines if one.is_there],
        "absent": [_somebody(one) for one in lines if not one.is_there and not one.stepped_out],
        "stepped_out": [f"{row.name}, {row.agency}" for row in said.conflicts(item)],
        "quorum": _quorum(case, item),
        "views": [_view(one) for one in said.views(case, item)],
        "decisions": [_decision(one) for one in reversed(said.decisions(case, item=item))],
        "actions": [
            {"what": one.what, "who": f"{one.owner}, {one.agency}", "by": format_date(one.due_on)}
            for one in said.promises(item)
        ],
    }


def _somebody(one: said.Expected) -> dict[str, str]:
    roles = {"chair": _("chair"), "panel_member": "", "attending": _("attending, without a voice")}
    came = codelist("meeting_attendance").label(one.came)
    return {"name": one.name, "agency": one.agency, "role": roles.get(one.role, ""), "came": came}


def _quorum(case: OpenCase, item: OnAgenda) -> str:
    """Who had to be there, in the words of the pathway; nothing where it asks for nobody."""
    found = said.quorum_asked(case, item)
    if not found.parts:
        return ""
    words = [part.claim for part in found.parts] if found else [part.reason for part in found.missing]
    return ". ".join(capfirst(one) for one in words) + "."


def _view(one: said.Said) -> dict[str, str]:
    kinds = codelist("statement_kinds")
    kind = kinds.label(one.kind)
    return {
        "agency": one.agency,
        "position": codelist("view_positions").label(one.position),
        "words": one.words,
        "offers": one.offers,
        "kind": f"{kind}: {one.source}" if one.source else kind,
        "by": one.by,
        "in": format_date(uk_today(one.happened_at)),
    }


def _decision(one: said.Decided) -> dict[str, Any]:
    return {
        "said": one.said,
        "reached": codelist("decision_rules").label(one.reached) if one.reached else "",
        "reasons": one.reasons,
        "until": format_date(one.until_on) if one.until_on else "",
        "against": "" if one.authorises else _("Recorded as it happened, although a rule says no."),
        "further": [{"label": label, "value": value} for label, value in one.further],
        "dissents": [{"who": who, "words": words} for who, words in one.dissents],
        "recorded": format_moment(one.recorded_at),
    }
