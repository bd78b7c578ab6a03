"""What the addresses say of themselves (OpenAPI 3.1); the door holds every request to the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from ninja.openapi.schema import REF_TEMPLATE

from throughcare.api import once, problems
from throughcare.api.problems import MEDIA_TYPE, Problem
from throughcare.frame.transaction import acting

PREFIX = "api/"
TITLES = {
    400: "The address, a header or the body was not understood",
    401: "No token that holds today",
    403: "The token was not made for this",
    404: "Nothing here, hidden or missing",
    405: "Not this method",
    409: "A rule says no, or the Idempotency-Key is taken",
    413: "Too large",
    415: "Not in a form that is taken here",
    422: "What was sent is not what the description says",
    429: "Too often",
    500: "Something broke on our side",
    503: "The records cannot be reached, or there is no room: send the same again under the same number",
}


@dataclass(frozen=True)
class Verb:
    """One verb as it is described: the scope it needs, the names in its address, and what it takes."""

    scope: str
    asks: frozenset[str]
    is_act: bool
    media_types: frozenset[str]


def of(request: HttpRequest) -> Verb | None:
    """This will give what is described of the verb that a request asks for, or none."""
    match = request.resolver_match
    route = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", match.route) if match else ""
    return _verbs().get((f"/{route}", (request.method or "").lower()))


@lru_cache(maxsize=1)
def _verbs() -> Mapping[tuple[str, str], Verb]:
    """Asked before anybody is there, and the areas that it names are for everybody."""
    with acting("public_form", staff=None, at=None):
        described = whole()
    return {
        (address, method): Verb(
            scope=verb["x-scope"],
            asks=frozenset(one["name"] for one in verb["parameters"] if one["in"] == "query"),
            is_act=method != "get",
            media_types=frozenset(verb.get("requestBody", {}).get("content", {})),
        )
        for address, method, verb in _each(described)
    }


def whole() -> dict[str, Any]:
    """This will describe every address: what it takes, what it answers, and every no."""
    from throughcare.api.map import api  # the map needs the door's words, and the door the map's

    found: dict[str, Any] = api.get_openapi_schema(path_prefix=PREFIX)
    shape = Problem.model_json_schema(ref_template=REF_TEMPLATE, mode="serialization")
    found["components"]["schemas"] |= {**shape.pop("$defs"), "Problem": shape}
    for address, method, verb in _each(found):
        verb["responses"] |= {str(status): _no(status) for status in problems.STATUSES if _can(status, address, method)}
        verb["responses"] = {str(status): told for status, told in verb["responses"].items()}
        if method != "get":
            verb["parameters"] = [*verb["parameters"], _NUMBER]
    return found


def _each(found: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for address, verbs in found["paths"].items():
        for method, verb in verbs.items():
            yield address, method, verb


def _can(status: int, address: str, method: str) -> bool:
    """Whether an address can answer so: what has no body is never too large."""
    return method != "get" or status not in (413, 415)


def _no(status: int) -> dict[str, Any]:
    told: dict[str, Any] = {
        "description": TITLES[status],
        "content": {MEDIA_TYPE: {"schema": {"$ref": REF_TEMPLATE.format(model="Problem")}}},
    }
    if status == 405:
        told["headers"] = {"Allow": {"schema": {"type": "string"}}}
    if status in (429, 503):
        told["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
    return told


_NUMBER = {
    "in": "header",
    "name": once.HEADER,
    "required": True,
    "description": "New for each thing that you send. The same number with the same body gets the first answer again",
    "schema": {"type": "string", "pattern": once.PATTERN},
}
