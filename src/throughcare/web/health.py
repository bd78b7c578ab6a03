"""Whether the site lives, and whether it can work: for whoever runs it."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from throughcare.frame.transaction import database_role


@database_role("none")
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """This will say that the process answers; it asks nothing else."""
    return HttpResponse("alive\n", content_type="text/plain; charset=utf-8")


@database_role("none")
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """This will say whether the database answers the web's login."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer\n", content_type="text/plain; charset=utf-8", status=503)
    return HttpResponse("ready\n", content_type="text/plain; charset=utf-8")
