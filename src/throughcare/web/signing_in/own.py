"""Pages on which somebody changes how they sign in: read as the login role, shown as the member of staff."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from throughcare.frame.transaction import acting, database_role
from throughcare.kernel.ids import new_request_id
from throughcare.web import lock

View = Callable[..., HttpResponse]
FRESH_FOR = timedelta(minutes=15)


def own_page(view: View) -> View:
    """This will let whoever is signed in have the page, outside the request's transaction."""
    return _guarded(view, fresh=False)


def own_page_of_keys(view: View) -> View:
    """The same, for changing factors: whoever signed in a while ago signs in again, as after a lock."""
    return _guarded(view, fresh=True)


def _guarded(view: View, *, fresh: bool) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        at = timezone.now()
        if request.user.is_authenticated and fresh and not _is_fresh(request, at=at):
            lock.lock(request, at=at)
        if not request.user.is_authenticated:
            request.session[lock.NEXT] = request.path
            return HttpResponseRedirect(reverse("sign-in"))
        return view(request, *args, **kwargs)

    return database_role("none")(guarded)


def _is_fresh(request: HttpRequest, *, at: datetime) -> bool:
    since = request.session.get(lock.SINCE)
    return since is not None and at - datetime.fromisoformat(since) <= FRESH_FOR


def shown(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """This will draw a page in the frame of whoever is signed in; whoever has no factor yet sees nothing of the rest."""
    if lock.lacks_factor(request):
        return render(request, template, context, status=status)
    request.at, request.request_id = timezone.now(), new_request_id()
    with acting("staff", staff=request.user.staff_id, at=request.at, request_id=request.request_id):
        return render(request, template, context, status=status)
