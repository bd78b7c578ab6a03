"""What the coordinator does: ask, chase, write down what came, read it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import drafts, gate
from throughcare.commons.cases.clearing import contact_is_clear
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.readers import readers
from throughcare.commons.people import queries as people
from throughcare.commons.sharing import actions, queries, rules
from throughcare.commons.sharing.forms import AskForm, ChaseForm, OnBehalfForm, WithdrawForm, pieces_sent
from throughcare.frame.said import say
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import format_date, format_time, uk_today
from throughcare.safeguards.access.matrix import matrix


def requests(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show what was asked of whom, and what each answered."""
    case = _open(request, reference)
    lines = queries.lines(case)
    context = {
        "lines": lines,
        "summary": queries.summary_of(lines),
        "late": [one for one in lines if one.state == rules.LATE],
        "may_read_agreements": bool(matrix().may(case.roles, "agreements", "read")),
    }
    return render(request, "sharing/requests.html", _shown(case) | context)


def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """This will ask one or more agencies the same question."""
    case = _open(request, reference)
    shown = {
        "readers": readers(queries.COMPARTMENT, under=case.pathway, and_by=_("the staff of the agencies you ask")),
        "at": case.at,
        "bases": queries.legal_bases(case.pathway),
        **_agencies(case),
    }
    if request.method == "POST":
        form = request.form = AskForm(request.POST, **shown)
        if form.is_valid():
            return _ask(request, case, form)
    else:
        form = AskForm(initial=_proposed(case), **shown)
    return render(request, "sharing/ask.html", _shown(case) | {"form": form, "clock": queries.answer_clock(case)})


def chase_late(request: HttpRequest, reference: str) -> HttpResponse:
    """This will ask every agency again whose answer is late."""
    case = _open(request, reference)
    if request.method == "POST":
        chased = actions.chase_late(case, at=case.at)
        words = ngettext(
            "%(n)s agency asked again at %(time)s.", "%(n)s agencies asked again at %(time)s.", len(chased)
        )
        say(request, words % {"n": len(chased), "time": format_time(case.at)})
    return redirect(_home(case))


