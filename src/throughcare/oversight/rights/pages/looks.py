"""Who looked and why, and who could see what."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.readers import readers
from throughcare.commons.past import forms as past_forms
from throughcare.commons.past import lines, paper, shown
from throughcare.commons.past import queries as past
from throughcare.frame.forms import Happened
from throughcare.frame.pdf import as_download, tagged_pdf
from throughcare.frame.said import done
from throughcare.frame.transaction import database_role
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import format_date, format_moment, uk_today
from throughcare.oversight.rights import actions, forms, queries
from throughcare.oversight.rights.words import ASKING, acting_in_words, in_words
from throughcare.safeguards.audit.record import record


def is_officer(request: HttpRequest) -> bool:
    return agencies.holds("data_protection", staff_id=request.user.staff_id, on=uk_today(request.at))


@database_role("oversight")
@require_safe
def who_looked(request: HttpRequest) -> HttpResponse:
    """This will show who opened or did what, when and as whom, in the own controller's records."""
    if not is_officer(request):
        raise NotFound
    form = forms.Looks(request.GET or None, at=request.at)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    place = queries.place_in(request.GET.get("before", ""))
    since, until = _start(asked.get("since")), _start(asked.get("until"))
    rows, older = queries.looks(
        reference=(asked.get("reference") or "").strip().upper(),
        staff=(asked.get("staff") or "").strip(),
        since=since,
        until=until + timedelta(days=1) if until else None,
        place=place,
    )
    record("rights:who_looked", kind="audit", subject=place, at=request.at)
    context = {
        "form": form,
        "rows": rows,
        "in_words": in_words,
        "acting_in_words": acting_in_words,
        "asking": ASKING,
        "me": request.user.staff_id,
        "waiting": queries.something_waits(),
        "checked": queries.last_check(),
        "newest": _address(request) if "before" in request.GET else "",
        "older": _address(request, before=str(older)) if older else "",
    }
    return render(request, "rights/who_looked.html", context)


def _start(day: object) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None


def _address(request: HttpRequest, **named: str) -> str:
    kept = {name: value for name, value in request.GET.items() if name != "before" and value}
    return "?" + urlencode({**kept, **named})


@database_role("oversight")
@require_POST
def check_chains(request: HttpRequest) -> HttpResponse:
    """This will check the audit chains of the own controller's cases and staff now."""
    if not is_officer(request):
        raise NotFound
    actions.check_own_chains(at=request.at)
    return done(request, reverse("who-looked"), _("Chains checked."))


@database_role("oversight")
@require_http_methods(["GET", "POST"])
def ask_reason(request: HttpRequest, request_id: str, reference: str) -> HttpResponse:
    """This will ask a colleague why they opened a case."""
    look = queries.opening(request_id=request_id, reference=reference) if is_officer(request) else None
    if look is None or look.staff_id is None:
        raise NotFound
    who = agencies.staff(look.staff_id)
    form = forms.Question(request.POST or None, readers=readers("reasons", and_by=who.name), at=request.at)
    if request.method == "POST" and form.is_valid():
        asked = actions.ask_reason(
            request_id=request_id,
            reference=reference,
            question=form.cleaned_data["question"],
            by=request.user.staff_id,
            at=request.at,
        )
        words = {"name": who.name, "day": format_date(asked.due_on)}
        back = f"{reverse('who-looked')}?{urlencode({'reference': reference})}"
        return done(request, back, _("Asked. %(name)s answers by %(day)s.") % words)
    context = {"form": form, "look": look, "who": who}
    return render(request, "rights/ask_reason.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def answer_reason(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will answer the data protection officer, as the colleague who was asked."""
    asked = queries.question(str(key), staff_id=request.user.staff_id)
    if asked is None:
        raise NotFound
    form = forms.Reason(request.POST or None, readers=readers("reasons", and_by=_("you")), at=request.at)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["answer"]
        actions.answer_reason(key=str(key), words=words, by=request.user.staff_id, at=request.at)
        said = _("Answer sent to %(name)s.") % {"name": asked.asked_by.name}
        return done(request, reverse("account"), said)
    context = {"form": form, "asked": asked}
    return render(request, "rights/answer_reason.html", context, status=422 if form.errors else 200)


@database_role("oversight")
@require_http_methods(["GET", "POST"])
def who_could_see(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show who could see what of a case at a moment, and print it with the audit lines by then."""
    case_id = _overseen(request, reference)
    here = reverse("who-could-see", kwargs={"reference": reference})
    day, clock = request.GET.get("on", ""), request.GET.get("time", "")
    at = past_forms.moment_in(day, clock, now=request.at)
    asked = at is None and ("on" in request.GET or "on-day" in request.GET)
    form = past_forms.On(
        request.GET if asked else None,
        initial={"on": Happened(at, time_known=bool(clock))} if at else {},
        at=request.at,
    )
    if asked and form.is_valid():
        said = form.cleaned_data["on"]
        return HttpResponseRedirect(f"{here}{past_forms.address_of(said.at, time_known=said.time_known)}")
    if at is not None and request.method == "POST":
        return _printed(request, case_id, reference, at=at, whole_day=not clock)
    record("rights:who_could_see", kind="audit", subject=case_id, at=request.at, case_id=case_id)
    who = past.readers_at(case_id, at=at) if at else []
    context = {
        "form": form,
        "here": here,
        "reference": reference,
        "moment": shown.moment_in_words(at, whole_day=not clock) if at else "",
        "readers": shown.readers_in_words(past.tables_then(who, at=at)) if at else [],
        "team": shown.team_in_words(who),
    }
    return render(request, "rights/who_could_see.html", context, status=422 if form.errors else 200)


def _overseen(request: HttpRequest, reference: str) -> int:
    case_id = queries.overseen_case(reference) if is_officer(request) else None
    if case_id is None:
        raise NotFound
    return case_id


def _printed(request: HttpRequest, case_id: int, reference: str, *, at: datetime, whole_day: bool) -> HttpResponse:
    who = past.readers_at(case_id, at=at)
    record("rights:past_printed", kind="audit", subject=case_id, at=request.at, case_id=case_id)
    printed = {"name": agencies.staff(request.user.staff_id).name, "moment": format_moment(request.at)}
    values = paper.of_no_content(
        reference=reference,
        moment=shown.moment_in_words(at, whole_day=whole_day),
        team=shown.team_in_words(who),
        readers=shown.readers_in_words(past.tables_then(who, at=at)),
        lines=[lines.in_words(row) for row in queries.lines_until(case_id, until=at)],
        printed=_("Printed by %(name)s, %(moment)s") % printed,
    )
    made = tagged_pdf(paper.TEMPLATE, values, at=request.at)
    return as_download(made, name=f"who-could-see-{reference}", at=at)
