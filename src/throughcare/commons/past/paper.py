"""The past of a case on paper, for a learning review: what was known, who could see it, and the audit lines beneath."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import queries as cases
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.on_paper import name_on_paper, off_paper
from throughcare.commons.past import queries, shown, words
from throughcare.commons.past.lines import in_words
from throughcare.frame.pdf import tagged_pdf
from throughcare.frame.pieces import Event
from throughcare.kernel.time import format_moment

TEMPLATE = Path(__file__).with_name("past.typ")


def past_pdf(case: OpenCase, *, at: datetime, whole_day: bool, purpose: str, printed_at: datetime) -> bytes:
    """This will make one file of what was known of a case at a moment; its name and title carry the reference alone."""
    then = shown.then(case, at=at, whole_day=whole_day)
    sheet = values(case, then, purpose=purpose, printed_at=printed_at)
    return tagged_pdf(TEMPLATE, off_paper(case, sheet), at=printed_at)


def values(case: OpenCase, then: shown.Then, *, purpose: str, printed_at: datetime) -> dict[str, Any]:
    """This will give what stands in the file."""
    person = cases.header(case)
    title = _("%(reference)s, as it was known on %(moment)s") % {"reference": case.reference, "moment": then.moment}
    by = agencies.staff(case.opened_by).name if case.opened_by else ""
    printed = {"name": by, "moment": format_moment(printed_at), "purpose": purpose}
    return {
        "title": title,
        "labels": _labels(),
        "content": True,
        "holds": _("What was recorded by then and its reader may read today. Nothing recorded later is in it."),
        "not_told": person.not_told,
        "person": name_on_paper(case, person.name),
        "printed": _("Printed by %(name)s, %(moment)s, for: %(purpose)s") % printed,
        "erased": erased_words(then),
        "standing": then.standing,
        "team": then.team,
        "readers": then.readers,
        "events": [_event(event) for event in every_event(case, at=then.at)],
        "parts": [_part(part) for part in then.parts],
        "lines": [in_words(row) for row in queries.lines(case, until=then.at)],
        "beneath": ""
        if case.may_read("police")
        else _("Looks and steps of police are for police alone. They are left out here, as of every case."),
    }


def of_no_content(
    *, reference: str, moment: str, team: Any, readers: Any, lines: list[list[str]], printed: str
) -> dict[str, Any]:
    """This will give what stands in the file of whoever watches over records and opens none: who could see what, who looked."""
    return {
        "title": _("%(reference)s, who could see what on %(moment)s") % {"reference": reference, "moment": moment},
        "labels": _labels(),
        "content": False,
        "holds": _("Who could open the case then, and who had looked by then. Nothing of what stands in it."),
        "not_told": False,
        "person": "",
        "printed": printed,
        "erased": "",
        "standing": [],
        "team": team,
        "readers": readers,
        "events": [],
        "parts": [],
        "lines": lines,
        "beneath": "",
    }


def every_event(case: OpenCase, *, at: datetime) -> list[Event]:
    """This will give the whole timeline as it stood at a moment."""
    found, number = [], 1
    while True:
        events, page = shown.events(case, at=at, number=number)
        found += events
        if not page.has_next:
            return found
        number += 1


def erased_words(then: shown.Then) -> str:
    """This will say what an erasure left, or nothing where there was none."""
    if not then.erased:
        return ""
    words = _("Erased on %(day)s: what was written is gone. That it was recorded, when and by whom, is kept.")
    return words % {"day": then.erased}


def _event(event: Event) -> dict[str, str]:
    return {"title": event.title, "when": event.when, "by": event.by}


def _part(part: words.Part) -> dict[str, Any]:
    return {
        "title": part.title,
        "entries": [
            {
                "what": one.what,
                "when": one.when,
                "by": one.by,
                "said": [list(pair) for pair in one.said],
                "gone": one.is_erased,
            }
            for one in part.entries
        ],
    }


def _labels() -> dict[str, str]:
    return {
        "author": _("Throughcare"),
        "marking": _("OFFICIAL-SENSITIVE. No secret or intelligence material here: keep a pointer to it."),
        "page": _("Page"),
        "not_told": _("Not told. Keep this from the person and the family."),
        "about": _("About"),
        "standing": _("Where it stood"),
        "team": _("Who could open it"),
        "name": _("Name"),
        "role": _("Role"),
        "how": _("How"),
        "since": _("Since"),
        "readers": _("Who could see what"),
        "compartment": _("Part of the record"),
        "who": _("Who"),
        "timeline": _("Timeline"),
        "record": _("The record"),
        "nothing": _("Nothing was recorded by then."),
        "gone": _("Erased. Its words are gone."),
        "lines": _("Who looked and who did what, by then"),
        "when": _("When"),
        "acting": _("Acting as"),
        "did": _("Did what"),
        "reason": _("Reason given"),
        "no_lines": _("No line by then."),
    }
