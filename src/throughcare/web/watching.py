"""Numbers every request, counts and times it, and writes one line of it to the log: for whoever runs the servers.

They read neither an address, for addresses name cases, nor the name of a page, for some pages exist for police alone
and how often they are opened is nobody else's to see. They read the room: the first word of the address, from a list.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from hmac import compare_digest
from time import perf_counter

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from throughcare.frame.transaction import database_role
from throughcare.kernel import ids

log = logging.getLogger("throughcare.answered")

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
SECONDS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
ROOMS = frozenset(
    {"account", "api", "cases", "figures", "manual", "panels", "refer", "search", "share", "static", "work"}
)
METHODS = frozenset({"GET", "HEAD", "POST"})

requests = Counter("throughcare_requests", "Requests answered", ["room", "method", "status"])
seconds = Histogram("throughcare_request_seconds", "Seconds from a request to its answer", ["room"], buckets=SECONDS)


class WatchingMiddleware:
    """Stands outside all others, so that what they answer is counted too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        request.request_id = ids.new_request_id()
        within = ids.request_id.set(request.request_id)
        try:
            response = self.get_response(request)
            _watched(request, response, perf_counter() - began)
            return response
        finally:
            ids.request_id.reset(within)


def _watched(request: HttpRequest, response: HttpResponse, took: float) -> None:
    room = room_of(request.path_info)
    method = request.method if request.method in METHODS else "other"
    requests.labels(room, method, str(response.status_code)).inc()
    seconds.labels(room).observe(took)
    log.info("room=%s method=%s status=%s ms=%.0f", room, method, response.status_code, took * 1000)


def room_of(path: str) -> str:
    """This will name the room that an address belongs to: its first word where that is a room's, else `other`."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in ROOMS else "other"


@database_role("none")
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """This will give the counts to whoever brings the token of the settings, and be nothing for everybody else."""
    token = settings.METRICS_TOKEN
    brought = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not compare_digest(brought.encode(), token.encode()):
        raise Http404
    return HttpResponse(_written(), content_type=CONTENT_TYPE_LATEST)


def _written() -> bytes:
    """Several processes count for themselves, each in files of its own, where the environment names a folder for them."""
    if FOLDER not in os.environ:
        return generate_latest()
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the library leaves it untyped
    return generate_latest(registry)
