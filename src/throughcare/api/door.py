"""Who is let in, and in what everything stands: a token, one transaction, one moment, and one shape for every no.

A session is nobody here, and a token is nobody on the pages.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, UnreadablePostError
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.errors import HttpError, ValidationError

from throughcare.api import description, once, problems
from throughcare.api.problems import Stop
from throughcare.commons.agencies import machines
from throughcare.commons.agencies.keys import read_key
from throughcare.commons.agencies.machines import Machine
from throughcare.frame.breaking import is_full, is_out_of_reach
from throughcare.frame.machine import OutOfScope
from throughcare.frame.transaction import in_transaction
from throughcare.kernel.answers import Mend, Reason
from throughcare.kernel.ids import new_request_id
from throughcare.stages.referrals.floods import HOUR, Flood
from throughcare.stages.referrals.pages.sending import place_of

log = logging.getLogger("throughcare.request")
CALLS, WRONG = Flood(), Flood()
View = Callable[..., HttpResponse]


def behind_the_door(view: View) -> View:
    """This will let nobody reach a view without a token, and have it stand in a transaction."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        number = new_request_id()
        request.at = timezone.now()  # type: ignore[attr-defined]  # the one moment this request speaks of
        request.request_id = number  # type: ignore[attr-defined]  # written to every audit line of this request
        try:
            return _let_in(request, view, args, kwargs)
        except (Stop, ValidationError, HttpError) as stop:
            return problems.tell(request, stop)
        except Exception:
            log.exception("Defect %s in %s", number, request.resolver_match and request.resolver_match.route)
            return _broken(number)

    guarded.is_behind_the_door = True  # type: ignore[attr-defined]  # read by the law that nothing else stands here
    guarded.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie of a browser counts here
    guarded.database_role = "none"  # type: ignore[attr-defined]  # the transaction is opened below, once it is known for whom
    return guarded


def _broken(number: str) -> HttpResponse:
    if is_full(sys.exception()):
        return problems.no_room(number)
    return problems.unreachable(number) if is_out_of_reach(sys.exception()) else problems.broken(number)


def _let_in(request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse:
    machine = _machine(request, at=request.at)  # type: ignore[attr-defined]  # set above
    request.machine = request.user = machine  # type: ignore[attr-defined,assignment]  # whoever signed in is nobody here
    if any("\x00" in str(part) for part in kwargs.values()):
        return problems.nothing_here()  # no name of ours holds what no text of the database can hold
    verb = description.of(request)
    if verb is not None:
        _held_to(verb, request)

    def call() -> HttpResponse:
        if verb is not None:
            _insist_on_scope(verb.scope, machine)
        response = (
            once.answer(request, lambda: view(request, *args, **kwargs))
            if verb and verb.is_act
            else view(request, *args, **kwargs)
        )
        return problems.not_allowed(response["Allow"]) if isinstance(response, HttpResponseNotAllowed) else response

    return in_transaction(request, call, role="staff", staff=machine.staff_id, as_role="machine", tell=problems.tell)


def _machine(request: HttpRequest, *, at: datetime) -> Machine:
    written = request.headers.get("Authorization", "")
    limits, place = machines.limits(), place_of(request)
    if written:
        _not_too_often(WRONG, place, most=limits["wrong_tokens_an_hour_from_one_place"], at=at)
    scheme, _space, rest = written.partition(" ")
    key = read_key(rest.strip()) if scheme.lower() == "bearer" else None
    machine = machines.whose(key, at=at) if key else None
    if machine is None:
        if written:
            WRONG.count(place, at=at)
        raise _nobody()
    _not_too_often(CALLS, str(machine.token_id), most=limits["calls_an_hour"], at=at)
    CALLS.count(str(machine.token_id), at=at)
    return machine


def _nobody() -> Stop:
    detail = _("Every request carries a token: Authorization: Bearer tc_… . This one has none that holds today")
    return Stop(401, "no-token", _("No token"), detail, headers={"WWW-Authenticate": 'Bearer realm="throughcare"'})


def _not_too_often(flood: Flood, place: str, *, most: int, at: datetime) -> None:
    until = flood.full_until(place, most=most, at=at)
    if until is not None:
        wait = min(int((until - at).total_seconds()) + 1, int(HOUR.total_seconds()))
        detail = _("%(most)s an hour is the most. Wait for the seconds that Retry-After names") % {"most": most}
        raise Stop(429, "too-often", _("Too often"), detail, headers={"Retry-After": str(wait)})


def _held_to(verb: description.Verb, request: HttpRequest) -> None:
    """What no verb should have to look at: names in the address, size, and in what the body is written."""
    unknown = [f"?{name}" for name in request.GET if name not in verb.asks or len(request.GET.getlist(name)) > 1]
    if unknown:
        text = _("this is not asked for here, or stands more than once")
        raise Stop(
            400,
            "address",
            _("Not this address"),
            _("The address was not understood"),
            errors=[(one, text) for one in unknown],
        )
    if not verb.is_act:
        return
    most = machines.limits()["largest_kilobytes"] * 1000
    try:
        size = len(request.body)
    except (RequestDataTooBig, UnreadablePostError):
        size = most + 1
    if size > most:
        raise Stop(413, "too-large", _("Too large"), _("%(most)s bytes is the most") % {"most": f"{most:,}"})
    if verb.media_types and request.content_type not in verb.media_types:
        detail = _("This address takes: %(types)s") % {"types": ", ".join(sorted(verb.media_types))}
        raise Stop(415, "media-type", _("Not in this form"), detail)


def _insist_on_scope(scope: str, machine: Machine) -> None:
    if scope not in machine.scopes:
        text = _("the token was not made for this: %(scope)s") % {"scope": scope}
        mend = Mend(_("Ask a manager of your agency for a token that was"))
        raise OutOfScope(_("Nothing was done"), reasons=[Reason(text, rule="access.machines.make", mends=(mend,))])