def one(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """This will show one request, how often it was chased, and what was answered."""
    case = _open(request, reference)
    return render(request, "sharing/request.html", _shown(case) | {"line": _line(case, number)})


def chase(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """This will ask one agency again."""
    case = _open(request, reference)
    line = _line(case, number)
    form = ChaseForm(
        request.POST or None,
        readers=readers(queries.COMPARTMENT, under=case.pathway, and_by=_("the staff of that agency")),
    )
    if request.method == "POST" and form.is_valid():
        request.form = form
        actions.chase(case, number=number, words=form.cleaned_data["words"], at=case.at)
        say(request, _("%(agency)s asked again.") % {"agency": line.request.agency.name})
        return redirect(_home(case))
    return render(request, "sharing/chase.html", _shown(case) | {"line": line, "form": form})


def withdraw(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """This will tell one agency that its answer is no longer needed."""
    case = _open(request, reference)
    line = _line(case, number)
    typed = request.POST if request.method == "POST" else None
    form = WithdrawForm(
        typed, readers=readers(queries.COMPARTMENT, under=case.pathway, and_by=_("the staff of that agency"))
    )
    if request.method == "POST" and form.is_valid():
        request.form = form
        actions.withdraw(case, number=number, words=form.cleaned_data["words"], at=case.at)
        say(request, _("Request withdrawn. %(agency)s reads why.") % {"agency": line.request.agency.name})
        return redirect(_home(case))
    context = _shown(case) | {"line": line, "form": form}
    return render(request, "sharing/withdraw.html", context, status=422 if form.errors else 200)


def record_answer(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """This will write down what an agency answered by phone, by letter or at a meeting."""
    case = _open(request, reference)
    line = _line(case, number)
    shown: dict[str, Any] = {
        "readers": readers(queries.COMPARTMENT, under=case.pathway, and_by=_("the staff of that agency")),
        "at": case.at,
    }
    if request.method != "POST":
        form = OnBehalfForm(pieces=1, **shown)
    elif request.POST.get("go") == "more":
        form = OnBehalfForm(initial=_as_initial(request), pieces=pieces_sent(request.POST) + 1, **shown)
    else:
        form = request.form = OnBehalfForm(request.POST, pieces=pieces_sent(request.POST), **shown)
        if form.is_valid():
            return _record(request, case, line, form)
    return render(request, "sharing/record_answer.html", _shown(case) | {"line": line, "form": form})


def mark_read(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """This will say that the answers to one request have been read."""
    case = _open(request, reference)
    if request.method == "POST":
        actions.mark_read(case, number=number, at=case.at)
        say(request, _("Answer marked as read."))
    return redirect(reverse("sharing:one", args=[case.reference, number]))


def _open(request: HttpRequest, reference: str) -> OpenCase:
    case = gate.open_for(request, reference, verb="information:looked")
    allowed = matrix().may(case.roles, queries.COMPARTMENT, "read")
    allowed.or_refuse(_("Information from partners was not opened"), ask=agencies.contact(case.owner_id))
    return case


def _line(case: OpenCase, number: int) -> queries.Line:
    line = queries.line(case, number)
    if line is None:
        raise NotFound
    return line


def _home(case: OpenCase) -> str:
    return reverse("sharing:requests", args=[case.reference])


def _shown(case: OpenCase) -> dict[str, object]:
    asking = ("information.request", "information.chase", "information.withdraw")
    verbs = (*asking, "information.record_answer", "information.mark_read")
    may = {verb.partition(".")[2]: bool(case.may(verb)) for verb in verbs}
    return {
        "case": case,
        "may": may,
        "contact_is_clear": contact_is_clear(case),
        "whom_to_ask": actions.whom_to_ask(case),
        "today": uk_today(case.at),
        "nation": case.pathway.nation,
    }


def _agencies(case: OpenCase) -> dict[str, Any]:
    today = uk_today(case.at)
    signing_in = agencies.agencies_with("partner", on=today)
    found = [agency for agency in agencies.agencies(on=today) if agency.pk != case.agency_id]
    by_hand = _("Nobody there answers on these pages: ring or write, and record what they say.")
    return {
        "agencies": [(agency.code, agency.name) for agency in found],
        "hints": {agency.code: by_hand for agency in found if agency.pk not in signing_in},
    }


def _proposed(case: OpenCase) -> dict[str, object]:
    kept = (
        drafts.kept(drafts.question_form(case.reference), staff_id=case.opened_by, at=case.at)
        if case.opened_by
        else None
    )
    due_on = queries.answer_clock(case).due(uk_today(case.at))
    return {"called": people.called(case.person_id), "due_on": due_on, **(kept.body if kept else {})}


def _ask(request: HttpRequest, case: OpenCase, form: AskForm) -> HttpResponse:
    typed = form.cleaned_data
    question = actions.Question(typed["called"], typed["text"], typed["purpose"], typed["legal_basis"], typed["due_on"])
    asked = actions.ask(case, chosen=typed["agencies"], question=question, at=case.at)
    if case.opened_by:
        drafts.drop(drafts.question_form(case.reference), staff_id=case.opened_by)
    words = ngettext(
        "%(n)s agency asked. Answer due by %(day)s.", "%(n)s agencies asked. Answers due by %(day)s.", len(asked)
    )
    say(request, words % {"n": len(asked), "day": format_date(question.due_on)})
    return redirect(_home(case))


def _as_initial(request: HttpRequest) -> dict[str, object]:
    parts = ("day", "month", "year", "time")
    came = OnBehalfForm.base_fields["came"].widget.value_from_datadict(request.POST, {}, "came")
    typed = {name: words for name, words in request.POST.items() if not name.startswith("came-")}
    return typed | ({"came": came} if any(request.POST.get(f"came-{part}") for part in parts) else {})


def _record(request: HttpRequest, case: OpenCase, line: queries.Line, form: OnBehalfForm) -> HttpResponse:
    typed = form.cleaned_data
    said = actions.Said(
        typed["answer"], typed["reason"], form.pieces(), typed["way"], typed["said_by"], form.happened_at()
    )
    actions.record_answer(case, number=line.request.number, said=said, at=case.at)
    say(request, _("Answer of %(agency)s recorded.") % {"agency": line.request.agency.name})
    return redirect(_home(case))
