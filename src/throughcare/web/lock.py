"""Who may pass without signing in, and what happens to a page that nobody touched for twenty minutes, or that was open all day.

A locked session still knows whose it was, so that what is posted late can be kept for that person alone; it shows
nothing and opens nothing until they sign in again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from throughcare.config import signing_in
from throughcare.frame import answers
from throughcare.web import held

SEEN, SINCE, LOCKED, NEXT = "seen_at", "since", "locked_at", "next"
FACTOR = "factor"  # by what the session was opened beside a password; empty where by nothing
QUIET = "X-Quiet"  # sent by a script that asks by itself: nobody touched the page, so its quiet minutes go on
WRITTEN_AFTER = timedelta(minutes=1)
OPEN_ROLES = ("none", "public_form")


class LockMiddleware:
    """Stands before the transaction: nobody reaches a page for staff without a session that is awake."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        fall_asleep(request, at=timezone.now())
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """This will let awake sessions and pages for everyone pass, and keep what others post."""
        if lacks_factor(request) and getattr(view, "database_role", "") not in OPEN_ROLES:
            return HttpResponseRedirect(reverse("factors"))
        if request.user.is_authenticated or is_open(view):
            return None
        return _stop(request)


def lacks_factor(request: HttpRequest) -> bool:
    """This will say whether this site asks for a second factor and the session was opened without one."""
    is_asked = settings.SECOND_FACTOR in (signing_in.OWN, signing_in.BY_PROVIDER)
    return is_asked and request.user.is_authenticated and not request.session.get(FACTOR)


def is_open(view: Callable[..., HttpResponse]) -> bool:
    """This will say whether a view is for people who are not signed in."""
    return getattr(view, "for_everyone", False) or getattr(view, "database_role", "") in OPEN_ROLES


def fall_asleep(request: HttpRequest, *, at: datetime) -> None:
    """This will lock a session that was quiet for too long, and note that an awake one is in use."""
    if not request.user.is_authenticated:
        return
    if _is_locked(request, at=at):
        lock(request, at=at)
    elif QUIET not in request.headers:
        _touch(request, at=at)


def lock(request: HttpRequest, *, at: datetime) -> None:
    """This will lock the session: until its person signs in again, the request is nobody's."""
    request.session.setdefault(LOCKED, at.isoformat())
    request.user = AnonymousUser()


def locked_at(request: HttpRequest) -> datetime | None:
    """This will give the moment a session was locked, or none."""
    found = request.session.get(LOCKED)
    return datetime.fromisoformat(found) if found else None


def wake(request: HttpRequest, *, at: datetime) -> None:
    """This will begin the quiet minutes and the hours of a session anew after somebody has signed in."""
    request.session.pop(LOCKED, None)
    request.session[SEEN] = request.session[SINCE] = at.isoformat()


def locks_at(request: HttpRequest, *, at: datetime) -> datetime:
    """This will say when a page that is touched now will lock: after its quiet minutes, or at the end of a long day."""
    quiet = at + timedelta(minutes=settings.LOCK_AFTER_MINUTES)
    since = request.session.get(SINCE)
    whole = timedelta(hours=settings.SIGN_IN_AGAIN_AFTER_HOURS)
    return min(quiet, datetime.fromisoformat(since) + whole) if since else quiet


def _is_locked(request: HttpRequest, *, at: datetime) -> bool:
    if LOCKED in request.session:
        return True
    seen, since = request.session.get(SEEN), request.session.get(SINCE)
    if seen is None or since is None:
        return True
    is_quiet = at - datetime.fromisoformat(seen) > timedelta(minutes=settings.LOCK_AFTER_MINUTES)
    return is_quiet or at - datetime.fromisoformat(since) > timedelta(hours=settings.SIGN_IN_AGAIN_AFTER_HOURS)


def _touch(request: HttpRequest, *, at: datetime) -> None:
    if at - datetime.fromisoformat(request.session[SEEN]) > WRITTEN_AFTER:
        request.session[SEEN] = at.isoformat()


def _stop(request: HttpRequest) -> HttpResponse:
    moment = locked_at(request)
    if request.method == "GET" and QUIET not in request.headers:
        request.session[NEXT] = request.get_full_path()
        if moment is None:
            request.session.set_expiry(timedelta(minutes=10))
    if moment is None:
        return HttpResponseRedirect(reverse("sign-in"))
    return answers.locked(request, at=moment, kept=held.hold(request, at=timezone.now()))
