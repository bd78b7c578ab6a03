"""Which records wait for somebody to look whether they are still needed, and what holds them; of one case, how long it is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate
from throughcare.commons.cases.readers import readers
from throughcare.frame.forms import Form
from throughcare.frame.said import done
from throughcare.frame.transaction import database_role
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import format_date, uk_today
from throughcare.oversight.rights import actions, forms, keeping, queries
from throughcare.oversight.rights.pages.erasure import erasure_waits
from throughcare.oversight.rights.pages.looks import is_officer
from throughcare.safeguards.audit.record import record

GET_POST = ["GET", "POST"]


@database_role("oversight")
@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """This will list the own controller's records whose day has come, those of children first, and every hold."""
    _officer(request)
    today = uk_today(request.at)
    record("rights:retention_looked", kind="rights.retentionreview", subject="-", at=request.at)
    context = {
        "found": queries.due_by(today),
        "number": queries.number_due_by(today),
        "holds": queries.holds_in_force(),
        "ground": codelist("hold_grounds").label,
        "state": keeping.state,
        "today": today,
    }
    return render(request, "rights/retention.html", context)


@database_role("oversight")
@require_safe
def kept_record(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show how long one record is kept, by which rule, and what may be done about it now."""
    kept = _kept(request, reference)
    record("rights:kept_looked", kind="case", subject=kept.case_id, at=request.at, case_id=kept.case_id)
    context = {
        "reference": reference,
        "next": keeping.next_steps(kept, reference, on=uk_today(request.at)),
        **_about(kept),
    }
    return render(request, "rights/kept_record.html", context)


@require_GET
def how_long(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show whoever works on a case how long its record is kept, and by which rule."""
    case = gate.open_for(request, reference, verb="rights:looked")
    case.may_see("retention").or_refuse(_("It was not shown"), ask=agencies.contact(case.owner_id))
    kept = queries.kept(case.id)
    return render(
        request,
        "rights/how_long.html",
        {**_about(kept), "erasure_waits": erasure_waits(case)} if kept else {"rows": []},
    )


@database_role("oversight")
@require_http_methods(GET_POST)
def keep_on(request: HttpRequest, reference: str) -> HttpResponse:
    """This will keep a record on until a new day."""
    form = forms.KeepOn(request.POST or None, readers=readers("retention", and_by=_("the person")), at=request.at)

    def call(said: dict[str, Any]) -> str:
        until = said["until"]
        actions.keep_on(reference, until=until, reason=said["reason"], by=request.user.staff_id, at=request.at)
        return _("Kept on until %(day)s.") % {"day": format_date(until)}

    return _step(request, reference, form, call=call, words=(_("Keep the record on"), _("Keep record")))


@database_role("oversight")
@require_http_methods(GET_POST)
def end_keeping(request: HttpRequest, reference: str) -> HttpResponse:
    """This will say that a record is no longer needed, for a second person to agree."""
    form = forms.EndKeeping(request.POST if request.method == "POST" else None, at=request.at)

    def call(_said: dict[str, Any]) -> str:
        actions.end_keeping(reference, by=request.user.staff_id, at=request.at)
        return _("Erasure asked for. The programme manager decides, then the next run erases the case.")

    words = (_("The record is no longer needed"), _("Ask for erasure"))
    return _step(request, reference, form, call=call, words=words)


@database_role("oversight")
@require_http_methods(GET_POST)
def hold_record(request: HttpRequest, reference: str) -> HttpResponse:
    """This will keep a record from being erased."""
    form = forms.NewHold(request.POST or None, readers=readers("retention", and_by=_("the person")), at=request.at)

    def call(said: dict[str, Any]) -> str:
        actions.hold(
            reference,
            ground=said["ground"],
            reason=said["reason"],
            review_on=said["review_on"],
            by=request.user.staff_id,
            at=request.at,
        )
        return _("Held. Nobody can erase the record until the hold is lifted.")

    return _step(request, reference, form, call=call, words=(_("Hold the record"), _("Hold record")))


@database_role("oversight")
@require_http_methods(GET_POST)
def lift_hold(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will lift a hold."""
    _officer(request)
    hold = queries.hold_by_key(str(key))
    if hold is None:
        raise NotFound
    form = forms.LiftHold(request.POST or None, readers=readers("retention", and_by=_("the person")), at=request.at)

    def call(said: dict[str, Any]) -> str:
        actions.lift_hold(str(key), reason=said["reason"], by=request.user.staff_id, at=request.at)
        return _("Hold lifted.")

    return _step(request, hold.case.reference, form, call=call, words=(_("Lift the hold"), _("Lift hold")))


def _officer(request: HttpRequest) -> None:
    if not is_officer(request):
        raise NotFound


def _kept(request: HttpRequest, reference: str) -> queries.Kept:
    _officer(request)
    of = queries.overseen(reference)
    kept = queries.kept(of.case_id) if of else None
    if kept is None:
        raise NotFound
    return kept


def _about(kept: queries.Kept) -> dict[str, Any]:
    holds = queries.holds_of(kept.case_id)
    return {
        "rows": keeping.rows(kept, queries.kept_on_of(kept.case_id)),
        "verify": kept.retention_class.verify,
        "holds": holds,
        "in_force": [one for one in holds if one.lifted_at is None],
        "ground": codelist("hold_grounds").label,
    }


def _step(
    request: HttpRequest,
    reference: str,
    form: Form,
    *,
    call: Callable[[dict[str, Any]], str],
    words: tuple[str, str],
) -> HttpResponse:
    kept, back = _kept(request, reference), reverse("kept-record", kwargs={"reference": reference})
    request.form = form
    if request.method == "POST" and form.is_valid():
        return done(request, back, call(form.cleaned_data))
    heading, button = words
    context = {"form": form, "heading": heading, "button_text": button, "back": back, "reference": reference}
    context["rows"] = keeping.rows(kept, [])
    return render(request, "rights/retention_form.html", context, status=422 if form.errors else 200)
