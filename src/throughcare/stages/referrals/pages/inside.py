"""Colleagues refer inside: the same questions in the shell, and a look for earlier records by those who may."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from throughcare.commons.agencies import queries as agencies
from throughcare.frame.said import say
from throughcare.kernel.time import uk_today
from throughcare.safeguards.access.matrix import matrix
from throughcare.stages.referrals import queries
from throughcare.stages.referrals.pages import answering, earlier, sending
from throughcare.stages.referrals.places import INSIDE

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_GET
def refer(request: HttpRequest) -> HttpResponse:
    """This will show what a colleague can do with a concern, and what of it waits."""
    staff_id, today = request.user.staff_id, uk_today(request.at)
    roles = {post.role for post in agencies.posts_of(staff_id, on=today)}
    may = {verb: bool(matrix().may_do(roles, f"referrals.{verb}")) for verb in ("consider", "import", "answer_advice")}
    draft = INSIDE.keeping.read(request)
    context = {
        "may": may,
        "has_draft": bool(draft and draft.answers and draft.sent is None),
        "waiting": queries.waiting() if may["answer_advice"] else [],
        "today": today,
    }
    return render(request, "referrals/refer.html", context)


@require_GET
def tasks(request: HttpRequest) -> HttpResponse:
    """This will list what can be answered."""
    return answering.tasks(request, INSIDE)


@require_http_methods(GET_AND_POST)
def question(request: HttpRequest, slug: str) -> HttpResponse:
    """This will ask one question."""
    return answering.question(request, INSIDE, slug)


@require_http_methods(GET_AND_POST)
def check(request: HttpRequest) -> HttpResponse:
    """This will show every answer; then earlier records are looked for, and the concern is received."""
    if request.method != "POST":
        return answering.check(request, INSIDE)
    return earlier.first(request) or sending.send(request, INSIDE)


@require_http_methods(GET_AND_POST)
def same_person(request: HttpRequest) -> HttpResponse:
    """This will ask whether an earlier record is the same person, before anything is created."""
    return earlier.ask(request)


@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """This will say that it arrived."""
    return answering.sent(request, INSIDE)


@require_GET
def ended(request: HttpRequest) -> HttpResponse:
    """This will begin anew where nothing is kept."""
    return redirect("refer")


@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """This will throw away what was written and not sent."""
    response = redirect("refer")
    INSIDE.keeping.drop(request, response)
    say(request, _("Your unsent concern was thrown away."))
    return response
