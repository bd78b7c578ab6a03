"""What a partner's own staff do: see what is asked of their agency, answer it, and leave. Nothing here opens a case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import drafts
from throughcare.commons.cases.readers import readers
from throughcare.commons.sharing import actions, queries, rules
from throughcare.commons.sharing.forms import HeldForm, PiecesForm, initial_pieces, pieces_sent
from throughcare.commons.sharing.rules import Piece
from throughcare.frame.forms import SeenBy
from throughcare.frame.said import say
from throughcare.kernel.answers import NotFound
from throughcare.kernel.paging import Page, offset, page_number
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.record import record


def requests(request: HttpRequest) -> HttpResponse:
    """This will list what is asked of the agencies for which somebody answers."""
    every = queries.to_my_agency(_me(request), at=request.at)
    number = page_number(request.GET.get("page"))
    page = Page.of(every[offset(number) :], number=number, counted=len(every))
    record("information:listed", kind="staff", subject=_me(request), at=request.at)
    context = {"page": page, "address": lambda number: f"?page={number}", **_moment(request)}
    return render(request, "sharing/my_agency.html", context)


def answer(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """This will show one request and ask whether the agency holds anything; nothing held is sent at once."""
    line = _line(request, reference, number)
    if "read" in request.POST:
        return _read_statement(request, line)
    kept = _kept(request, line)
    form = HeldForm(request.POST or None, initial=kept, readers=_readers())
    if request.method == "POST" and form.is_valid():
        request.form = form
        return _go_on(request, line, {**kept, **form.cleaned_data})
    context = {"line": line, "form": form, **_statement(request, line), **_moment(request)}
    return render(request, "sharing/answer.html", context)


def pieces(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """This will take down what the agency holds, piece by piece; every button keeps what was typed."""
    line = _line(request, reference, number)
    kept = _kept(request, line)
    if request.method != "POST":
        written = kept.get("pieces", [])
        form = PiecesForm(initial=initial_pieces(written), pieces=max(len(written), 1), readers=_readers())
        return _pieces_page(request, line, form)
    form = PiecesForm(request.POST, pieces=pieces_sent(request.POST), readers=_readers())
    _keep(request, line, {**kept, "answer": rules.HELD, "pieces": form.as_typed()})
    if request.POST.get("go") == "more":
        more = PiecesForm(initial=dict(request.POST.items()), pieces=form.count + 1, readers=_readers())
        return _pieces_page(request, line, more)
    if form.is_valid():
        return redirect(_address("partner-check", line))
    return _pieces_page(request, line, form)


def check(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """This will show what is about to be sent, and send it."""
    line = _line(request, reference, number)
    said = _said(_kept(request, line))
    if said is None:
        return redirect(_address("partner-answer", line))
    if request.method == "POST":
        return _send(request, line, said)
    change = _address("partner-pieces" if said.answer == rules.HELD else "partner-answer", line)
    return render(request, "sharing/check.html", {"line": line, "mine": said, "change": change, **_moment(request)})


def _me(request: HttpRequest) -> int:
    staff_id = request.user.staff_id
    if not agencies.agencies_served(staff_id, role="partner", on=uk_today(request.at)):
        raise NotFound
    return int(staff_id)


def _line(request: HttpRequest, reference: str, number: int) -> queries.Line:
    line = queries.request_to_my_agency(f"{reference}/{number}", staff_id=_me(request), at=request.at)
    if line is None:
        raise NotFound
    row = line.request
    record("information:looked", kind="sharing.informationrequest", subject=row.pk, at=request.at, case_id=row.case_id)
    return line


def _read_statement(request: HttpRequest, line: queries.Line) -> HttpResponse:
    """What was typed below the statement by then is kept, as by every other button."""
    typed = {name: request.POST[name] for name in ("answer", "reason") if request.POST.get(name)}
    if typed:
        _keep(request, line, {**_kept(request, line), **typed})
    actions.acknowledge_for_agency(line.request.reference, staff_id=_me(request), at=request.at)
    say(request, _("Recorded that you read how this may be used."))
    return redirect(_address("partner-answer", line))


def _statement(request: HttpRequest, line: queries.Line) -> dict[str, object]:
    """How what is asked and answered may be used, and whether this reader has said that they read it."""
    found = queries.statement_of_request(line.request)
    mine = queries.my_reading(line.request.case_id, found, staff_id=_me(request)) if found else None
    return {"statement": found, "mine": mine}


def _readers() -> Mapping[str, SeenBy]:
    return readers(queries.COMPARTMENT, and_by=_("the staff of your agency who answer requests"))


def _moment(request: HttpRequest) -> dict[str, object]:
    return {"today": uk_today(request.at), "nation": "england-and-wales"}


def _address(name: str, line: queries.Line) -> str:
    reference, _slash, number = line.request.reference.rpartition("/")
    return reverse(name, args=[reference, int(number)])


def _form_of(line: queries.Line) -> str:
    return f"information.answer:{line.request.reference}"


def _kept(request: HttpRequest, line: queries.Line) -> Mapping[str, Any]:
    found = drafts.kept(_form_of(line), staff_id=_me(request), at=request.at)
    return found.body if found else {}


def _keep(request: HttpRequest, line: queries.Line, body: Mapping[str, Any]) -> None:
    drafts.keep(_form_of(line), body, staff_id=_me(request), at=request.at, case_id=line.request.case_id)


def _go_on(request: HttpRequest, line: queries.Line, body: Mapping[str, Any]) -> HttpResponse:
    if body["answer"] == rules.NOTHING_HELD:
        return _send(request, line, actions.Said(rules.NOTHING_HELD))
    _keep(request, line, body)
    return redirect(_address("partner-pieces" if body["answer"] == rules.HELD else "partner-check", line))


def _said(body: Mapping[str, Any]) -> actions.Said | None:
    if body.get("answer") == rules.CANNOT_SHARE:
        return actions.Said(rules.CANNOT_SHARE, reason=body.get("reason", ""))
    written = [Piece(**piece) for piece in body.get("pieces", ()) if piece["text"].strip()]
    return actions.Said(rules.HELD, pieces=written) if body.get("answer") == rules.HELD and written else None


def _send(request: HttpRequest, line: queries.Line, said: actions.Said) -> HttpResponse:
    actions.answer_for_agency(line.request.reference, staff_id=_me(request), said=said, at=request.at)
    drafts.drop(_form_of(line), staff_id=_me(request))
    say(request, _("Answer to %(reference)s sent.") % {"reference": line.request.reference})
    return redirect(reverse("partner-requests"))


def _pieces_page(request: HttpRequest, line: queries.Line, form: PiecesForm) -> HttpResponse:
    return render(request, "sharing/pieces.html", {"line": line, "form": form, **_moment(request)})
