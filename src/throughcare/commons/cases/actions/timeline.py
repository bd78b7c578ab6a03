"""Lines of the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases.carried import carried, carried_by_each
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.models import Event, PoliceEvent
from throughcare.frame.transaction import reception
from throughcare.kernel.bulk import insert_each


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


def tell_with_police(case: OpenCase, *, at: datetime) -> None:
    """This will tell everybody the one sentence that is told of every case which police take, whoever brought it about.

    It names nobody: that a mentor or the chair did it would say why. Whoever does it need not be able to write here.
    """
    with reception(case_id=case.id):
        values = carried(case, at=at) | {"by_id": None}
        Event.objects.create(**values, verb="checks.return", words=_("The case is with police for checks"))


def tell_all(cases: Sequence[OpenCase], *, verb: str, words: str, at: datetime, address: str = "") -> None:
    """This will add the same sentence to the timelines of many cases, as part of the act that calls it."""
    carrying = carried_by_each(cases, at=at)
    told = {"verb": verb, "words": words[:300], "address": address}
    insert_each(Event, [{**values, **told} for values in carrying])
