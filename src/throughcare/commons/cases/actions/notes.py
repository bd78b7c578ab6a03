"""Notes: written, corrected, never overwritten."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.models import BeliefsNote, HealthNote, NetworkNote, Note, PoliceNote, SafetyNote, Written
from throughcare.kernel.answers import Answer, Conflict, NotFound
from throughcare.safeguards.access.matrix import matrix

NOTE_TABLES: dict[str, Any] = {
    "core": Note,
    "health": HealthNote,
    "beliefs": BeliefsNote,
    "network": NetworkNote,
    "safety": SafetyNote,
    "police": PoliceNote,
}


def add_note(
    case: OpenCase, *, compartment: str, text: str, kind: str, source: str, happened_at: datetime, at: datetime
) -> Written:
    """This will add a note to one compartment of the case."""
    _may_write(case, compartment, "cases.add_note").or_refuse(
        _("The note was not added"), ask=agencies.contact(case.owner_id)
    )
    values = carried(case, at=at, happened_at=happened_at, kind=kind, source=source)
    note: Written = NOTE_TABLES[compartment].objects.create(**values, thread=uuid4(), text=text)
    act(case, "notes:added", note, at=at)
    return note


def correct_note(
    case: OpenCase, *, compartment: str, thread: str, version: int, text: str, reason: str, at: datetime
) -> Written:
    """This will append a corrected version beside the one that was read; Conflict when somebody corrected it meanwhile."""
    _may_write(case, compartment, "cases.correct_note").or_refuse(_("The note was not corrected"))
    table = NOTE_TABLES[compartment]
    read = table.objects.filter(case_id=case.id, thread=thread, version=version).first()
    if read is None:
        raise NotFound
    values = carried(case, at=at, happened_at=read.happened_at, kind=read.kind, source=read.source)
    try:
        with transaction.atomic():
            note: Written = table.objects.create(
                **values, thread=thread, version=version + 1, text=text, correction_reason=reason
            )
    except IntegrityError:
        theirs = table.objects.filter(case_id=case.id, thread=thread).select_related("by").latest("version")
        by = theirs.by.name if theirs.by else ""
        raise Conflict(theirs=theirs.text, yours=text, by=by, at=theirs.recorded_at, field="text") from None
    act(case, "notes:corrected", note, at=at, reason=reason)
    return note


def _may_write(case: OpenCase, compartment: str, verb: str) -> Answer:
    return case.may(verb) & matrix().may(case.roles, compartment, "write")
