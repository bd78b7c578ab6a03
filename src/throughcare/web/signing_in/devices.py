"""Where I am signed in: each browser with an open session, and the way to end one or all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from throughcare.frame.said import done
from throughcare.web import lock
from throughcare.web.session import SessionStore
from throughcare.web.signing_in import entering
from throughcare.web.signing_in.own import own_page, shown

BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Device:
    """One open session, in words that its owner knows it by."""

    id: int
    name: str
    place: str
    began_at: datetime
    seen_at: datetime | None
    is_this: bool


@own_page
@require_GET
def devices(request: HttpRequest) -> HttpResponse:
    """This will list where somebody is signed in, this browser first."""
    found = [_device(request, each) for each in UserSession.objects.purge_and_list(request.user)]
    lines = sorted(found, key=lambda one: (not one.is_this, -one.began_at.timestamp()))
    return shown(request, "web/signing_in/devices.html", {"lines": lines})


def _device(request: HttpRequest, held: UserSession) -> Device:
    seen = SessionStore(held.session_key).load().get(lock.SEEN)
    return Device(
        id=held.pk,
        name=in_words(held.user_agent),
        place=str(held.ip),
        began_at=held.created_at,
        seen_at=datetime.fromisoformat(seen) if seen else None,
        is_this=held.session_key == request.session.session_key,
    )


def in_words(user_agent: str) -> str:
    """This will name a browser and its system, such as Firefox on Windows."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown browser")


@own_page
@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    """This will end one of the own sessions; where it is this one, that is signing out."""
    held = UserSession.objects.filter(user=request.user, pk=number).first()
    if held is None:
        raise Http404
    is_this = held.session_key == request.session.session_key
    held.end()
    entering.told("session-ended", staff_id=request.user.staff_id, at=timezone.now())
    if is_this:
        logout(request)
        return HttpResponseRedirect(reverse("home"))
    return done(request, reverse("devices"), _("Ended. That browser must sign in again."))


@own_page
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """This will end every session but this one."""
    end_all_others(request)
    entering.told("other-sessions-ended", staff_id=request.user.staff_id, at=timezone.now())
    return done(request, reverse("devices"), _("Every other browser must sign in again."))


def end_all_others(request: HttpRequest) -> None:
    """This will end every session of whoever asks but the one they ask in."""
    for held in _others(request):
        held.end()


def number_of_others(request: HttpRequest) -> int:
    """This will count the other browsers in which somebody is signed in."""
    return sum(held.exists() for held in _others(request))


def _others(request: HttpRequest) -> Iterable[UserSession]:
    return UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key)
