"""Fills the frame of every page: who is signed in, where they may go, when the page locks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.frame.shell import Addresses, Help, Phase, Shell
from throughcare.web import doors, lock, navigation
from throughcare.web.manual import rulebook_of
from throughcare.web.whoami import Me, me

PAGES = {
    "start": "home",
    "search": "search",
    "account": "account",
    "sign_in": "sign-in",
    "sign_out": "sign-out",
    "stay": "stay",
    "locked": "locked",
    "exit": "exit",
    "promises": "promises",
    "privacy": "privacy",
    "accessibility": "accessibility",
    "complain": "complain",
    "rulebook": "rulebook",
}


class ShellMiddleware:
    """Hands every request a shell that is made when a template first asks for it, inside the request's transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.shell = SimpleLazyObject(lambda: shell_of(request))
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response


def shell_of(request: HttpRequest) -> Shell:
    """This will make the shell: for whoever is signed in, or a public one."""
    at = getattr(request, "at", None)
    if at is None or not request.user.is_authenticated or _is_public(request):
        return Shell(phase=phase(), version=our_version(), addresses=addresses(), ring=_ring(request, None))
    who = me(request)
    return Shell(
        staff_name=who.name or _("Account ended"),
        role_label=who.main_role,
        items=navigation.items(who.roles, path=request.path),
        beside=navigation.beside(who.roles, path=request.path),
        agency=who.agency,
        phase=phase(),
        at=at,
        locks_at=lock.locks_at(request, at=at),
        search=bool(who.roles & navigation.SEARCHING),
        version=our_version(),
        ring=_ring(request, who),
        addresses=_addresses_of(request),
        door=lambda verb: doors.address(getattr(request, "case", None), verb),
    )


def _addresses_of(request: HttpRequest) -> Addresses:
    """On a page of a case, the rules are those of its own pathway, in its own version."""
    case = getattr(request, "case", None)
    return replace(addresses(), rulebook=rulebook_of(case.pathway)) if case else addresses()


def _is_public(request: HttpRequest) -> bool:
    """A page for anybody reads nothing of staff, not even of those who are signed in."""
    view = request.resolver_match.func if request.resolver_match else None
    return getattr(view, "database_role", "") == "public_form"


def phase() -> Phase | None:
    """This will say why this is not the real thing yet, or nothing where it is."""
    if settings.PHASE == "demo":
        return Phase(_("Demo"), _("All people, places and agencies are invented."))
    if settings.PHASE == "live":
        return None
    return Phase(
        _("Not for real people"),
        _("No controller has approved its letters and rules yet, and nobody outside has tested how safe it is."),
    )


@lru_cache(maxsize=1)
def addresses() -> Addresses:
    """This will give the addresses of the frame's links, where the pages exist."""
    plain = Addresses()
    return Addresses(**{name: navigation.address_of(page) or getattr(plain, name) for name, page in PAGES.items()})


@lru_cache(maxsize=1)
def our_version() -> str:
    """This will give the version of this software."""
    try:
        return version("throughcare")
    except PackageNotFoundError:
        return ""


def _ring(request: HttpRequest, who: Me | None) -> Help:
    """Whom to ring, looked up only by the few pages that say it."""
    if getattr(request, "at", None) is None:
        return Help()
    return SimpleLazyObject(lambda: _number(who))  # type: ignore[return-value]  # it is a Help once somebody looks


def _number(who: Me | None) -> Help:
    areas = who.area_ids if who else []
    number = agencies.duty_number("office", area_id=areas[0] if areas else None)
    return Help(number.label, number.phone) if number else Help()
