"""Opening a case in an emergency; what waits for the data protection officer's review."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.readers import readers
from throughcare.frame import answers
from throughcare.frame.said import done
from throughcare.frame.transaction import database_role
from throughcare.kernel.answers import Conflict, NotFound
from throughcare.kernel.definitions import load
from throughcare.kernel.paging import SIZE
from throughcare.kernel.time import format_moment, uk_today
from throughcare.oversight.rights import actions, forms, queries
from throughcare.oversight.rights.pages.looks import is_officer
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record


@require_http_methods(["GET", "POST"])
def emergency(request: HttpRequest) -> HttpResponse:
    """This will open a case for some hours because somebody may come to harm."""
    by = _able(request)
    form = forms.BreakGlass(
        request.POST or None,
        readers=readers("emergencies"),
        initial={"reference": request.GET.get("reference", "")},
        at=request.at,
    )
    request.form = form
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        reference = said["reference"].strip().upper()
        opened = actions.break_glass(reference=reference, reason=said["reason"], by=by, at=request.at)
        words = _("You may read this case until %(moment)s.") % {"moment": format_moment(opened.until)}
        return done(request, page_of(reference), f"{words} {_who_was_told(opened.officer_told)}")
    context = {
        "form": form,
        "figures": load("records", "grants").data["emergency"],
        "open_now": queries.open_to_me(by, at=request.at),
    }
    return render(request, "rights/emergency.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def emergency_by_name(request: HttpRequest) -> HttpResponse:
    """This will open somebody's record by name and birth for some hours, and say the same whether there is one or not."""
    by = _able(request)
    whose = _("the agency whose record opens, or of the one that answers for you where none does")
    read_by = readers("emergencies", of=whose, to_whoever_refers=True)
    form = forms.BreakGlassByName(request.POST or None, readers=read_by, at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        until = actions.break_glass_by_name(
            name=said["name"], born_on=said["born"], reason=said["reason"], by=by, at=request.at
        )
        words = _("If there is a record that can be opened to you, it is open until %(moment)s. It stands below.")
        words = words % {"moment": format_moment(until)}
        is_officer_here = bool(agencies.agencies_with("data_protection", on=uk_today(request.at)))
        return done(request, reverse("emergency"), f"{words} {_who_was_told(is_officer_here)}")
    context = {"form": form, "figures": load("records", "grants").data["emergency"]}
    return render(request, "rights/emergency_by_name.html", context, status=422 if form.errors else 200)


def _who_was_told(officer_told: bool) -> str:
    if officer_told:
        return _("The data protection officer was told.")
    return _("Nobody here is data protection officer, so nobody was told: tell your manager now.")


def _able(request: HttpRequest) -> int:
    by: int = request.user.staff_id
    held = {post.role for post in agencies.posts_of(by, on=uk_today(request.at))}
    matrix().may_do(held, "rights.break_glass").or_refuse(_("No case was opened"), ask=agencies.contact(by))
    return by


@database_role("oversight")
@require_safe
def to_review(request: HttpRequest) -> HttpResponse:
    """This will list what waits for the data protection officer's review, and what was reviewed."""
    if not is_officer(request):
        raise NotFound
    record("rights:reviews_looked", kind="rights.emergencyaccess", subject="-", at=request.at)
    context = {
        "waiting": queries.to_review(),
        "looks": queries.looks_to_question(at=request.at),
        "reviewed": queries.reviewed(),
        "searches": queries.searches_to_review(),
        "searches_reviewed": queries.searches_reviewed(),
        "to_tell": queries.to_tell()[:SIZE],
        "today": uk_today(request.at),
    }
    return render(request, "rights/to_review.html", context)


@database_role("oversight")
@require_http_methods(["GET", "POST"])
def review_emergency(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will show one emergency access and say whether it was right, with reasons."""
    found = queries.emergency(str(key)) if is_officer(request) else None
    if found is None:
        raise NotFound
    form = forms.Review(request.POST or None, readers=readers("emergencies", and_by=found.staff.name), at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.review_emergency(
                str(key),
                was_right=said["was_right"] == "yes",
                words=said["review"],
                by=request.user.staff_id,
                at=request.at,
            )
        except Conflict as clash:
            return answers.conflict(request, clash, stands_at=reverse("to-review"))
        return done(request, reverse("to-review"), _("Reviewed."))
    record(
        "rights:emergency_looked", kind="rights.emergencyaccess", subject=found.pk, at=request.at, case_id=found.case_id
    )
    context = {"form": form, "one": found, "me": request.user.staff_id}
    return render(request, "rights/review_emergency.html", context, status=422 if form.errors else 200)


@database_role("oversight")
@require_http_methods(["GET", "POST"])
def review_search(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will show one search by name that opened nothing and say whether it was right to look, with reasons."""
    found = queries.search_without_record(str(key)) if is_officer(request) else None
    if found is None:
        raise NotFound
    whose = _("the agency that answers for %(name)s") % {"name": found.staff.name}
    read_by = readers("emergencies", of=whose, and_by=found.staff.name, to_whoever_refers=True)
    form = forms.ReviewSearch(request.POST or None, readers=read_by, at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.review_search(
                str(key),
                was_right=said["was_right"] == "yes",
                words=said["review"],
                by=request.user.staff_id,
                at=request.at,
            )
        except Conflict as clash:
            return answers.conflict(request, clash, stands_at=reverse("to-review"))
        return done(request, reverse("to-review"), _("Reviewed."))
    record("rights:search_looked", kind="rights.nothingopened", subject=found.pk, at=request.at)
    context = {"form": form, "one": found, "me": request.user.staff_id}
    return render(request, "rights/review_search.html", context, status=422 if form.errors else 200)


@database_role("oversight")
@require_http_methods(["GET", "POST"])
def close_look(request: HttpRequest, request_id: str, reference: str) -> HttpResponse:
    """This will say why a look that a rule put on the list needs no question."""
    is_here = is_officer(request)
    found = queries.look_to_question(request_id=request_id, reference=reference, at=request.at) if is_here else None
    if found is None:
        raise NotFound
    form = forms.CloseLook(request.POST or None, readers=readers("emergencies"), at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        actions.close_look(
            request_id=request_id,
            reference=reference,
            words=form.cleaned_data["words"],
            by=request.user.staff_id,
            at=request.at,
        )
        return done(request, reverse("to-review"), _("Closed."))
    return render(request, "rights/close_look.html", {"form": form, "look": found}, status=422 if form.errors else 200)
