"""What every request stands in: one transaction, one database role, one person, one moment.

The innermost middleware opens the transaction, switches role and person, calls the view, renders inside it, and
commits; a refusal rolls back and is then written as a refused look in a transaction of its own.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import (
    DEFAULT_DB_ALIAS,
    DataError,
    InterfaceError,
    OperationalError,
    connection,
    connections,
    transaction,
)
from django.db.backends.utils import CursorWrapper
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from throughcare.config.site_keys import digest
from throughcare.frame import answers
from throughcare.kernel.answers import Conflict, Mend, NotFound, Refusal, no
from throughcare.kernel.ids import new_request_id
from throughcare.kernel.sql import asking
from throughcare.safeguards.audit.record import record

log = logging.getLogger("throughcare.request")
NOTHING = "\0"

REPLICA, REPLICA_LAG_SECONDS = "replica", 60
SETTINGS = (
    "app.staff",
    "app.acting",
    "app.at",
    "app.request",
    "app.open_case",
    "app.new_person",
)
SALT = "app.salt"  # of the digests in the audit: of a reference that somebody asked for and that opened nothing


@contextmanager
def acting(
    role: str,
    *,
    staff: int | None,
    at: datetime | None,
    request_id: str = "",
    as_role: str = "",
) -> Iterator[None]:
    """This will run what is inside in one transaction, as one database role and one member of staff.

    Role and settings are reset at the end whatever happens: inside a longer transaction a leaked role would hide rows.
    """
    nested = connection.in_atomic_block
    before = _settings() if nested else None
    try:
        with transaction.atomic():
            _switch(
                role,
                staff=staff,
                at=at,
                request_id=request_id or uuid4().hex,
                as_role=as_role,
            )
            yield
    finally:
        if before is not None and not connection.needs_rollback:
            _restore(before)


@contextmanager
def reading(role: str) -> Iterator[CursorWrapper]:
    """This will give a cursor that reads as a role on the site's replica, or where it has none as whoever reads already.

    What a replica shows may be seconds old, and nothing can be written there: it is for counts, never for a case.
    """
    if REPLICA not in settings.DATABASES:
        with connection.cursor() as cursor:
            yield cursor
        return
    with transaction.atomic(using=REPLICA), connections[REPLICA].cursor() as cursor:
        cursor.execute("SELECT set_config('role', %s, true)", [f"tc_{role}"])
        yield cursor


@contextmanager
def reading_lists(*, staff: int, at: datetime, request_id: str) -> Iterator[bool]:
    """This will have the named statements inside read the site's replica as a member of staff, and say whether they do.

    They read the first server where there is no replica, where it does not answer, and where it is far behind. What the
    replica shows may be seconds old, rights to see it included: whoever gives it out asks the first server what of it may
    be seen now. Looks and everything else that is written go to the first.
    """
    with ExitStack() as stack:
        is_read = REPLICA in settings.DATABASES and _begin_on_replica(stack, staff, at, request_id)
        if is_read:
            stack.enter_context(asking(REPLICA))
        yield is_read


def _begin_on_replica(stack: ExitStack, staff: int, at: datetime, request_id: str) -> bool:
    with connection.cursor() as first:
        first.execute("SELECT pg_current_wal_lsn()::text")
        written = (first.fetchone() or ("",))[0]
    try:
        stack.enter_context(transaction.atomic(using=REPLICA))
        cursor = stack.enter_context(connections[REPLICA].cursor())
        cursor.execute(_BEHIND, [written, REPLICA_LAG_SECONDS])
        if (cursor.fetchone() or (False,))[0]:
            log.warning("The replica is far behind: a list was read from the first server.")
            return False
        _set("tc_staff", [str(staff), "staff", at.isoformat(), request_id, "", ""], using=REPLICA)
    except (OperationalError, InterfaceError):
        log.warning("The replica does not answer: a list was read from the first server.")
        return False
    return True


_BEHIND = (
    "SELECT coalesce(pg_last_wal_replay_lsn() < %s::pg_lsn AND "
    "pg_last_xact_replay_timestamp() < clock_timestamp() - make_interval(secs => %s), false)"
)


@contextmanager
def reception(*, case_id: int | None = None) -> Iterator[None]:
    """This will run what is inside as the reception, which receives a referral or hands a case to police, and sees nothing else."""
    before = _settings()
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL ROLE tc_reception")
                if case_id is not None:
                    cursor.execute("SELECT set_config('app.open_case', %s, true)", [str(case_id)])
            yield
    finally:
        if not connection.needs_rollback:
            _restore(before)


def _settings() -> tuple[str, list[str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in SETTINGS)
        )
        row = cursor.fetchone()
    assert row is not None
    return row[0], list(row[1:])


def _switch(role: str, *, staff: int | None, at: datetime | None, request_id: str, as_role: str) -> None:
    values = [
        str(staff or ""),
        as_role or role,
        at.isoformat() if at else "",
        request_id,
        "",
        "",
    ]
    _set(f"tc_{role}", values)


def _restore(before: tuple[str, list[str]]) -> None:
    _set(*before)


def _set(role: str, values: list[str], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Role and settings in one statement; each may be empty, so that they are set anew and never inherited."""
    names = ("role", *SETTINGS, SALT)
    said = [role, *values, digest(SALT)]
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"set_config('{name}', %s, true)" for name in names), said)


