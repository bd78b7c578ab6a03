"""Saying that one read how information may be used. It is asked for and never stops anybody from recording."""

from __future__ import annotations

from datetime import datetime

from throughcare.commons.cases import gate
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.sharing import queries
from throughcare.commons.sharing.models import StatementRead
from throughcare.commons.sharing.queries import Statement
from throughcare.kernel.answers import NotFound


def acknowledge(case: OpenCase, *, at: datetime) -> StatementRead:
    """This will record that whoever opened the case read how it may be used: once for each version."""
    statement = queries.statement_for(case.pathway_name)
    if statement is None or not queries.is_asked(case):
        raise NotFound
    return _once(case, statement, at=at)


def acknowledge_for_agency(reference: str, *, staff_id: int, at: datetime) -> StatementRead:
    """This will record that somebody who answers for an agency read how the request and its answer may be used."""
    line = queries.request_to_my_agency(reference, staff_id=staff_id, at=at)
    if line is None:
        raise NotFound
    request = line.request
    with gate.receiving(request.case_id, by=staff_id, agency_id=request.agency_id, at=at) as case:
        statement = queries.statement_for(case.pathway_name)
        if statement is None:
            raise NotFound
        return _once(case, statement, at=at)


def _once(case: OpenCase, statement: Statement, *, at: datetime) -> StatementRead:
    assert case.opened_by is not None, "a person reads it"
    already = queries.my_reading(case.id, statement, staff_id=case.opened_by)
    if already:
        return already
    row = StatementRead.objects.create(
        **carried(case, at=at),
        statement=statement.name,
        version=statement.version,
        agency_id=case.agency_id or case.controller_id,
    )
    act(case, "sharing:statement_read", row, at=at)
    return row
