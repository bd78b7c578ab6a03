"""Sessions: what the next meeting needs, what became of each, and the acts around them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.orders import queries as orders
from throughcare.frame.forms import Form, codes
from throughcare.frame.jinja import to_ring
from throughcare.frame.pieces import Row
from throughcare.frame.said import done
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import format_moment, uk_today
from throughcare.safeguards.audit.record import record
from throughcare.stages.delivery import actions, forms, plan, queries, shown, under
from throughcare.stages.delivery.actions import Happening, NewSession, Written
from throughcare.stages.delivery.form_page import GET_POST, form_page
from throughcare.stages.delivery.queries import SessionLine

LOOKED = "delivery:looked"


def open_case(request: HttpRequest, reference: str) -> OpenCase:
    """This will open a case for its sessions; who may not read them finds nothing."""
    case = gate.open_for(request, reference, verb=LOOKED)
    if not case.may_read("delivery"):
        raise NotFound
    return case


@require_http_methods(["GET"])
def my_sessions(request: HttpRequest) -> HttpResponse:
    """This will show a provider the own sessions: the next one with all it needs, and the others by month."""
    staff_id = request.user.staff_id
    lines = queries.my_sessions(staff_id, at=request.at)
    record("delivery:my_sessions_looked", kind="agencies.staff", subject=staff_id, at=request.at)
    coming = shown.next_of(lines)
    page = {
        "coming": coming,
        "card": _card_of_own(coming, staff_id) if coming else [],
        "conditions": orders.bearing(coming.case_id, on=uk_today(coming.starts_at)) if coming else [],
        "months": shown.months(lines),
        "report_url": page_of(coming.reference, f"sessions/{coming.key}/report") if coming else "",
        "office": agencies.duty_number("office", area_id=None),
    }
    return render(request, "delivery/my_sessions.html", page)


def _card_of_own(line: SessionLine, staff_id: int) -> list[Row]:
    safety = queries.staff_safety(line.case_id)
    last = _last_words(line.case_id, staff_id)
    return shown.card_rows(line, safety=safety, last=last, ring=to_ring(line.owner, line.owner_phone))


def _last_words(case_id: int, staff_id: int) -> str:
    row = queries.last_words(case_id, staff_id=staff_id)
    if row is None:
        return ""
    return " · ".join(part for part in (row.worked_on, row.person_said, row.went_well, row.next_time) if part)


@require_http_methods(["GET"])
def sessions(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show the sessions of a case: to a provider the own ones, to the team all of them."""
    case = open_case(request, reference)
    lines = queries.sessions(case)
    coming = shown.next_of(lines)
    promised = plan.approved(case) if case.may_read("core") else None
    agreed = queries.agreed(case)
    page = {
        "coming": coming,
        "card": _card(case, coming) if coming else [],
        "conditions": under.bearing(case),
        "reads_kept": case.may_read("compliance") and orders.has_orders(case),
        "months": shown.months(lines, reference=case.reference),
        "delivered": queries.planned_beside_delivered(case),
        "agreed": agreed,
        "support_label": queries.support_label,
        "dates": [Row(*pair) for pair in queries.three_dates(case)] if queries.reads_all(case) else [],
        "contacts": queries.contacts(case),
        "incidents": queries.incidents(case),
        "labels": _labels(),
        "may_start": bool(case.may("delivery.start_support")) and queries.started(case) is None,
        "may_plan": bool(case.may("delivery.plan_session")),
        "may_record": bool(case.may("delivery.record_session")),
        "may_contact": bool(case.may("delivery.record_contact")),
        "may_incident": bool(case.may("delivery.record_incident")),
        "may_withdraw": bool(case.may("consents.record_withdrawn")),
        "new_plan": bool(promised and agreed and promised.version != agreed[0].plan_version),
    }
    return render(request, "delivery/sessions.html", page)


def _card(case: OpenCase, line: SessionLine) -> list[Row]:
    ring = agencies.contact(case.owner_id)
    last = _last_words(case.id, line.provider_id) if line.provider_id else ""
    own = not queries.reads_all(case)
    rows = shown.card_rows(
        line,
        safety=queries.staff_safety(case.id),
        last=last,
        ring=to_ring(ring.name, ring.phone),
        is_own=own,
    )
    return rows if own else [Row(_("Held by"), line.provider), *rows]


