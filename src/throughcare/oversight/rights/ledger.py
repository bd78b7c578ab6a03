"""Which erasures were carried out, kept outside the database: a restored backup is older than some of them.

A line names the request, the case and the two people, all by opaque keys, and nothing of the person who was erased.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet

from throughcare.commons.agencies import queries as agencies
from throughcare.frame.transaction import acting
from throughcare.oversight.rights import erasing, queries, rules
from throughcare.oversight.rights.models import ErasureRequest
from throughcare.safeguards.audit.record import record


@dataclass(frozen=True)
class Erased:
    """One erasure that was carried out."""

    request: str
    case: int
    ground: str
    asked_by: int
    asked_at: str
    decided_by: int
    decided_at: str


def of(request: ErasureRequest) -> Erased:
    """This will write a granted request as a line of the ledger."""
    assert request.decided_by_id is not None
    assert request.decided_at is not None
    return Erased(
        request=str(request.key),
        case=request.case_id,
        ground=request.ground,
        asked_by=request.asked_by_id,
        asked_at=request.asked_at.isoformat(),
        decided_by=request.decided_by_id,
        decided_at=request.decided_at.isoformat(),
    )


def carried_out() -> list[Erased]:
    """This will list every erasure that this database knows of, oldest first."""
    return [of(request) for request in _carried_out().order_by("decided_at", "id")]


def _carried_out() -> QuerySet[ErasureRequest]:
    """A decided erasure that waits for the next run of retention is not one yet."""
    return ErasureRequest.objects.filter(granted=True, rows_emptied__isnull=False)


def append_all(path: Path, erasures: Iterable[Erased]) -> None:
    """This will add some lines to the ledger, each whole; those that no longer fit are added later."""
    for erased in erasures:
        append(path, erased)


def append(path: Path, erased: Erased) -> None:
    """This will add a line to the ledger and wait until the disk has it; whole, or OSError and nothing of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    line = (json.dumps(asdict(erased), sort_keys=True) + "\n").encode()
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        _write_whole(file, line)
        os.fsync(file)
    finally:
        os.close(file)


def _write_whole(file: int, line: bytes) -> None:
    """A disk that fills in the middle of a line takes a part of it: that part is taken back."""
    before = os.fstat(file).st_size
    if os.write(file, line) < len(line):
        os.ftruncate(file, before)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def complete(path: Path) -> int:
    """This will add what the ledger does not hold of the erasures this database knows of, and give their number."""
    held = {erased.request for erased in read(path.read_text(encoding="utf-8"))} if path.exists() else set()
    missing = [erased for erased in carried_out() if erased.request not in held]
    for erased in missing:
        append(path, erased)
    return len(missing)


def read(text: str) -> list[Erased]:
    """This will read the lines of a ledger; ValueError where a line is none."""
    try:
        return [Erased(**json.loads(line)) for line in text.splitlines() if line.strip()]
    except TypeError as wrong:
        raise ValueError("a line of the ledger has other parts than an erasure has") from wrong


def replay(erasures: Iterable[Erased], *, at: datetime) -> tuple[int, int]:
    """This will carry out what a restored database has forgotten; give how many were, and how many cases are not in it.

    Runs as owner. An erasure that the database knows of is left alone, so that a ledger may be read twice.
    """
    known = {str(key) for key in _carried_out().values_list("key", flat=True)}
    missing = {each.request: each for each in erasures if each.request not in known}.values()
    there = queries.cases_that_exist([each.case for each in missing])
    for erased in missing:
        if erased.case in there:
            _carry_out(erased, at=at)
    return sum(each.case in there for each in missing), sum(each.case not in there for each in missing)


def _carry_out(erased: Erased, *, at: datetime) -> None:
    staff = agencies.staff_that_exist([erased.asked_by, erased.decided_by])
    with transaction.atomic():
        with acting("clock", staff=erased.decided_by if erased.decided_by in staff else None, at=at):
            emptied = _erase(erased)
            record(
                "rights:erased_again", kind="rights.erasurerequest", subject=erased.request, at=at, case_id=erased.case
            )
        if {erased.asked_by, erased.decided_by} <= staff:
            ErasureRequest.objects.filter(case_id=erased.case, decided_at__isnull=True).delete()
            ErasureRequest.objects.update_or_create(
                key=erased.request,
                defaults={
                    "case_id": erased.case,
                    "ground": erased.ground,
                    "asked_by_id": erased.asked_by,
                    "asked_at": erased.asked_at,
                    "decided_by_id": erased.decided_by,
                    "decided_at": erased.decided_at,
                    "granted": True,
                    "rows_emptied": emptied,
                },
            )


def _erase(erased: Erased) -> int:
    """Where its time was over one case went, and with the last of them the person."""
    if erased.ground == rules.PERIOD_OVER:
        return erasing.erase_cases([erased.case]).get(erased.case, 0)
    return erasing.erase(erased.case)
