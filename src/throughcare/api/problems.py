"""One shape for every no (RFC 9457): what was not done, which rule, what would help, whom to ask, and each field in its place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.errors import HttpError, ValidationError
from pydantic import Field

from throughcare.frame.machine import Mistakes, OutOfScope
from throughcare.kernel.answers import Conflict, NotFound, Refusal

MEDIA_TYPE = "application/problem+json"
MANUAL = "/manual/how-to/machines/#"
AGAIN = {"Retry-After": "30"}
STATUSES = (400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503)


class Why(Schema):
    """One reason."""

    text: str
    rule: str = Field("", description="The section of the rulebook")
    source: str = Field("", description="The law or guidance behind it")


class Ask(Schema):
    """Whom to ask."""

    name: str
    phone: str = ""


class Place(Schema):
    """One thing to mend, and where it stands in what was sent."""

    pointer: str = Field(description="A JSON pointer into the body, or ?name of the address, or a header's name")
    text: str


class Problem(Schema):
    """A no in four parts."""

    type: str
    title: str
    status: int
    detail: str = Field(description="What was not done")
    pathway: str = ""
    reasons: list[Why] = []
    mends: list[str] = Field([], description="What would make it possible")
    ask: Ask | None = None
    errors: list[Place] = []
    reference: str = Field("", description="The number to quote, where something broke on our side")


class Stop(Exception):
    """What ends a request before any verb is reached."""

    def __init__(
        self,
        status: int,
        kind: str,
        title: str,
        detail: str,
        *,
        errors: Iterable[tuple[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(title)
        self.status, self.kind, self.title, self.detail = status, kind, title, detail
        self.errors, self.headers = tuple(errors), dict(headers or {})


def tell(request: HttpRequest, stop: Exception) -> HttpResponse:
    """This will answer whatever ended a request, in the one shape."""
    if isinstance(stop, Stop):
        return _answer(stop.status, stop.kind, stop.title, stop.detail, errors=stop.errors, headers=stop.headers)
    if isinstance(stop, Refusal):
        return _refused(stop)
    if isinstance(stop, Conflict):
        detail = _("Somebody changed the same thing meanwhile. Read it again, and send what should stand")
        return _answer(409, "changed-meanwhile", _("Changed meanwhile"), detail)
    if isinstance(stop, (NotFound, Http404)):
        return nothing_here()
    if isinstance(stop, ValidationError):
        return _not_as_described([(_pointer(one["loc"]), str(one["msg"])) for one in stop.errors])
    if isinstance(stop, HttpError):
        return _answer(stop.status_code, "not-readable", _("Not readable"), _("The body is no JSON text in UTF-8"))
    raise stop


def nothing_here() -> HttpResponse:
    """This will say that nothing is here, in the same bytes whether it is hidden or missing."""
    return _answer(404, "nothing-here", _("Nothing here"), _("There is no such thing, or not for this token"))


def not_allowed(allow: str) -> HttpResponse:
    """This will say which methods an address takes."""
    detail = _("This address takes: %(methods)s") % {"methods": allow}
    return _answer(405, "method", _("Not this way"), detail, headers={"Allow": allow})


def broken(reference: str) -> HttpResponse:
    """This will own up to a defect under a number; nothing was done."""
    detail = _("Something broke on our side, and nothing was saved. Quote the reference when you ring us")
    return _answer(500, "broken", _("Broken"), detail, reference=reference)


def unreachable(reference: str) -> HttpResponse:
    """This will say that nobody knows what became of it: sent again under the same number, it is done once."""
    detail = _("The records cannot be reached. Send the same again under the same number: it is done once only")
    return _answer(503, "unreachable", _("Not to be reached"), detail, reference=reference, headers=AGAIN)


def no_room(reference: str) -> HttpResponse:
    """This will say that nothing was saved for want of room."""
    detail = _("Nothing was saved: there is no room. Send the same again under the same number in some minutes")
    return _answer(503, "no-room", _("No room"), detail, reference=reference, headers=AGAIN)


def _refused(stop: Refusal) -> HttpResponse:
    status, kind, title = (
        (403, "out-of-scope", _("Not with this token"))
        if isinstance(stop, OutOfScope)
        else (409, "refused", _("Refused"))
    )
    return _answer(
        status,
        kind,
        title,
        stop.not_done,
        pathway=stop.pathway,
        reasons=[{"text": one.text, "rule": one.rule, "source": one.source} for one in stop.reasons],
        mends=[mend.text for mend in stop.mends],
        ask={"name": stop.ask.name, "phone": stop.ask.phone} if stop.ask else None,
        errors=stop.at_places if isinstance(stop, Mistakes) else (),
    )


def _not_as_described(errors: list[tuple[str, str]]) -> HttpResponse:
    detail = _("What was sent is not what the description of this address says. Nothing was done")
    return _answer(422, "not-as-described", _("Not as described"), detail, errors=errors)


def _pointer(where: Iterable[Any]) -> str:
    """Ninja names first where a value came from, and for a body then the argument of the verb."""
    source, *rest = [str(part) for part in where]
    if source == "body":
        return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in rest[1:]) or "/"
    return {"query": "?", "path": ":"}.get(source, "") + "/".join(rest)


def _answer(
    status: int,
    kind: str,
    title: str,
    detail: str,
    *,
    errors: Iterable[tuple[str, str]] = (),
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> HttpResponse:
    told = {
        "type": f"{MANUAL}{kind}",
        "title": title,
        "status": status,
        "detail": detail,
        **{name: value for name, value in more.items() if value},
    }
    places = [{"pointer": place, "text": text} for place, text in errors]
    body = json.dumps(told | ({"errors": places} if places else {}))
    return HttpResponse(body, status=status, content_type=MEDIA_TYPE, headers=dict(headers or {}))
