"""What a page of chair mode asks while it stays open: whether anything was said since, and what."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from throughcare.commons.meetings import queries
from throughcare.stages.panels.pages.item import at_item, said_so_far


@require_GET
def pulse(request: HttpRequest, key: str) -> HttpResponse:
    """This will say how far an item is, in one word that tells nothing of it. It opens no case, so it is no look at one."""
    return HttpResponse(queries.pulse(key), content_type="text/plain")


@require_GET
def now(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will give the parts of an item's page that changed: who is there, views, decisions. A look like any other."""
    at = at_item(request, reference, key)
    return render(
        request, "panels/now.html", said_so_far(at) | {"refreshed_at": request.at, "pulse": queries.pulse(key)}
    )
