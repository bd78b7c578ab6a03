"""A form that is sent twice does its work once: a second click is led to where the first one led.

Every form of ours carries a number of its own beside its token. The number is written in the transaction of the act
itself, so that the second of two clicks waits for the first; a form that was refused may be sent again.

A browser that goes back after sending shows the words again, in a form with a new number. The very same words at the very
same place, sent as the next thing there within minutes, are taken for what they are: pressed again, not meant again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.backends.utils import csrf_input_lazy
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.translation import gettext as _

from throughcare.config.site_keys import digest, digests
from throughcare.frame import answers
from throughcare.frame.said import done
from throughcare.frame.transaction import TransactionMiddleware
from throughcare.kernel.time import format_time
from throughcare.web.models import SentForm

FIELD = "once"
KEPT_FOR = timedelta(days=1)
MEANT_ONCE_FOR = timedelta(minutes=10)
View = Callable[..., HttpResponse]


def numbered(request: HttpRequest) -> dict[str, object]:
    """This will give every form of a page its number, beside the token that every form has."""
    return {"csrf_input": SimpleLazyObject(lambda: _inputs(request))}


def _inputs(request: HttpRequest) -> str:
    return format_html('{}<input type="hidden" name="{}" value="{}">', csrf_input_lazy(request), FIELD, uuid4())


class OnceMiddleware(TransactionMiddleware):
    """The transaction of a request, in which a form that was sent before is not obeyed again."""

    def process_view(
        self, request: HttpRequest, view: View, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """This will call the view inside its transaction, unless its form has done its work already."""
        is_staffs = request.user.is_authenticated and not getattr(view, "database_role", "")
        number = _number(request) if request.method == "POST" and is_staffs else None
        if number:
            return super().process_view(request, _once(view, number), args, kwargs)
        return super().process_view(request, view, args, kwargs)


def _number(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None


def _once(view: View, number: UUID) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _is_first(request, number):
            return _where_the_first_led(request, number)
        before = None if getattr(view, "may_be_repeated", False) else _sent_just_now(request, number)
        if before is not None:
            SentForm.objects.filter(staff_id=request.user.staff_id, number=number).delete()
            words = _("This was saved at %(time)s. It was not saved a second time.")
            return done(request, before.location, words % {"time": format_time(before.sent_at)})
        response = view(request, *args, **kwargs)
        rows = SentForm.objects.filter(staff_id=request.user.staff_id, number=number)
        if 300 <= response.status_code < 400:
            rows.update(location=response["Location"])
        else:
            rows.delete()
        return response

    return guarded


def may_be_repeated(view: View) -> View:
    """This will say that the same words may be sent to a view again and again: it looks something up, and saves nothing."""
    view.may_be_repeated = True
    return view


def _is_first(request: HttpRequest, number: UUID) -> bool:
    """The second of two clicks waits here until the first has ended."""
    staff_id = request.user.staff_id
    SentForm.objects.filter(staff_id=staff_id, sent_at__lt=request.at - KEPT_FOR).delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO web_sentform (staff_id, number, location, sent_at, place, words) VALUES (%s, %s, '', %s, %s, %s) "
            "ON CONFLICT (staff_id, number) DO NOTHING RETURNING id",
            [staff_id, number, request.at, *map(digest, _said(request))],
        )
        return cursor.fetchone() is not None


def _sent_just_now(request: HttpRequest, number: UUID) -> SentForm | None:
    """The last form of this person at this place, where it was sent a moment ago and said the same."""
    place, words = (digests(each) for each in _said(request))
    rows = SentForm.objects.filter(
        staff_id=request.user.staff_id, place__in=place, sent_at__gte=request.at - MEANT_ONCE_FOR
    )
    last = rows.exclude(number=number).exclude(location="").order_by("-sent_at", "-id").first()
    return last if last is not None and last.words in words and _says_something(request) else None


def _says_something(request: HttpRequest) -> bool:
    """A button alone may be pressed again, and so may a choice, whose codes have no spaces; what somebody wrote is written once."""
    return any(" " in words.strip() for _name, words in answers.sent(request))


def _said(request: HttpRequest) -> tuple[str, str]:
    """Where and what; kept as digests alone."""
    said = [*answers.sent(request), *((name, f"{file.name} {file.size}") for name, file in request.FILES.items())]
    return request.get_full_path(), json.dumps(said)


def _where_the_first_led(request: HttpRequest, number: UUID) -> HttpResponse:
    found = SentForm.objects.get(staff_id=request.user.staff_id, number=number)
    return HttpResponseRedirect(found.location or request.get_full_path())
