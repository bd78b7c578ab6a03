"""Whether an act on an order may be done, whom it is put before, and what is told. Shared by the acts of this package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import queries as thread
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.orders import queries
from throughcare.commons.orders.definition import Span
from throughcare.frame.transaction import reception
from throughcare.kernel.answers import Answer, Mend, no

OFFICER = "supervising_officer"


def allowed(case: OpenCase, verb: str, *, known: Mapping[str, bool] | None = None) -> Answer:
    """This will say whether pathway and matrix allow an act; a voluntary pathway knows no orders and no steps."""
    if not queries.has_orders(case):
        mend = Mend(_("Move the case to a pathway with an order, with reasons"))
        return no(_("this pathway is voluntary and knows no orders"), mends=[mend])
    return case.may_here(verb, {**queries.facts(case), **(known or {})})


@contextmanager
def to_the_team(case: OpenCase) -> Iterator[None]:
    """This will write what is inside for the whole team, whoever acts: a provider writes it and reads none of it."""
    with reception(case_id=case.id):
        yield


def ask_officer(
    case: OpenCase,
    code: str,
    *,
    due_on: date,
    address: str,
    span: Span | None = None,
    enforcement: bool = False,
    at: datetime,
) -> None:
    """This will put something before the supervising officer of the case, or whoever holds that role."""
    task = NewTask(
        code=code,
        due_on=due_on,
        for_role=OFFICER,
        to=officer(case),
        rule=span.words if span else "",
        rule_source=span.source if span else "",
        verify=span.verify if span else False,
        address=address,
        enforcement=enforcement,
    )
    cases.ask(case, task, at=at)


def officer(case: OpenCase) -> int | None:
    """This will name the supervising officer of the case, or nobody."""
    return next((row.staff_id for row in thread.team(case) if row.runs and row.role == OFFICER), None)


def moved(
    case: OpenCase,
    verb: str,
    *,
    at: datetime,
    happened_at: datetime,
    reason: str = "",
    facts: Mapping[str, bool] | None = None,
) -> OpenCase:
    """This will move the case where the pathway says that an act leads; `facts` say what else carries it."""
    to = case.pathway.destination(verb, stage=case.stage, facts=facts)
    return cases.move(case, verb=verb, to=to, at=at, happened_at=happened_at, reason=reason)
