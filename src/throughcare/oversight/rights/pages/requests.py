"""The register of what people ask of their record, and each step until they are answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate
from throughcare.commons.cases.form_page import form_page
from throughcare.commons.cases.readers import readers
from throughcare.frame import answers
from throughcare.frame.forms import Form
from throughcare.frame.pdf import as_download
from throughcare.frame.pieces import Row
from throughcare.frame.said import done
from throughcare.frame.transaction import database_role
from throughcare.kernel.answers import Conflict, NotFound
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import format_date, uk_today
from throughcare.oversight.rights import actions, answering, forms, queries
from throughcare.oversight.rights.pages.erasure import erasure_waits
from throughcare.oversight.rights.pages.looks import is_officer
from throughcare.oversight.rights.queries import Of, Standing
from throughcare.safeguards.audit.record import record

GET_POST = ["GET", "POST"]


@database_role("oversight")
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """This will list what people asked in the own controller's cases, those of children first."""
    _officer(request)
    record("rights:register_looked", kind="rights.asked", subject="-", at=request.at)
    context = {"found": queries.asked_of_records(), "state": answering.state, **_words(uk_today(request.at))}
    return render(request, "rights/register.html", context)


@database_role("oversight")
@require_http_methods(GET_POST)
def receive(request: HttpRequest) -> HttpResponse:
    """This will record what somebody asks of a record, as the data protection officer, who opens no case."""
    _officer(request)
    form = forms.Receive(request.POST or None, readers=readers("requests"), at=request.at)
    if request.method == "POST" and form.is_valid():
        reference = form.cleaned_data["reference"].strip().upper()
        of = queries.overseen(reference)
        if of is None:
            form.add_error("reference", _("No case of your agency has this reference. Check it and type it again"))
        else:
            asked = actions.receive_request(of, _new(form), by=request.user.staff_id, at=request.at)
            return done(request, _address(asked.key), _received(asked.due_on))
    return _form(
        request, form, heading=_("Record a request"), button=_("Record request"), back=reverse("rights-requests")
    )


@require_http_methods(GET_POST)
def receive_here(request: HttpRequest, reference: str) -> HttpResponse:
    """This will record what the person of a case asks of their record, as a colleague who works on it."""
    case = gate.open_for(request, reference, verb="rights:looked")
    case.may("rights.receive_request").or_refuse(_("The request was not recorded"), ask=agencies.contact(case.owner_id))
    form = forms.ReceiveHere(request.POST or None, readers=readers("requests", under=case.pathway), at=request.at)

    def call(_said: dict[str, Any]) -> str:
        asked = actions.receive_request(
            Of.opened(case), _new(form), by=request.user.staff_id, roles=case.roles, at=request.at
        )
        return _received(asked.due_on)

    words = {"heading": _("Record a request"), "button_text": _("Record request")}
    return form_page(request, case, form, call=call, back="requests", **words)


