"""The drivers of what is asked of agencies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tests.kit.walked import Driver, Facts, Given
from tests.kit.walked_police import clear
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.sharing import actions as sharing
from throughcare.commons.sharing import queries as shared
from throughcare.commons.sharing import rules as sharing_rules
from throughcare.kernel.answers import Refusal

ASKED = ("information.request",)


def drivers() -> Iterator[Driver]:
    """This will give what is asked, chased, answered and withdrawn."""
    yield Driver("information.request", "coordinator", _ask, _asking_agencies)
    yield Driver("information.chase", "coordinator", _chase, clear, _may_be_chased, first=ASKED)
    yield Driver("information.record_answer", "coordinator", _write_down, besides=_was_asked, first=ASKED)
    yield Driver("information.withdraw", "coordinator", _withdraw, _withdrawing, _may_be_chased, first=ASKED)


def _asking_agencies(given: Given, case: OpenCase) -> Facts:
    return {**clear(given, case), "request_basis_stated": given.yes}


def _withdrawing(given: Given, case: OpenCase) -> Facts:
    return {**clear(given, case), "reasons_given": given.yes}


def _last_request(case: OpenCase) -> shared.Line | None:
    return next(iter(shared.lines(case)), None)


def _was_asked(given: Given, case: OpenCase) -> bool:
    return _last_request(case) is not None


def _may_be_chased(given: Given, case: OpenCase) -> bool:
    last = _last_request(case)
    return last is not None and bool(sharing_rules.may_be_chased(last.state))


def _ask(given: Given, case: OpenCase) -> object:
    due = given.at.date() + timedelta(days=20)
    question = sharing.Question(
        "Sam", "How is Sam?", "To see what helps", "channel_cooperation" if given.yes else "", due
    )
    return sharing.ask(case, chosen=["merevale_nhs"], question=question, at=given.at)


def _number(case: OpenCase) -> int:
    last = _last_request(case)
    if last is None:
        raise Refusal("Nobody was asked.")
    return last.request.number


def _chase(given: Given, case: OpenCase) -> object:
    return sharing.chase(case, number=_number(case), words="", at=given.at)


def _write_down(given: Given, case: OpenCase) -> object:
    return sharing.record_answer(
        case, number=_number(case), said=sharing.Said("nothing_held", way="letter"), at=given.at
    )


def _withdraw(given: Given, case: OpenCase) -> object:
    return sharing.withdraw(case, number=_number(case), words=given.reasons, at=given.at)
