"""A post that came after the lock: kept for whoever typed it, and sent again after the same person signs in."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.urls import resolve

from throughcare.commons.agencies import queries as agencies
from throughcare.config import site_keys
from throughcare.frame import answers
from throughcare.frame.transaction import acting
from throughcare.web.models import HeldPost
from throughcare.web.once import OnceMiddleware

log = logging.getLogger("throughcare.request")

KEPT_FOR = timedelta(hours=12)
LARGEST = 5 * 1024 * 1024


def hold(request: HttpRequest, *, at: datetime) -> bool:
    """This will keep what was posted for the person whose session is locked, and say whether there was anything to keep."""
    account = request.session.get(SESSION_KEY)
    body = _body(request)
    if request.method != "POST" or not account or not body or not answers.sent(request):
        return False
    staff_id = agencies.staff_of_account(int(account))
    with acting("staff", staff=staff_id, at=at):
        HeldPost.objects.create(
            staff_id=staff_id,
            path=request.get_full_path()[:500],
            content_type=request.META.get("CONTENT_TYPE", "")[:200],
            body=site_keys.sealed(site_keys.HELD).encrypt(body),
            held_at=at,
            expires_at=at + KEPT_FOR,
        )
    return True


def _body(request: HttpRequest) -> bytes:
    """The words as they came; a file that came with them was read already and must be chosen again."""
    try:
        found = request.body
    except Exception:  # the form was read as a stream, so that only its words can be kept
        found = request.POST.urlencode().encode()
        request.META["CONTENT_TYPE"] = "application/x-www-form-urlencoded"
    return found if len(found) <= LARGEST else b""


def kept(staff_id: int, *, key: str, at: datetime) -> HeldPost | None:
    """This will find a kept post of this person, and forget those that were kept too long."""
    HeldPost.objects.filter(staff_id=staff_id, expires_at__lt=at).delete()
    return HeldPost.objects.filter(staff_id=staff_id, key=key).first()


def forget(staff_id: int, *, key: str) -> None:
    """This will throw a kept post away."""
    HeldPost.objects.filter(staff_id=staff_id, key=key).delete()


def send_again(request: HttpRequest, *, staff_id: int, at: datetime) -> tuple[HttpResponse | None, str]:
    """This will send what was kept, each post once, as the person who has just signed in.

    Gives the answer of the last page that saved; or the key of a post that could not be saved and is still kept.
    """
    answer, key = None, ""
    for post in _to_send(staff_id, at=at):
        answer = _answer(request, post)
        is_saved = answer is not None and 300 <= answer.status_code < 400
        key = "" if is_saved else str(post.key)
        with acting("staff", staff=staff_id, at=at):
            if is_saved:
                forget(staff_id, key=str(post.key))
    return (None, key) if key else (answer, "")


def _to_send(staff_id: int, *, at: datetime) -> list[HeldPost]:
    """What was never sent, oldest first, marked as sent before it is, so that nothing is sent twice."""
    with acting("staff", staff=staff_id, at=at):
        rows = HeldPost.objects.filter(staff_id=staff_id, expires_at__gte=at, tried_at__isnull=True)
        found = list(rows.order_by("held_at", "id"))
        rows.update(tried_at=at)
    return found


def _answer(request: HttpRequest, post: HeldPost) -> HttpResponse | None:
    try:
        again = as_request(request, post)
        match = again.resolver_match = resolve(again.path_info)
        middleware = OnceMiddleware(lambda _request: HttpResponse())
        return middleware.process_view(again, match.func, list(match.args), match.kwargs)
    except Exception:
        log.exception("A kept post could not be sent again; it is still kept.")
        return None


def as_request(request: HttpRequest, post: HeldPost) -> WSGIRequest:
    """This will make the request that was held, in the name of the present session."""
    path, _mark, query = post.path.partition("?")
    body = site_keys.sealed(site_keys.HELD).decrypt(bytes(post.body))
    environ: dict[str, Any] = {
        **request.META,
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "CONTENT_TYPE": post.content_type,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }
    again = WSGIRequest(environ)
    again.session, again.user = request.session, request.user
    return again
