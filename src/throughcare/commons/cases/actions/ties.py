"""Saying that somebody close to oneself may come to the programme, before or after they do, and taking that back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import connection
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import rules
from throughcare.commons.cases.models import DeclaredTie
from throughcare.commons.people import matching
from throughcare.commons.people.rules import sounds
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.record import record


def declare_tie(*, name: str, born_on: date, kind: str, by: int, at: datetime) -> DeclaredTie:
    """This will keep that somebody is close to a colleague, and ask the managers of cases that fit whether to keep them out.

    Nothing comes back that says whether there is such a case. A case that is received later is laid beside it as well.
    """
    answer = rules.may_declare_tie(name=name, born_on=born_on, today=uk_today(at))
    answer.or_refuse(_("Nothing was declared"), ask=agencies.contact(by))
    row = DeclaredTie.objects.create(
        staff_id=by, name=name, sounds=sounds(name), born_on=born_on, kind=kind, declared_at=at
    )
    asked = matching.as_rows([matching.Asked(name, born_on, "exact")])
    words = _words().replace("{name}", agencies.staff(by).name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.look_for_tie(%s::jsonb, %s, %s)", [asked, words, uk_today(at)])
    record("cases:tie_declared", kind="cases.declaredtie", subject=row.pk, at=at)
    return row


def take_back_tie(key: str, *, by: int, at: datetime) -> None:
    """This will forget what a colleague declared. What a manager was asked because of it stays asked."""
    row = DeclaredTie.objects.filter(key=key, staff_id=by).first()
    if row is None:
        raise NotFound
    record("cases:tie_taken_back", kind="cases.declaredtie", subject=row.pk, at=at)
    row.delete()


def look_for_ties(case_ids: Collection[int], *, at: datetime) -> None:
    """This will ask whether to keep a colleague out of cases that are received, or of whose person a name or birth changes.

    It is part of that act. The other cases of the same person are laid beside what was declared as well.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.look_for_ties(%s::bigint[], %s, %s)", [list(case_ids), _words(), uk_today(at)])


def _words() -> str:
    return _("{name} has declared a tie to somebody of this name and birth")
