"""A colleague who cannot sign in any more, and one who leaves: for the manager of their agency, and a second person."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from throughcare.commons.agencies import actions, letting_in, queries
from throughcare.commons.agencies.forms import WhyForm
from throughcare.commons.agencies.queries import StaffLine
from throughcare.commons.mail import actions as mail
from throughcare.commons.mail.rules import URGENT
from throughcare.frame.said import done
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import uk_today
from throughcare.safeguards.access.matrix import matrix


@require_http_methods(["GET", "POST"])
def let_in_anew(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will ask that a colleague be let in anew, with the reason; they are told at once."""
    colleague = _colleague(request, key, verb="recoveries.ask")
    form = WhyForm(request.POST if request.method == "POST" else None)
    request.form = form
    if request.method == "POST" and form.is_valid():
        me = int(request.user.staff_id)
        asked = actions.ask_recovery(str(key), reason=form.cleaned_data["reason"], by=me, at=request.at)
        mail.write([colleague.id], kind=URGENT, cause=f"recovery {asked}", at=request.at)
        words = _("Asked. Another manager or your data protection officer confirms it within %(hours)s hours.")
        return done(request, reverse("colleagues"), words % {"hours": letting_in.PROMISED_HOURS})
    context = {"form": form, "colleague": colleague, "hours": letting_in.PROMISED_HOURS}
    return render(request, "web/signing_in/let_in_anew.html", context, status=422 if form.errors else 200)


@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """This will list which colleagues wait for a second person, for those who may be that person."""
    if not _may_anywhere(request, "recoveries.confirm"):
        raise NotFound
    context = {"lines": letting_in.waiting(at=request.at), "me": int(request.user.staff_id)}
    return render(request, "web/signing_in/waiting.html", context)


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will let a colleague in anew as the second person, and show the one-time code, this once."""
    asked = letting_in.asked(str(key), at=request.at) if _may_anywhere(request, "recoveries.confirm") else None
    if asked is None:
        raise NotFound
    if request.method == "POST":
        code = actions.confirm_recovery(asked, by=int(request.user.staff_id), at=request.at)
        mail.write([asked.staff_id], kind=URGENT, cause=f"let in {asked.key}", at=request.at)
        context = {"code": code, "asked": asked, "hours": letting_in.PROMISED_HOURS}
        return render(request, "web/signing_in/code_shown.html", context)
    return render(request, "web/signing_in/confirm.html", {"asked": asked})


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will end a colleague who leaves, at once."""
    colleague = _colleague(request, key, verb="colleagues.end")
    if request.method == "POST":
        actions.end_colleague(str(key), by=int(request.user.staff_id), at=request.at)
        words = _("%(name)s is out. What they recorded stays, under their name.")
        return done(request, reverse("colleagues"), words % {"name": colleague.name})
    return render(request, "web/signing_in/end_colleague.html", {"colleague": colleague})


def _colleague(request: HttpRequest, key: UUID, *, verb: str) -> StaffLine:
    """A colleague of an agency in which the reader holds a post for this; nobody does it to themselves."""
    found = queries.staff_by_key(str(key))
    if (
        found is None
        or found.id == request.user.staff_id
        or not matrix().may_do(_roles(request, found.agency_id), verb)
    ):
        raise NotFound
    return found


def _may_anywhere(request: HttpRequest, verb: str) -> bool:
    return bool(matrix().may_do(_roles(request), verb))


def _roles(request: HttpRequest, agency_id: int | None = None) -> set[str]:
    posts = queries.posts_of(int(request.user.staff_id), on=uk_today(request.at))
    return {post.role for post in posts if agency_id is None or post.agency_id == agency_id}
