"""Lines of the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from throughcare.commons.cases.carried import carried, carried_by_each
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.models import Event, PoliceEvent
from throughcare.kernel.bulk import insert_all


def tell(
    case: OpenCase,
    *,
    verb: str,
    words: str,
    at: datetime,
    happened_at: datetime | None = None,
    address: str = "",
    police: bool = False,
) -> None:
    """This will add one sentence to the timeline, as part of the act that calls it.

    Nothing that others could tell a police step by may be told outside the police compartment.
    """
    table = PoliceEvent if police else Event
    table.objects.create(**carried(case, at=at, happened_at=happened_at), verb=verb, words=words[:300], address=address)


def tell_all(cases: Sequence[OpenCase], *, verb: str, words: str, at: datetime, address: str = "") -> None:
    """This will add the same sentence to the timelines of many cases, as part of the act that calls it."""
    carrying = carried_by_each(cases, at=at)
    insert_all([Event(**values, verb=verb, words=words[:300], address=address) for values in carrying])
