"""The concern of a case: as it was told, corrected beside it, and whoever told it answered."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.readers import readers
from throughcare.frame.said import say
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import format_time
from throughcare.safeguards.access.matrix import matrix
from throughcare.stages.referrals import actions, queries
from throughcare.stages.referrals.forms.case import AmendForm, AnsweredForm
from throughcare.stages.referrals.pages.answering import status_of

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_GET
def concern(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show the concern with its corrections, and who raised it to those who may know."""
    case = _open(request, reference)
    context = {
        "concern": queries.concern(case),
        "originator": queries.originator(case) if case.may_read("originator") else None,
        "answers": queries.answers_given(case),
        "may_amend": bool(case.may("referrals.amend")),
        "may_answer": bool(case.may("referrals.record_answered")),
    }
    return render(request, "referrals/concern.html", context)


@require_http_methods(GET_AND_POST)
def amend(request: HttpRequest, reference: str, field: str) -> HttpResponse:
    """This will write a correction beside one thing that was told."""
    case = _open(request, reference)
    told = queries.told(case, field.replace("-", "_"))
    if told is None:
        raise NotFound
    initial = {"text": told.text, "version": told.version}
    data = _kept(request, told) if request.method == "POST" else None
    form = AmendForm(data, initial=initial, readers=readers("core", under=case.pathway), at=case.at)
    if data is not None and request.POST.get("keep") == "saved":
        return redirect("concern", reference=case.reference)
    if data is None or not form.is_valid():
        return render(request, "referrals/amend.html", {"form": form, "told": told}, status=status_of(form))
    request.form = form
    typed = form.cleaned_data
    actions.amend(
        case,
        field=told.field,
        version=typed["version"],
        text=typed["text"],
        reason=typed["reason"],
        kind=typed["kind"],
        source=typed["source"],
        at=case.at,
    )
    say(
        request,
        _("Correction saved at %(time)s. What was told before stays beside it.") % {"time": format_time(case.at)},
    )
    return redirect("concern", reference=case.reference)


def _kept(request: HttpRequest, told: queries.Told) -> dict[str, str]:
    """After two people corrected the same words, whoever came second says which text stands; it follows the first one."""
    sent = request.POST.dict()
    chosen = sent.get("keep")
    if chosen in ("both", "one"):
        sent["version"] = str(told.version)
    if chosen == "both":
        sent["text"] = f"{told.text}\n\n{sent.get('text', '')}"
    return sent


@require_http_methods(GET_AND_POST)
def answered(request: HttpRequest, reference: str) -> HttpResponse:
    """This will record that whoever referred was answered."""
    case = _open(request, reference)
    form = AnsweredForm(
        request.POST if request.method == "POST" else None, readers=readers("core", under=case.pathway), at=case.at
    )
    if request.method != "POST" or not form.is_valid():
        who = queries.originator(case) if case.may_read("originator") else None
        return render(request, "referrals/answered.html", {"form": form, "originator": who}, status=status_of(form))
    request.form = form
    typed = form.cleaned_data
    actions.record_answered(case, way=typed["way"], words=typed["words"], happened_at=typed["happened"].at, at=case.at)
    say(request, _("Answer recorded at %(time)s.") % {"time": format_time(case.at)})
    return redirect("concern", reference=case.reference)


def _open(request: HttpRequest, reference: str) -> OpenCase:
    case = gate.open_for(request, reference, verb="referrals:looked")
    matrix().may(case.roles, "core", "read").or_refuse(
        _("The concern was not opened"), ask=agencies.contact(case.owner_id)
    )
    return case
