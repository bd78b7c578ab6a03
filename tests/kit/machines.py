"""Machines of invented agencies, let in as a manager or the command line lets them in, and what they send."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

from django.test import Client
from django.utils import timezone

from throughcare.commons.agencies import actions, machines
from throughcare.commons.agencies.models import Agency, Token
from throughcare.kernel.time import uk_today

EVERYTHING = tuple(machines.scopes())


@dataclass(frozen=True)
class Caller:
    """One machine with its token."""

    written: str
    key: str
    numbers: Any

    @property
    def staff_id(self) -> int:
        """This will give the staff record as which it acts."""
        return Token.objects.get(key=self.key).staff_id

    def headers(self) -> dict[str, str]:
        """This will give the header that lets it in."""
        return {"Authorization": f"Bearer {self.written}"}

    def get(self, path: str) -> Any:
        """This will read an address."""
        return Client().get(path, headers=self.headers())

    def post(
        self,
        path: str,
        body: object = None,
        *,
        number: str = "",
        content_type: str = "application/json",
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """This will send something under a number of its own, or under the one that is given."""
        data = body if isinstance(body, (bytes, str)) else json.dumps({} if body is None else body)
        key = number or f"number-of-the-test-{next(self.numbers):04d}"
        every = {**self.headers(), "Idempotency-Key": key, **(headers or {})}
        return Client().post(path, data, content_type=content_type, headers=every)


def a_machine(
    agency: str = "northmere_school",
    *,
    scopes: Sequence[str] = ("referrals.send",),
    area_ids: Sequence[int] = (),
    purpose: str = "pupil records",
    days: int = 30,
    by: int | None = None,
) -> Caller:
    """This will let a machine in, as the command line does, or as the manager who is named."""
    at = timezone.now()
    new = actions.NewMachine(
        agency_id=Agency.objects.get(code=agency).pk,
        purpose=purpose,
        scopes=scopes,
        area_ids=area_ids,
        expires_on=uk_today(at) + timedelta(days=days),
    )
    made = actions.let_machine_in(new, by=by, at=at)
    return Caller(made.written, str(made.key), count())
