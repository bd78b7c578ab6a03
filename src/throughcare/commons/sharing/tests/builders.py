"""Requests to agencies and their answers, made by the acts themselves."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from throughcare.commons.cases.models import Case
from throughcare.commons.cases.tests.builders import NOW, Town, as_staff, opened
from throughcare.commons.sharing import actions
from throughcare.commons.sharing.models import InformationRequest
from throughcare.commons.sharing.rules import Piece

QUESTION = actions.Question(
    called="Sam",
    text="How has Sam been at school since Easter?",
    purpose="To see whether Sam needs support",
    legal_basis="channel_cooperation",
    due_on=date(2026, 6, 29),
)
SEEN = Piece("Sam missed nine days since Easter.", "fact", "attendance register")


def a_request(
    town: Town, case: Case, *agencies: str, at: datetime = NOW, due_in: timedelta = timedelta(days=14)
) -> InformationRequest:
    """This will ask agencies as Ada and give the last request."""
    due_on = (at + due_in).date()
    question = actions.Question("Sam", QUESTION.text, QUESTION.purpose, QUESTION.legal_basis, due_on)
    with opened(case, town.ada, at=at) as case_open:
        return actions.ask(case_open, chosen=agencies or ("northmere-school",), question=question, at=at)[-1]


def an_answer(town: Town, request: InformationRequest, *pieces: Piece, at: datetime = NOW) -> None:
    """This will answer a request as Pat of the school, with something held or with nothing."""
    said = actions.Said("held", pieces=pieces) if pieces else actions.Said("nothing_held")
    with as_staff(town.pat, at=at):
        actions.answer_for_agency(request.reference, staff_id=town.pat.pk, said=said, at=at)