def database_role(
    name: str,
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """This will say which database role a view runs under; without it, `staff` or, signed out, `public_form`."""

    def mark(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        view.database_role = name  # type: ignore[attr-defined]  # a mark read by the middleware below
        return view

    return mark


def for_everyone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """This will say that a view needs no account: signed out it runs as `public_form`, signed in as `staff`."""
    view.for_everyone = True  # type: ignore[attr-defined]  # a mark read by whoever asks people to sign in
    return view


class TransactionMiddleware:
    """Wraps the view itself, so that what it raises can roll back before anything is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: list[Any],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """This will call the view inside its transaction and give the finished answer."""
        role = getattr(view, "database_role", "") or ("staff" if request.user.is_authenticated else "public_form")
        if role == "none":
            return None
        request.at = timezone.now()  # type: ignore[attr-defined]  # the one moment this request speaks of
        if not getattr(request, "request_id", ""):
            request.request_id = new_request_id()  # type: ignore[attr-defined]  # written to every audit line of this request
        staff = getattr(request.user, "staff_id", None)
        call = _nothing_there if _is_never_kept(kwargs) else lambda: view(request, *args, **kwargs)
        return in_transaction(request, call, role=role, staff=staff)


def _is_never_kept(parts: dict[str, Any]) -> bool:
    """Whether a part of the address holds the one sign that the database cannot even be asked about."""
    return any(NOTHING in part for part in parts.values() if isinstance(part, str))


def _nothing_there() -> HttpResponse:
    raise NotFound


def in_transaction(
    request: HttpRequest,
    call: Callable[[], HttpResponse],
    *,
    role: str,
    staff: int | None,
    as_role: str = "",
    tell: Callable[[HttpRequest, Exception], HttpResponse] = answers.answer,
) -> HttpResponse:
    """This will give what a call answers, in one transaction; a no rolls it back, is written down, and is told by `tell`.

    Pages and the addresses for machines both stand in it. `request.at` and `request.request_id` are set before.
    """
    at, request_id = request.at, request.request_id  # type: ignore[attr-defined]  # as the sentence above says
    try:
        with acting(role, staff=staff, at=at, request_id=request_id, as_role=as_role):
            response = call()
            if hasattr(response, "render") and callable(response.render):
                response = response.render()
            return response
    except (Refusal, Conflict, NotFound, Http404) as found:
        stop: Exception = found
    except DataError:
        if not _holds_nothing(request):
            raise
        stop = _not_kept()
    except (OperationalError, InterfaceError):
        raise  # nobody can be asked
    except Exception:
        case = getattr(request, "case", None) if role == "staff" else None
        if case is None:
            raise
        with acting(role, staff=staff, at=at, request_id=request_id, as_role=as_role):
            is_open = case.is_still_open()
        if is_open:
            raise  # a defect; where access ended meanwhile it is none, and there is nothing to find
        stop = NotFound()
    with acting(role, staff=staff, at=at, request_id=request_id, as_role=as_role):
        _write_refused(stop, request, at)
        return tell(request, stop)


def _holds_nothing(request: HttpRequest) -> bool:
    """Whether something that was sent holds the sign for nothing, which no table can keep; forms say so themselves."""
    sent = (words for each in (request.GET, request.POST) for _name, every in each.lists() for words in every)
    return any(NOTHING in words for words in sent if isinstance(words, str))


def _not_kept() -> Refusal:
    mend = Mend(_("Type the words again, or copy them from a program that keeps plain text"))
    reason = no(_("there is a hidden character among the words that cannot be kept"), mends=[mend])
    return Refusal(_("What you sent was not saved"), reasons=reason.reasons)


def _write_refused(stop: Exception, request: HttpRequest, at: datetime) -> None:
    case = getattr(request, "case", None)
    case_id = case.id if case is not None else None
    match = request.resolver_match
    verb = "refused" if isinstance(stop, Refusal) else "conflict" if isinstance(stop, Conflict) else "not-found"
    record(
        f"look:{verb}",
        kind="view",
        subject=match.view_name if match else "-",
        at=at,
        case_id=case_id,
    )
