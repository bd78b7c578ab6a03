"""The address map for machines: a slice takes one line. Ninja reads what is sent and writes what is answered; no more.

It turns no exception into an answer: that would commit half of what was done. The door does, when all is rolled back.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja import NinjaAPI, Swagger
from ninja.parser import Parser
from ninja.security import HttpBearer

from throughcare.commons.cases.api import router as cases
from throughcare.commons.sharing.api import ROUTERS as SHARING
from throughcare.commons.telling.api import router as being_told
from throughcare.oversight.evaluation.api import router as figures
from throughcare.oversight.rights.api import router as rights
from throughcare.stages.delivery.api import router as sessions
from throughcare.stages.panels.api import router as panels
from throughcare.stages.referrals.api import ROUTERS as REFERRALS

ROUTERS = (*REFERRALS, *SHARING, rights, cases, being_told, sessions, panels, figures)
NAME = "Throughcare"  # the same in every language
ABOUT = (
    "What a machine of an agency may do. Every request carries a token; every POST an Idempotency-Key. "
    "Nothing here needs a person's judgement: nothing is decided, adopted, closed or checked by a machine."
)


class Bearer(HttpBearer):
    """Says in the description that every address takes a token; the door has looked at it already."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """This will give whoever the door let in."""
        return getattr(request, "machine", None)


class Strictly(Parser):
    """JSON as its standard has it: UTF-8, no name twice, no number that is none."""

    def parse_body(self, request: HttpRequest) -> Any:
        """This will read a body, or raise ValueError."""
        try:
            return json.loads(request.body.decode("utf-8"), parse_constant=_no_number, object_pairs_hook=_each_once)
        except RecursionError:
            raise ValueError("too deep") from None


class Map(NinjaAPI):
    """The map: what happens in a verb leaves it as it is."""

    def on_exception(self, request: HttpRequest, exc: Any) -> NoReturn:
        """This will raise it again, so that the transaction around it is rolled back."""
        raise exc


def _no_number(written: str) -> NoReturn:
    raise ValueError(f"{written} is no number")


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice")
    return found


def made() -> Map:
    """This will make the map of every slice that has verbs for machines."""
    api = Map(
        title=NAME,
        version="1",
        description=ABOUT,
        docs=Swagger(),
        docs_url=None,
        openapi_url=None,
        auth=Bearer(),
        parser=Strictly(),
        urls_namespace="api",
    )
    for router in ROUTERS:
        api.add_router("", router)
    return api


api = made()
