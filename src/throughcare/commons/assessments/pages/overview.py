"""Where to begin, how far one is, and who is asked to assess."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.assessments import actions, queries
from throughcare.commons.assessments.drafting import OTHER, Draft
from throughcare.commons.assessments.forms import AssignForm, StartForm, TakeAwayForm
from throughcare.commons.assessments.grounds import gaps_of
from throughcare.commons.assessments.instruments import Factor, Instrument, instrument, instruments, shells
from throughcare.commons.assessments.pages.shared import home, led_draft, open_assessment, seen_by
from throughcare.commons.assessments.rules import Judged
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.told import is_told
from throughcare.frame.pieces import Task
from throughcare.frame.said import say
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import format_date, uk_today


def overview(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show the own draft's tasks, who else has begun, and the earlier assessments."""
    case = open_assessment(request, reference)
    draft = queries.my_draft(case)
    context = {
        "draft": draft,
        "tasks": tasks(case, draft) if draft else [],
        "continue_at": continue_at(case, draft) if draft else "",
        "begun": [row for row in queries.begun(case) if draft is None or row.pk != draft.start_id],
        "finished": queries.finished(case),
        "due_on": queries.due_on(case),
        "clock": queries.clock(case),
        "who": queries.who_may_begin(case),
        "may_start": bool(case.may("assessments.start")),
        "asked": queries.asked_to_assess(case) if case.may("assessments.assign") else [],
        "may_assign": bool(case.may("assessments.assign")),
        "may_call_for": bool(case.may("assessments.call_for")) and bool(queries.events(case)),
        "with_police": case.pathway.stage(case.stage_shown).with_police,
        "part_labels": queries.parts_of(draft.instrument) if draft else {},
        "me": case.opened_by,
        "today": uk_today(case.at),
    }
    return render(request, "assessments/overview.html", context)


def start(request: HttpRequest, reference: str) -> HttpResponse:
    """This will begin an assessment with an instrument."""
    case = open_assessment(request, reference)
    if queries.drafts_of(case).exists():
        return redirect(home(case))
    today, every = uk_today(case.at), instruments()
    again = queries.latest_finished(case) is not None
    shown = {
        "choices": [(one.name, one.label) for one in every],
        "hints": {one.name: _hint(one, case, today) for one in every},
        "again": again,
        "not_for": [_(people.label) for one in every for people in one.not_for],
        "readers": seen_by(case),
    }
    form = StartForm(request.POST or None, **shown)
    if request.method == "POST" and form.is_valid():
        request.form = form
        typed = form.cleaned_data
        used = instrument(typed["instrument"])
        fits = bool(typed.get("fits"))
        actions.start(case, used=used, reason=typed["reason"], why=typed.get("why", ""), fits=fits, at=case.at)
        say(request, _("Assessment begun."))
        return redirect(home(case))
    return render(request, "assessments/start.html", {"form": form, "today": today, "shells": shells()})


def discard(request: HttpRequest, reference: str) -> HttpResponse:
    """This will throw the own draft away, once the writer has confirmed it."""
    case = open_assessment(request, reference)
    draft = led_draft(case)
    if request.method == "POST":
        actions.discard(case, at=case.at)
        say(request, _("Draft thrown away."))
        return redirect(home(case))
    return render(request, "assessments/discard.html", {"draft": draft})


def assign(request: HttpRequest, reference: str) -> HttpResponse:
    """This will ask a colleague to assess."""
    case = open_assessment(request, reference)
    found = queries.assessors(case)
    hints = {line.key: _certificates(line, case) for line in found}
    form = AssignForm(request.POST or None, choices=[(line.key, line.name) for line in found], hints=hints, at=case.at)
    if request.method == "POST" and form.is_valid():
        request.form = form
        typed = form.cleaned_data
        asked = actions.ask_to_assess(case, staff_key=typed["assessor"], due_on=typed["due_on"], at=case.at)
        words = _("%(name)s was asked to assess by %(day)s.")
        say(request, words % {"name": asked.name, "day": format_date(typed["due_on"])})
        return redirect(home(case))
    return render(request, "assessments/assign.html", {"form": form, "assessors": found})


