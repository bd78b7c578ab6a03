"""Minutes (M3): what was decided, by whom and why; signed, then fixed; one file a case."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate
from throughcare.commons.cases.handed_on import handed_on
from throughcare.commons.meetings import actions, pdf, queries
from throughcare.frame.pdf import as_download
from throughcare.frame.said import done
from throughcare.stages.panels import forms
from throughcare.stages.panels import queries as panels
from throughcare.stages.panels.pages.drawing import form_page, reads, sent
from throughcare.stages.panels.pages.item import At, at_item
from throughcare.stages.panels.pages.meetings import GET_POST, agenda_url
from throughcare.stages.panels.pages.seats import item_url


@require_GET
def case_panel(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show every panel the case was or is before, and what was decided."""
    case = gate.open_for(request, reference, verb="panels:looked")
    context = {
        "items": queries.items_of_case(case),
        "decisions": panels.decisions(case),
        "adoption": panels.adoption(case),
        "ending": panels.ending(case),
        "why": panels.why_label,
        "reads_minutes": bool(case.may("meetings.read_minutes")),
        "runs": bool(case.may("meetings.record_attendance")),
    }
    return render(request, "panels/case_panel.html", context)


@require_GET
def minutes(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will show the minutes of one item, signed or as they stand."""
    at = at_item(request, reference, key)
    at.case.may("meetings.read_minutes").or_refuse(
        _("The minutes were not opened"), ask=agencies.contact(at.case.owner_id)
    )
    signed = queries.signed(at.item)
    content = signed.content if signed else queries.content_of(at.case, at.item)
    context = {
        "item": at.item,
        "minutes": content,
        "signed": signed,
        "corrections": queries.corrections(signed.id) if signed else [],
        "heading": pdf.title(content),
        "signs": bool(at.case.may("meetings.sign_minutes")) and not signed,
        "decided": bool(content["decisions"]),
        "corrects": bool(at.case.may("meetings.correct_minutes")) and bool(signed),
        "dissents": bool(at.case.may("panels.record_dissent")) and bool(content["decisions"]) and not signed,
        "next": at.next,
        "handed_on_url": handed_on(at.case, "minutes", called=pdf.called(content, signed)),
    }
    return render(request, "panels/minutes.html", context)


@require_POST
def sign(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will sign the minutes and go on to the next item."""
    at = at_item(request, reference, key)
    actions.sign_minutes(at.case, item=at.item, at=request.at)
    words = _("Minutes of %(reference)s signed. The case has left %(panel_members)s.") % {
        **at.case.pathway.words,
        "reference": reference,
    }
    return done(request, _after(at), words)


@require_http_methods(GET_POST)
def leave_unsigned(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will go on to the next item without a signature, with a reason."""
    at = at_item(request, reference, key)
    form = forms.Reason(sent(request), readers=reads(at.case.pathway), at=request.at)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        actions.leave_unsigned(at.case, item=at.item, reason=said["reason"], at=request.at)
        return _after(at), _("Left unsigned. The task to sign stays open.")

    back = item_url(reference, key, "panel-minutes")
    return form_page(request, form, heading=_("Leave the minutes unsigned"), button=_("Leave unsigned"), back=back, act=act,
                     template="panels/case_form.html")  # fmt: skip


@require_http_methods(GET_POST)
def correct(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will append a correction to signed minutes."""
    at = at_item(request, reference, key)
    at.case.may("meetings.correct_minutes").or_refuse(
        _("The correction was not added"), ask=agencies.contact(at.case.owner_id)
    )
    form = forms.Correction(sent(request), readers=reads(at.case.pathway), at=request.at)
    back = item_url(reference, key, "panel-minutes")

    def act(said: dict[str, Any]) -> tuple[str, str]:
        actions.correct_minutes(at.case, item=at.item, words=said["words"], at=request.at)
        return back, _("Correction added beside what was signed.")

    return form_page(request, form, heading=_("Correct the minutes"), button=_("Add correction"), back=back, act=act,
                     template="panels/case_form.html")  # fmt: skip


@require_GET
def download(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will give the minutes of one case as one file, and record that they left."""
    at = at_item(request, reference, key)
    actions.record_download(at.case, item=at.item, at=request.at)
    made = pdf.minutes_pdf(at.case, at.item, at=request.at)
    return as_download(made, name=f"minutes-{at.case.reference}", at=at.item.meeting.starts_at)


def _after(at: At) -> str:
    return item_url(at.next.reference, at.next.key) if at.next else agenda_url(at.item.meeting)
