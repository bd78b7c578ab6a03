"""The pages that everybody who works on a case shares: opened by the gate, refused in four parts to whoever has pages of their own."""

from __future__ import annotations

from django.http import HttpRequest

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate
from throughcare.kernel.answers import Answer


def open_for(
    request: HttpRequest, reference: str, *, look: str, not_done: str, verb: str = "cases.open"
) -> gate.OpenCase:
    """This will open a case for a page of the common desk; a refusal names the owner as the one to ask."""
    case = gate.open_for(request, reference, verb=look)
    insist(case, case.may(verb), not_done)
    return case


def insist(case: gate.OpenCase, answer: Answer, not_done: str) -> None:
    """This will do nothing where the answer is yes, and refuse with the owner's name and number where it is no."""
    if not answer:
        answer.or_refuse(not_done, ask=agencies.contact(case.owner_id))