def take_away(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will take an assessment away from whoever was asked."""
    case = open_assessment(request, reference)
    asked = next((line for line in queries.asked_to_assess(case) if line.key == str(key)), None)
    if asked is None:
        raise NotFound
    form = TakeAwayForm(request.POST if request.method == "POST" else None, readers=seen_by(case))
    if request.method == "POST" and form.is_valid():
        request.form = form
        actions.take_away(case, staff_key=asked.key, reason=form.cleaned_data["reason"], at=case.at)
        say(request, _("The assessment was taken away. %(name)s can no longer open the case.") % {"name": asked.name})
        return redirect(home(case))
    context = {"form": form, "name": asked.name}
    return render(request, "assessments/take_away.html", context, status=422 if form.errors else 200)


def tasks(case: OpenCase, draft: Draft) -> list[Task]:
    """This will list the parts of a draft with their states."""
    found = [
        _task(_(domain.label), _state(draft, domain.factors), part_url(case, domain.code), _(domain.about))
        for domain in draft.instrument.domains
        if draft.is_mine(domain.code)
    ]
    if draft.instrument.others_allowed and draft.is_mine(OTHER):
        others = draft.others()
        state = _state(draft, others) if others else (_("None added"), "")
        found.append(_task(_("Other factors"), state, part_url(case, OTHER), _(draft.instrument.others_about)))
    return found + (_of_the_lead(case, draft) if draft.is_lead else [])


def _of_the_lead(case: OpenCase, draft: Draft) -> list[Task]:
    """The parts that only the lead signatory writes."""
    found = []
    if draft.instrument.judgements:
        address = reverse("assessments:judgements", args=[case.reference])
        found.append(_task(_("Summary judgements"), _judged_state(draft), address))
    found.append(
        _task(_("Formulation"), _formulation_state(draft), reverse("assessments:formulation", args=[case.reference]))
    )
    said = not gaps_of(draft.grounds, told=is_told(case))
    done = (_("Completed"), "") if said else (_("Incomplete"), "light-blue")
    found.append(_task(_("How it was done"), done, reverse("assessments:grounds", args=[case.reference])))
    found.append(
        _task(
            _("Check and finish"), (_("Incomplete"), "light-blue"), reverse("assessments:check", args=[case.reference])
        )
    )
    return found


def continue_at(case: OpenCase, draft: Draft) -> str:
    """This will give the address of the first part that is not whole."""
    whole = draft.progress().whole
    for domain in filter(lambda one: draft.is_mine(one.code), draft.instrument.domains):
        if not {factor.code for factor in domain.factors} <= whole:
            return part_url(case, domain.code)
    if not draft.is_lead:
        return part_url(case, draft.parts[0])
    written = all(draft.texts.get(part.code, "").strip() for part in draft.instrument.formulation)
    return reverse("assessments:check" if written else "assessments:formulation", args=[case.reference])


def part_url(case: OpenCase, part: str) -> str:
    """This will give the address of a domain's page."""
    return reverse("assessments:domain", args=[case.reference, part])


def _task(label: str, state: tuple[str, str], url: str, hint: str = "") -> Task:
    return Task(label, state[0], url=url, hint=hint, colour=state[1])


def _state(draft: Draft, factors: tuple[Factor, ...]) -> tuple[str, str]:
    progress, codes = draft.progress(), [factor.code for factor in factors]
    if set(codes) <= progress.whole:
        return _("Completed"), ""
    looked = progress.looked_at(codes)
    words = _("%(looked)s of %(all)s looked at") % {"looked": looked, "all": len(codes)}
    return (words, "light-blue") if looked else (_("Not looked at"), "light-blue")


def _formulation_state(draft: Draft) -> tuple[str, str]:
    written = [bool(draft.texts.get(part.code, "").strip()) for part in draft.instrument.formulation]
    if all(written):
        return _("Completed"), ""
    return (_("In progress") if any(written) else _("Incomplete")), "light-blue"


def _judged_state(draft: Draft) -> tuple[str, str]:
    made = [draft.judged.get(one.code, Judged()) for one in draft.instrument.judgements]
    if all(one.is_whole for one in made):
        return _("Completed"), ""
    begun = any(one.answer or one.because for one in made)
    return (_("In progress") if begun else _("Incomplete")), "light-blue"


def _hint(one: Instrument, case: OpenCase, today: date) -> str:
    """Who may use it and for whom, led by what makes its use need a reason."""
    retired = _(one.superseded.note) if one.superseded and one.is_superseded(today) else ""
    others = (
        "" if one.is_made_for(case.pathway.family) else _("Not made for people on this pathway. Use needs a reason.")
    )
    return " ".join(words for words in (retired, others, _(one.who), _(one.population)) if words)


def _certificates(line: agencies.StaffLine, case: OpenCase) -> str:
    today = uk_today(case.at)
    return ". ".join(filter(None, (_certificate(line, one, today=today) for one in instruments())))


def _certificate(line: agencies.StaffLine, one: Instrument, *, today: date) -> str:
    held = agencies.certificate(line.id, one.name, version=one.version, on=today)
    if held:
        return _("%(title)s: certificate in date") % {"title": _(one.title)}
    if one.needs_certificate or agencies.last_certificate(line.id, one.name, on=today):
        return _("%(title)s: no certificate in date, so may draft and not finish") % {"title": _(one.title)}
    return ""
