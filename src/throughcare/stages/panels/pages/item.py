"""Chair mode (M2): one case from who is there to signed minutes, on one page of five parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.assessments import queries as assessments
from throughcare.commons.cases import drafts, gate
from throughcare.commons.cases import queries as cases
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.meetings import actions as meetings
from throughcare.commons.meetings import queries, rules
from throughcare.commons.meetings.queries import Expected, ItemLine, OnAgenda
from throughcare.frame.forms import codes
from throughcare.frame.said import done
from throughcare.kernel.answers import Mend
from throughcare.kernel.time import format_time
from throughcare.stages.panels import forms
from throughcare.stages.panels import queries as panels
from throughcare.stages.panels.pages.drawing import UNPROCESSABLE, reads
from throughcare.stages.panels.pages.meetings import GET_POST, agenda_url
from throughcare.stages.panels.pages.seats import item_url

LEADS_TO = ("panel-conflict", "panel-guest", "panel-chair", "panel-police")


@dataclass(frozen=True)
class At:
    """One item as its page shows it: the case, the item, everybody on its list, and the agenda beside."""

    case: OpenCase
    item: OnAgenda
    there: list[Expected]
    lines: list[ItemLine]
    numbers: list[tuple[int, bool]]

    @property
    def draft_name(self) -> str:
        """This will name the draft of this page."""
        return f"panel-item:{self.item.key}"

    @property
    def next(self) -> ItemLine | None:
        """This will find the next item that is not over."""
        return next((line for line in self.lines if line.number > self.item.number and not line.ended_at), None)

    @property
    def previous(self) -> ItemLine | None:
        """This will find the item before that is not over."""
        return next(
            (line for line in reversed(self.lines) if line.number < self.item.number and not line.ended_at), None
        )

    @property
    def unsigned(self) -> list[ItemLine]:
        """This will list the other items that are decided and wait for the chair's signature."""
        return [line for line in self.lines if line.id != self.item.id and line.waits_for_signature]


def at_item(request: HttpRequest, reference: str, key: str) -> At:
    """This will open the case of an item, the agenda's references having been read before one case alone is open."""
    meeting = queries.meeting_of(key)
    lines = queries.agenda(meeting.id) if meeting else []
    case = gate.open_for(request, reference, verb="panels:looked")
    item = queries.item(case, key, on=meeting)
    return At(case, item, queries.expected(item), lines, queries.numbers(item.meeting.id))


