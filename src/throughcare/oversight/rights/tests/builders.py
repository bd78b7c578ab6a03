"""Requests of a person, as the data protection officer receives them."""

from __future__ import annotations

from datetime import datetime

from tests.kit.invented import NOW, Invented
from throughcare.frame.transaction import acting
from throughcare.oversight.rights import actions, queries
from throughcare.oversight.rights.models import Asked

WORDS = "I want to know what you wrote about the school trip"


def received(
    invented: Invented,
    reference: str,
    *,
    asked: str = "access",
    identity: str = "known",
    by: str = "dov",
    received_at: datetime = NOW,
    at: datetime = NOW,
) -> Asked:
    """Receive a request as an officer who opens no case."""
    new = actions.NewRequest(asked, "person", WORDS, received_at, identity)
    with acting("oversight", staff=invented.staff[by], at=at):
        of = queries.overseen(reference)
        assert of is not None
        return actions.receive_request(of, new, by=invented.staff[by], at=at)


def decided(
    invented: Invented,
    asked: Asked,
    *,
    outcome: str = "granted",
    reasons: str = "It is yours to read",
    by: str = "dov",
    at: datetime = NOW,
) -> None:
    """Decide a request as an officer."""
    with acting("oversight", staff=invented.staff[by], at=at):
        actions.decide_request(str(asked.key), outcome=outcome, reasons=reasons, by=invented.staff[by], at=at)
