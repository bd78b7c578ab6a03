"""What is sent twice is done once: the second gets the first answer, word for word.

The number that a machine gives is written in the transaction of the act itself, so that the second of two waits for the
first. What was refused is not kept: nothing was done, and it may be sent again under the same number.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta

from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from throughcare.api.models import KeptAnswer
from throughcare.api.problems import Stop
from throughcare.commons.agencies import machines
from throughcare.frame.machine import moment_of, staff_of

HEADER = "Idempotency-Key"
PATTERN = r"^[A-Za-z0-9_-]{16,64}$"


def answer(request: HttpRequest, call: Callable[[], HttpResponse]) -> HttpResponse:
    """This will do what is asked and keep the answer, or give the answer that was kept."""
    number, digest = _number(request), _digest(request)
    if not _is_first(request, number, digest):
        return _again(KeptAnswer.objects.get(staff_id=staff_of(request), number=number), digest)
    response = call()
    if response.status_code < 300:
        _keep(request, number, response)
    return response


def _number(request: HttpRequest) -> str:
    number = request.headers.get(HEADER, "")
    if not re.fullmatch(PATTERN[1:-1], number):
        text = _("16 to 64 letters, figures, - and _, new for each thing that you send")
        raise Stop(400, "no-number", _("No number"), _("Nothing was done"), errors=[(HEADER, text)])
    return number


def _digest(request: HttpRequest) -> str:
    head = f"{request.method} {request.get_full_path()} {request.content_type}\n"
    return hashlib.sha256(head.encode(errors="replace") + request.body).hexdigest()


def _is_first(request: HttpRequest, number: str, digest: str) -> bool:
    staff_id, at = staff_of(request), moment_of(request)
    kept_for = timedelta(hours=machines.limits()["answers_kept_hours"])
    KeptAnswer.objects.filter(staff_id=staff_id, kept_at__lt=at - kept_for).delete()
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO api_keptanswer (staff_id, number, digest, status, content_type, location, body, kept_at) "
                "VALUES (%s, %s, %s, 0, '', '', '', %s) ON CONFLICT (staff_id, number) DO NOTHING RETURNING id",
                [staff_id, number, digest, at],
            )
            return cursor.fetchone() is not None
    except OperationalError:
        detail = _("The same number is being worked on. Send it again in a moment")
        raise Stop(409, "still-working", _("Still working"), detail, headers={"Retry-After": "5"}) from None


def _again(kept: KeptAnswer, digest: str) -> HttpResponse:
    if kept.digest != digest:
        detail = _("This number was given to something else that you sent. Give each thing a number of its own")
        raise Stop(409, "number-taken", _("Number taken"), detail, errors=[(HEADER, _("it was used before"))])
    headers = {"Location": kept.location} if kept.location else {}
    return HttpResponse(kept.body, status=kept.status, content_type=kept.content_type, headers=headers)


def _keep(request: HttpRequest, number: str, response: HttpResponse) -> None:
    KeptAnswer.objects.filter(staff_id=staff_of(request), number=number).update(
        status=response.status_code,
        content_type=response["Content-Type"],
        location=response.get("Location", ""),
        body=response.content.decode(),
    )