@require_http_methods(GET_POST)
def item(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will show one item, keep whatever was typed in any of its parts, and do what the pressed button says."""
    at = at_item(request, reference, key)
    if request.method != "POST":
        _insist_on_signed(at)
        return item_page(request, at, form_of(request, at))
    do = request.POST.get("do", "")
    body = forms.to_draft(request.POST, one_more=do.removeprefix("more_") if do.startswith("more_") else "")
    drafts.keep(at.draft_name, body, staff_id=request.user.staff_id, case_id=at.case.id, at=request.at)
    return _pressed(request, at, do)


def _insist_on_signed(at: At) -> None:
    """Whoever signs finishes one case before opening the next; whoever writes for the meeting is told, and goes on."""
    if not at.case.may("meetings.sign_minutes") or at.item.is_over:
        return
    answer = rules.may_go_on(
        [line.number for line in at.unsigned], mends=[one for line in at.unsigned for one in _mends(line)]
    )
    not_done = _("Item %(number)s was not opened") % {"number": at.item.number}
    answer.or_refuse(not_done, ask=agencies.contact(at.case.owner_id))


def _mends(line: ItemLine) -> list[Mend]:
    words = {"number": line.number}
    return [
        Mend(_("Sign the minutes of item %(number)s") % words, url=item_url(line.reference, line.key, "panel-minutes")),
        Mend(
            _("Leave the minutes of item %(number)s unsigned, with a reason") % words,
            url=item_url(line.reference, line.key, "panel-unsigned"),
        ),
        Mend(_("Let the coordinator open the item meanwhile and record who is there and what is said")),
    ]


def _pressed(request: HttpRequest, at: At, do: str) -> HttpResponse:
    here = item_url(at.case.reference, at.item.key)
    if do == "keep":
        saved = _("Draft saved at %(time)s. Only you see it.") % {"time": format_time(request.at)}
        return JsonResponse({"saved": saved, "locks_in": request.shell.locks_in, "words": request.shell.lock_words})
    if do == "refresh":
        return HttpResponseRedirect(here)
    if do.startswith(("open:", "go:")):
        return HttpResponseRedirect(_elsewhere(at, do) or here)
    if do == "attendance":
        return _attendance(request, at, here)
    if do in ("more_dissents", "more_promises"):
        return HttpResponseRedirect(f"{here}#{do.removeprefix('more_')}")
    if do.startswith("view:"):
        return HttpResponseRedirect(
            f"{item_url(at.case.reference, at.item.key, 'panel-view')}?for={do.removeprefix('view:')}"
        )
    if do == "read_back":
        form = form_of(request, at, sent=request.POST)
        request.form = form
        if form.is_valid():
            return HttpResponseRedirect(item_url(at.case.reference, at.item.key, "panel-read-back"))
        return item_page(request, at, form, status=UNPROCESSABLE)
    return done(request, here, _("Draft saved. Only you see it."))


def _elsewhere(at: At, do: str) -> str:
    """Where a button leads that keeps what is typed and goes on: to another item, a page of this one, or the agenda."""
    kind, _colon, name = do.partition(":")
    if kind == "open":
        return next((item_url(line.reference, line.key) for line in at.lines if line.key == name and line.why), "")
    if name == "agenda":
        return agenda_url(at.item.meeting)
    return item_url(at.case.reference, at.item.key, name) if name in LEADS_TO else ""


def _attendance(request: HttpRequest, at: At, here: str) -> HttpResponse:
    form = form_of(request, at, sent=request.POST)
    form.full_clean()
    by_key = {one.staff_key: one.staff_id for one in at.there}
    came = {by_key[key]: code for key, code in form.came().items()}
    meetings.record_attendance(at.case, item=at.item, came=came, at=request.at)
    return done(request, here, _("Who is there is recorded."))


def form_of(request: HttpRequest, at: At, *, sent: QueryDict | None = None) -> forms.Item:
    """This will make the form of an item: as sent, or as its draft has it, or with what is known of who is there."""
    kept = drafts.kept(at.draft_name, staff_id=request.user.staff_id, at=request.at)
    body = sent or (forms.from_draft(kept.body) if kept else QueryDict())
    people = [(one.staff_key, f"{one.name}, {one.agency}") for one in at.there if not one.stepped_out]
    parties = [
        *dict.fromkeys((f"agency:{one.agency_code}", one.agency) for one in at.there if one.role != "attending"),
        *people,
    ]
    settings: dict[str, Any] = {"people": people, "parties": parties, "owners": _owners(at, people)}
    settings["rows"] = (forms.rows_in(body, "dissents"), forms.rows_in(body, "promises"))
    first = {f"came-{one.staff_key}": one.came for one in at.there} | {"after": queries.last_place(at.item)}
    form = forms.Item(sent, readers=reads(at.case.pathway), words=at.case.pathway.words, at=request.at, **settings)
    form.initial = (
        first
        if sent is not None or kept is None
        else first | _still_true(at, forms.initial_of(form, body), kept.saved_at)
    )
    return form


def _still_true(at: At, found: dict[str, Any], saved_at: datetime) -> dict[str, Any]:
    """What a draft holds, but who is there where somebody recorded it since, and never how many decisions there were."""
    recorded = queries.attendance_recorded_at(at.item)
    out_of_date = recorded is not None and recorded > saved_at
    return {
        name: value
        for name, value in found.items()
        if name != "after" and not (out_of_date and name.startswith("came-"))
    }


def _owners(at: At, people: list[tuple[str, str]]) -> list[tuple[str, str]]:
    owner = agencies.staff(at.case.owner_id)
    return list(dict([*people, (owner.key, f"{owner.name}, {owner.agency}")]).items())


def item_page(request: HttpRequest, at: At, form: forms.Item, *, status: int = 200) -> HttpResponse:
    """This will draw the page of an item, with its form as it is."""
    kept = drafts.kept(at.draft_name, staff_id=request.user.staff_id, at=request.at)
    context = said_so_far(at) | {
        "bar": cases.header(at.case),
        "lines": {line.number: line for line in at.lines},
        "why": panels.why_label(at.item.why, at.item.why_words),
        "questions": assessments.questions_for_panel(at.case),
        "form": form,
        "came": dict(codes("meeting_attendance")()),
        "elsewhere": page_of(at.case.reference, f"{at.item.address}?item={at.item.key}") if at.item.address else "",
        "may_decide": bool(at.case.may("panels.adopt")),
        "saved_at": kept.saved_at if kept else None,
        "refreshed_at": request.at,
        "pulse": queries.pulse(at.item.key),
    }
    return render(request, "panels/item.html", context, status=status)


def said_so_far(at: At) -> dict[str, Any]:
    """This will give what may change on the page while it stays open: who is there, views, what is decided and promised."""
    decisions, present = queries.decisions(at.case, item=at.item), queries.present(at.item)
    views, waiting = queries.views(at.case, at.item), _waiting(at)
    return {
        "at": at,
        "item": at.item,
        "there": at.there,
        "quorum": queries.quorum_asked(at.case, at.item),
        "recorded": bool(present),
        "present": len([one for one in present if one.is_there]),
        "views": views,
        "waiting": waiting,
        "labels": dict(codes("view_positions")()),
        "decisions": decisions,
        "promises": queries.promises(at.item),
        "decides": at.case.stage == "panel" and not any(one.authorises for one in decisions) and not at.item.is_over,
        "runs": bool(at.case.may("meetings.record_attendance")),
    }


def _waiting(at: At) -> list[tuple[str, str]]:
    """The agencies with a voice whose view is not in, by code and name."""
    given = {view.agency_id for view in queries.views(at.case, at.item)}
    found = [one for one in at.there if one.role != "attending" and one.agency_id not in given]
    return list({one.agency_code: one.agency for one in found}.items())
