"""Where this person stands, what happens next, what to be careful of."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import desk, gate, queries
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.said import event_of
from throughcare.frame.jinja import to_ring
from throughcare.frame.pieces import Row
from throughcare.frame.shell import Link
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import format_date, format_moment, uk_today
from throughcare.safeguards.access.matrix import matrix
from throughcare.web import due, slices

RINGING = ("office", "out_of_hours")


@require_GET
def case_page(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show the overview of a case."""
    case = desk.open_for(request, reference, look="cases:looked", not_done=_("The case page was not opened"))
    tasks, care = queries.open_tasks(case), queries.take_care(case)
    events = queries.last_events(case)
    context = {
        "identity_is_heading": True,
        "care": care,
        "numbers": _numbers(case, care),
        "next": due.next_of(case, tasks),
        "with_police": with_police(case),
        "standing": _standing(case),
        "cards": [_card(case, card) for card in slices.cards(case)],
        "team": _team(case),
        "events": [event_of(case, row) for row in events],
        "since": _since(events),
        "may_look_back": bool(case.may("past.look")),
        "page_of": lambda address: page_of(case.reference, address),
    }
    return render(request, "web/case_page.html", context)


def _since(events: list[Any]) -> dict[str, str]:
    """What was added since the reader last looked at the case before the present sitting; nothing where that is nothing."""
    newest = events[0] if events else None
    if newest is None or newest.looked_at is None or not newest.added:
        return {}
    words = ngettext("%(n)s line was added", "%(n)s lines were added", newest.added) % {"n": newest.added}
    return {"moment": format_moment(newest.looked_at), "added": words}


def with_police(case: gate.OpenCase) -> dict[str, str] | None:
    """This will say what everybody outside the police reads of every case that police hold, in the same words."""
    stage = case.pathway.stage(case.stage)
    if not stage.with_police or case.may_read("police"):
        return None
    number = agencies.duty_number("checks", area_id=case.area_id)
    return {"stage": stage.label_for(police=False), "phone": number.phone if number else ""}


def _numbers(case: gate.OpenCase, care: queries.TakeCare) -> list[Any]:
    """Whom to ring, only where the page warns of something."""
    return agencies.duty_numbers(RINGING, area_id=case.area_id) if care.take_care or care.staff_safety else []


def _standing(case: gate.OpenCase) -> list[Row]:
    """Rows of the card; how long police have had a case is for police."""
    row = queries.standing(case)
    hides_time = with_police(case) is not None
    since = "" if hides_time or not row.since else _("since %(day)s") % {"day": format_date(uk_today(row.since))}
    stage = queries.stage_label(case)
    bases = codelist("bases")
    return [
        Row(_("Stage"), f"{stage}, {since}" if since else stage),
        Row(_("Owner"), to_ring(row.owner, row.owner_phone)),
        Row(_("Police risk owner"), to_ring(row.police_owner, row.police_phone)),
        Row(_("Pathway"), case.pathway.label),
        Row(_("Area"), row.area),
        Row(
            _("Controller and basis"),
            f"{row.controller}, {bases.label(case.basis) if case.basis in bases else case.basis}",
        ),
    ]


def _card(case: gate.OpenCase, card: Any) -> dict[str, Any]:
    links = [Link(_("Open"), page_of(case.reference, card.address))] if card.address else []
    return {
        "title": card.title,
        "links": links,
        "rows": [Row(key, value) for key, value in card.rows],
        "empty": card.empty,
    }


def _team(case: gate.OpenCase) -> list[Row]:
    words = case.pathway.words
    labels = {code: role.label_in(words) for code, role in matrix().roles.items()}
    running = [row for row in queries.team(case) if row.runs]
    return [Row(capfirst(labels.get(row.role, row.role)), f"{row.name}, {row.agency}") for row in running]
