"""What an act of delivery tells the team, whoever acts: a provider writes it and reads none of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.gate import OpenCase
from throughcare.frame.transaction import reception
from throughcare.kernel.answers import Contact


@contextmanager
def to_the_team(case: OpenCase) -> Iterator[None]:
    """This will write what is inside into the team's part of this case, as the reception, which shows nothing back."""
    with reception(case_id=case.id):
        yield


def owner(case: OpenCase) -> Contact:
    """This will say whom to ask: the owner of the case."""
    return agencies.contact(case.owner_id)
