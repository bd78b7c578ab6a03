"""Refusing an act on an opened case: why not, under which pathway, and that the owner of the case is to be asked."""

from __future__ import annotations

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.answers import Answer


def or_refuse(case: OpenCase, answer: Answer, not_done: str, *, pathway: str = "") -> None:
    """This will refuse an act in four parts where the answer is no, under the case's pathway unless another rule is named."""
    if not answer:
        answer.or_refuse(not_done, ask=agencies.contact(case.owner_id), pathway=pathway or case.pathway.label)
