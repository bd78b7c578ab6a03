"""Writing the pieces of a plan, and choosing between two texts where two people wrote at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.form_page import form_page
from throughcare.commons.cases.gate import OpenCase
from throughcare.frame.forms import Form
from throughcare.frame.said import done
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import uk_today
from throughcare.stages.plans import actions, forms, queries, rules
from throughcare.stages.plans.actions import Written
from throughcare.stages.plans.pages.common import opened, seen_by

BELOW = {rules.NEED: rules.GOAL, rules.GOAL: rules.SUPPORT}


@require_http_methods(["GET", "POST"])
def statements(request: HttpRequest, reference: str) -> HttpResponse:
    """This will write the four statements of the Act."""
    case = opened(request, reference)
    written = queries.draft(case)
    first = vars(written.statements) if written.statements_version else queries.said_by_the_panel(case)
    words = {"read": written.statements_version, "initial": first}
    return _piece_page(request, case, rules.STATEMENTS, heading=_("What the plan must state"), **words)


@require_http_methods(["GET", "POST"])
def add_need(request: HttpRequest, reference: str) -> HttpResponse:
    """This will add a need to the plan."""
    return _piece_page(request, opened(request, reference), rules.NEED, heading=_("Add a need"))


@require_http_methods(["GET", "POST"])
def add_below(request: HttpRequest, reference: str, thread: str) -> HttpResponse:
    """This will add a goal to a need, or support to a goal."""
    case = opened(request, reference)
    above = _piece(case, thread)
    part = BELOW.get(above.part)
    if part is None:
        raise NotFound
    heading = _("Add a goal") if part == rules.GOAL else _("Add support")
    return _piece_page(request, case, part, heading=heading, parent=str(thread), above=_first_words(above.body))


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, reference: str, thread: str) -> HttpResponse:
    """This will change one need, goal or support of the plan."""
    case = opened(request, reference)
    piece = _piece(case, thread)
    headings = {
        rules.STATEMENTS: _("What the plan must state"),
        rules.NEED: _("Change the need"),
        rules.GOAL: _("Change the goal"),
        rules.SUPPORT: _("Change the support"),
    }
    words = {"thread": str(thread), "read": piece.version, "initial": _as_typed(piece)}
    return _piece_page(request, case, piece.part, heading=headings[piece.part], **words)


@require_http_methods(["GET", "POST"])
def take_out(request: HttpRequest, reference: str, thread: str) -> HttpResponse:
    """This will ask whether a piece leaves the plan, and take it out."""
    case = opened(request, reference)
    piece = _piece(case, thread)
    if request.method == "POST":
        read = _number(request.POST.get("read"))
        actions.take_out(case, thread=str(thread), read=read, at=request.at)
        return done(request, page_of(case.reference, "plan"), _("Taken out of the plan. What it said is kept."))
    context = {"words": _first_words(piece.body), "read": piece.version, "back": page_of(case.reference, "plan")}
    return render(request, "plans/take_out.html", context)


def _piece_page(
    request: HttpRequest,
    case: OpenCase,
    part: str,
    *,
    heading: str,
    thread: str = "",
    read: int = 0,
    parent: str = "",
    initial: Mapping[str, object] | None = None,
    **context: object,
) -> HttpResponse:
    form = _form(request, case, part, initial)

    def call(said: dict[str, Any]) -> object:
        body = {name: _kept(case, name, value) for name, value in said.items()}
        seen = _number(request.POST.get("read"))
        written = _settled(request, case, Written(part, body, thread=thread, read=seen, parent=parent))
        return actions.write(case, written, at=request.at)

    shown_read = _number(request.POST.get("read")) if request.method == "POST" else read
    shown = {"heading": heading, "button_text": _("Save to the plan"), "read": shown_read, **context}
    said = _("Saved to the plan.")
    return form_page(request, case, form, call=call, back="plan", said=said, template="plans/form.html", **shown)


def _form(request: HttpRequest, case: OpenCase, part: str, initial: Mapping[str, object] | None) -> Form:
    at = request.at
    form = forms.PARTS[part](request.POST or None, initial=initial, readers=seen_by(case), at=at)
    if part == rules.SUPPORT:
        lines = agencies.holders("provider", area_id=case.area_id, on=uk_today(at))
        choices = [("", _("Nobody chosen yet"))] + [(line.key, f"{line.name}, {line.agency}") for line in lines]
        form.fields["provider_staff"].choices = choices
    return form


def _settled(request: HttpRequest, case: OpenCase, written: Written) -> Written:
    """Words that two people wrote at once are settled one field after another; each choice is sent along."""
    settled = [name for name in request.POST.get("settled", "").split(",") if name in written.body]
    keep = request.POST.get("keep", "")
    newest = queries.piece(case, written.thread) if written.thread else _statements(case, written)
    if not keep or newest is None:
        return Written(**vars(written) | {"settled": settled})
    read = queries.piece(case, newest.thread, written.read)
    clash = rules.merge(base=read.body if read else {}, theirs=newest.body, mine=written.body, settled=settled).clash
    if not clash:
        return Written(**vars(written) | {"settled": settled})
    body = dict(written.body)
    theirs, mine = newest.body.get(clash), body[clash]
    is_text = isinstance(mine, str) and isinstance(theirs or "", str) and clash in _texts(written.part)
    body[clash] = (
        rules.kept_words(keep, theirs=str(theirs or ""), mine=str(mine))
        if is_text
        else theirs
        if keep == "saved"
        else mine
    )
    _send_along(request, clash, body[clash], [*settled, clash])
    return Written(**vars(written) | {"body": body, "settled": [*settled, clash]})


def _statements(case: OpenCase, written: Written) -> queries.PieceRow | None:
    found = (row for row in queries.newest(case) if row.part == rules.STATEMENTS)
    return next(found, None) if written.part == rules.STATEMENTS else None


def _send_along(request: HttpRequest, name: str, words: object, settled: list[str]) -> None:
    post = request.POST.copy()
    post["settled"] = ",".join(settled)
    if isinstance(words, str):
        post[name] = words
    request.POST = post  # type: ignore[assignment]  # the page that shows the next clash sends it all again


def _texts(part: str) -> set[str]:
    fields = forms.PARTS[part].base_fields
    return {name for name, field in fields.items() if getattr(field, "compartment", None)}


def _piece(case: OpenCase, thread: str) -> queries.PieceRow:
    found = queries.piece(case, thread)
    if found is None or found.is_out:
        raise NotFound
    return found


def _kept(case: OpenCase, name: str, value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if name == "provider_staff":
        line = agencies.staff_by_key(str(value)) if value else None
        return line.id if line else None
    return value


def _as_typed(piece: queries.PieceRow) -> dict[str, object]:
    body = dict(piece.body)
    for name in ("from_on", "until_on"):
        if body.get(name):
            body[name] = date.fromisoformat(str(body[name]))
    if body.get("provider_staff"):
        body["provider_staff"] = agencies.staff(int(str(body["provider_staff"]))).key
    return body


def _first_words(body: Mapping[str, object]) -> str:
    words = next((str(value) for name in ("need", "our_words", "what", "nature") if (value := body.get(name))), "")
    return rules.shortened(words)


def _number(typed: object) -> int:
    return int(str(typed)) if str(typed or "").isascii() and str(typed or "").isdigit() else 0
