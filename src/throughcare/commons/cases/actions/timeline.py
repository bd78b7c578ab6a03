"""Lines of the timeline."""

from __future__ import annotations

from datetime import datetime

from throughcare.commons.cases.carried import carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.models import Event, PoliceEvent


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