def _labels() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in ("contact_purposes", "incident_kinds", "attendance", "session_kinds"):
        found |= dict(codes(name)())
    return found


@require_http_methods(["GET"])
def session(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will show one session: what was planned, everything that was said of it, and the report."""
    case = open_case(request, reference)
    line = queries.session(case, key)
    report = queries.report_of(case, line)
    goals = {str(row.key): row.goal for row in queries.agreed(case)}
    page = {
        "line": line,
        "shown": shown.shown(line, reference=case.reference),
        "outcomes": queries.outcomes_of(case, line),
        "conditions": under.bearing(case, on=uk_today(line.starts_at)),
        "kept": under.kept(case),
        "may_decide": bool(case.may("orders.decide_reason")),
        "report": report,
        "goals": [goals[goal] for goal in report.goals if goal in goals] if report else [],
        "labels": _labels(),
        "may_record": bool(case.may("delivery.record_session")),
        "may_plan": bool(case.may("delivery.plan_session")),
    }
    return render(request, "delivery/session.html", page)


@require_http_methods(GET_POST)
def start(request: HttpRequest, reference: str) -> HttpResponse:
    """This will start support."""
    case = open_case(request, reference)
    return form_page(
        request,
        case,
        forms.Start,
        title=_("Start support"),
        button=_("Start support"),
        back="sessions",
        said=_("Support started. Its providers may open their part of the case."),
        call=lambda said: actions.start_support(case, happened_at=said["happened"].at, at=request.at),
    )


@require_POST
def follow_plan(request: HttpRequest, reference: str) -> HttpResponse:
    """This will follow the plan that was approved last."""
    case = open_case(request, reference)
    actions.follow_plan(case, at=request.at)
    return done(request, page_of(case.reference, "sessions"), _("Support follows the new plan."))


@require_http_methods(GET_POST)
def plan_session(request: HttpRequest, reference: str) -> HttpResponse:
    """This will plan a session."""
    case = open_case(request, reference)
    return form_page(
        request,
        case,
        forms.Plan,
        title=_("Plan a session"),
        button=_("Plan session"),
        back="sessions",
        said=_("Session planned."),
        prepare=lambda form: forms.choose_from(form, "support", _supports(case)),
        call=lambda said: actions.plan_session(case, new=_new(said), at=request.at),
    )


@require_http_methods(GET_POST)
def change_session(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will plan another session instead of this one."""
    case = open_case(request, reference)
    line = queries.session(case, key)
    before = {"session_kind": line.kind, "place": line.place, "conditions": line.conditions}
    return form_page(
        request,
        case,
        forms.Change,
        title=_("Change the session of %(when)s") % {"when": format_moment(line.starts_at)},
        button=_("Change session"),
        back="sessions",
        said=_("Session changed. The first one keeps what it said."),
        initial=before,
        call=lambda said: actions.change_session(case, key=key, new=_new(said), reason=said["reason"], at=request.at),
    )


@require_http_methods(GET_POST)
def report(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will record what became of a session, with its report."""
    case = open_case(request, reference)
    line = queries.session(case, key)

    def call(said: dict[str, Any]) -> object:
        actions.record_session(case, key=key, happening=_happening(said), written=_written(said), at=request.at)
        return _sent(case, said)

    def prepare(form: Form) -> None:
        forms.choose_from(form, "goals", _goals(case))
        forms.choose_from(form, "condition", under.to_choose(case, on=uk_today(line.starts_at)))

    return form_page(
        request,
        case,
        forms.Report,
        title=_("Report the session of %(when)s") % {"when": shown.when(line.starts_at)},
        button=_("Send report"),
        back="sessions",
        said="",
        template="delivery/report.html",
        initial={"happened": line.starts_at} if line.starts_at <= request.at else None,
        prepare=prepare,
        call=call,
        ring=agencies.contact(case.owner_id),
        office=agencies.duty_number("office", area_id=case.area_id),
    )


@require_http_methods(GET_POST)
def unplanned(request: HttpRequest, reference: str) -> HttpResponse:
    """This will record a session that nobody had planned."""
    case = open_case(request, reference)

    def call(said: dict[str, Any]) -> object:
        actions.record_unplanned(
            case,
            kind=said["session_kind"],
            happening=_happening(said),
            written=_written(said),
            support_key=said.get("support", ""),
            at=request.at,
        )
        return _sent(case, said)

    def prepare(form: Form) -> None:
        forms.choose_from(form, "goals", _goals(case))
        forms.choose_from(form, "support", _supports(case))
        forms.choose_from(form, "condition", under.to_choose(case))

    return form_page(
        request,
        case,
        forms.Unplanned,
        title=_("Report a session that was not planned"),
        button=_("Send report"),
        back="sessions",
        said="",
        template="delivery/report.html",
        prepare=prepare,
        call=call,
        ring=agencies.contact(case.owner_id),
        office=agencies.duty_number("office", area_id=case.area_id),
    )


@require_http_methods(GET_POST)
def contact(request: HttpRequest, reference: str) -> HttpResponse:
    """This will record a contact that is no session."""
    case = gate.open_for(request, reference, verb=LOOKED)

    def call(said: dict[str, Any]) -> object:
        words = {name: said[name] for name in ("purpose", "how", "words", "kind")}
        return actions.record_contact(case, **words, happened_at=said["happened"].at, at=request.at)

    return form_page(
        request,
        case,
        forms.Contact,
        title=_("Record a contact"),
        button=_("Record contact"),
        back=_back(case),
        said=_("Contact recorded."),
        call=call,
    )


@require_http_methods(GET_POST)
def incident(request: HttpRequest, reference: str) -> HttpResponse:
    """This will record an incident."""
    case = gate.open_for(request, reference, verb=LOOKED)
    ring = agencies.contact(case.owner_id)

    def call(said: dict[str, Any]) -> object:
        words = {name: said[name] for name in ("incident_kind", "words", "done")}
        return actions.record_incident(case, **words, happened_at=said["happened"].at, at=request.at)

    return form_page(
        request,
        case,
        forms.Incident,
        title=_("Record an incident"),
        button=_("Record incident"),
        back=_back(case),
        said=_("Incident recorded. %(name)s was asked to look at it today.") % {"name": ring.name},
        template="delivery/incident.html",
        call=call,
        ring=ring,
        office=agencies.duty_number("office", area_id=case.area_id),
    )


def _back(case: OpenCase) -> str:
    return "sessions" if case.may_read("delivery") else ""


def _supports(case: OpenCase) -> list[tuple[str, str]]:
    mine = [row for row in queries.agreed(case) if queries.reads_all(case) or row.provider_id == case.opened_by]
    names = {row.pk: row.provider.name if row.provider else row.provider_name for row in mine}
    return [
        (str(row.key), ", ".join(part for part in (queries.support_label(row.support_kind), names[row.pk]) if part))
        for row in mine
    ]


def _goals(case: OpenCase) -> list[tuple[str, str]]:
    return [(str(row.key), row.goal) for row in queries.agreed(case) if row.goal]


def _new(said: dict[str, Any]) -> NewSession:
    return NewSession(
        starts_at=said["starts"].at,
        kind=said["session_kind"],
        support_key=said.get("support", ""),
        place=said["place"],
        conditions=said["conditions"],
    )


def _happening(said: dict[str, Any]) -> Happening:
    condition = said.get("condition", under.FREE)
    key = "" if condition == under.FREE else condition
    return Happening(said["attendance"], said["happened"].at, said["reason_given"], forms.ended_at(said), key)


def _written(said: dict[str, Any]) -> Written:
    words = {name: said[name] for name in ("worked_on", "person_said", "went_well", "next_time", "tell_now")}
    return Written(goals=tuple(said.get("goals", ())), told_now=said["tell"] == "yes", **words)


def _sent(case: OpenCase, said: dict[str, Any]) -> str:
    """What to do next: to ring at once where there is something to tell."""
    if said["tell"] != "yes":
        return _("Report sent: %(what)s.") % {"what": codelist("attendance").label(said["attendance"])}
    ring = agencies.contact(case.owner_id)
    return _("Report sent. Ring %(name)s now, %(phone)s.") % {"name": ring.name, "phone": ring.phone}