@require_GET
def requests_of_case(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show what the person of a case asked of their record, and how far each has come."""
    case = gate.open_for(request, reference, verb="rights:looked")
    case.may_see("requests").or_refuse(_("The requests were not shown"), ask=agencies.contact(case.owner_id))
    context = {
        "found": queries.asked_in(case),
        "state": answering.state,
        "may_receive": bool(case.may("rights.receive_request")),
        "erasure_waits": erasure_waits(case),
        **_words(uk_today(request.at)),
    }
    return render(request, "rights/requests_of_case.html", context)


@database_role("oversight")
@require_safe
def request_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will show one request: what was asked, by when it is answered, under which article, and what comes next."""
    found = standing_for(request, key)
    packs = queries.packs_of(found.asked.pk)
    record(
        "rights:request_looked", kind="rights.asked", subject=found.asked.pk, at=request.at, case_id=found.asked.case_id
    )
    context = {
        "one": found,
        "rows": [Row(label, value) for label, value in answering.rows(found)],
        "next": answering.next_steps(found, on=uk_today(request.at)),
        "routes": queries.complaint_routes(),
        "may_pack": found.asked.asked == "access" and found.answered is None,
        "packs": packs,
        "statement": queries.statement_on(found.asked.pk),
        "held_back": answering.held_back(packs),
        **_words(uk_today(request.at)),
    }
    return render(request, "rights/request.html", context)


@database_role("oversight")
@require_http_methods(GET_POST)
def check_identity(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will record how it was seen who asks."""
    form = forms.Identity(request.POST or None, at=request.at)
    return step(
        request,
        key,
        form,
        call=lambda said: actions.check_identity(str(key), way=said["way"], by=request.user.staff_id, at=request.at),
        words=(_("Check who asks"), _("Record identity"), _("Identity recorded.")),
    )


@database_role("oversight")
@require_http_methods(GET_POST)
def extend_request(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will give an answer more time."""
    form = forms.Extend(request.POST or None, readers=readers("requests"), at=request.at)
    return step(
        request,
        key,
        form,
        call=lambda said: actions.extend_request(
            str(key), reasons=said["reasons"], by=request.user.staff_id, at=request.at
        ),
        words=(_("Take more time"), _("Take more time"), _("More time recorded. Tell the person why.")),
    )


@database_role("oversight")
@require_http_methods(GET_POST)
def decide_request(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will decide a request, with reasons."""
    form = forms.Decision(request.POST or None, readers=readers("requests", and_by=_("the person")), at=request.at)
    return step(
        request,
        key,
        form,
        call=lambda said: actions.decide_request(
            str(key), outcome=said["outcome"], reasons=said["reasons"], by=request.user.staff_id, at=request.at
        ),
        words=(_("Decide the request"), _("Record decision"), _("Decision recorded.")),
    )


@database_role("oversight")
@require_http_methods(GET_POST)
def attach_statement(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will put the person's own words beside the record."""
    form = forms.Attach(request.POST or None, readers=readers("core", and_by=_("the person")), at=request.at)
    return step(
        request,
        key,
        form,
        call=lambda said: actions.attach_statement(
            str(key), about=said["about"], words=said["words"], by=request.user.staff_id, at=request.at
        ),
        words=(_("Put the person's words beside the record"), _("Save statement"), _("Statement saved.")),
    )


@database_role("oversight")
@require_http_methods(GET_POST)
def answer_request(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will record that the person was answered."""
    form = forms.Answer(request.POST or None, at=request.at)
    return step(
        request,
        key,
        form,
        call=lambda said: actions.answer_request(str(key), way=said["way"], by=request.user.staff_id, at=request.at),
        words=(_("Record the answer"), _("Record answer"), _("Answer recorded.")),
    )


@database_role("oversight")
@require_POST
def letter(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will print the answer to a request: what was decided and why, and where the person may complain."""
    found = standing_for(request, key)
    if found.decided is None:
        raise NotFound
    record(
        "rights:letter_printed", kind="rights.asked", subject=found.asked.pk, at=request.at, case_id=found.asked.case_id
    )
    made = answering.letter(found, at=request.at)
    return as_download(made, name=f"answer-{found.asked.reference}", at=request.at)


def _officer(request: HttpRequest) -> None:
    if not is_officer(request):
        raise NotFound


def standing_for(request: HttpRequest, key: UUID) -> Standing:
    """This will find a request for a data protection officer; to everybody else it is not there."""
    _officer(request)
    found = queries.standing(str(key))
    if found is None:
        raise NotFound
    return found


def step(
    request: HttpRequest,
    key: UUID,
    form: Form,
    *,
    call: Callable[[dict[str, Any]], object],
    words: tuple[str, str, str],
) -> HttpResponse:
    """This will ask for one step of a request and lead back to it."""
    found = standing_for(request, key)
    heading, button, said = words
    request.form = form
    if request.method == "POST" and form.is_valid():
        try:
            call(form.cleaned_data)
        except Conflict as clash:
            return answers.conflict(request, clash, stands_at=_address(key))
        return done(request, _address(key), said)
    return _form(request, form, heading=heading, button=button, back=_address(key), one=found)


def _form(request: HttpRequest, form: Form, *, heading: str, button: str, back: str, **more: Any) -> HttpResponse:
    request.form = form
    context = {"form": form, "heading": heading, "button_text": button, "back": back, **more}
    context.update(_words(uk_today(request.at)))
    return render(request, "rights/request_form.html", context, status=422 if form.errors else 200)


def _new(form: Form) -> actions.NewRequest:
    said = form.cleaned_data
    return actions.NewRequest(
        asked=said["asked"],
        asker=said["asker"],
        words=said["words"],
        received_at=said["received"].at,
        identity=said["identity"] or "",
    )


def _received(due_on: date) -> str:
    return _("Request recorded. Answer it by %(day)s.") % {"day": format_date(due_on)}


def _address(key: UUID) -> str:
    return reverse("rights-request", kwargs={"key": key})


def _words(today: date) -> dict[str, Any]:
    return {"kind": codelist("request_kinds").label, "asker": codelist("request_askers").label, "today": today}
