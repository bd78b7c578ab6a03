"""Is this somebody we know? Candidates and what agrees; a person decides, and may undo it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _

from throughcare.commons.people import rules
from throughcare.commons.people.models import SamePerson

EVIDENCE = {
    "name": _("the same or a similar name"),
    "spelling": _("another spelling of the name"),
    "other_name": _("one of the person's other names"),
    "one_word": _("a part of the name"),
    "birth": _("the same date of birth"),
    "swapped": _("day and month of birth swapped"),
    "year": _("the same year of birth"),
}


@dataclass(frozen=True)
class Asked:
    """Whom to look for: a name, and a birth as far as it is known."""

    name: str
    born_on: date | None = None
    birth_precision: str = "unknown"
    not_person: int | None = None


@dataclass(frozen=True)
class Match:
    """An earlier record that may be the same person. Out of sight, it says only whom to ask."""

    asked: int
    person_id: int | None
    reference: str
    owner_id: int
    evidence: tuple[str, ...]
    name: str = ""
    born_on: date | None = None
    birth_precision: str = "unknown"

    @property
    def is_hidden(self) -> bool:
        """This will say whether the reader may only be told whom to ask."""
        return self.person_id is None


def possible_matches(asked: Iterable[Asked]) -> list[Match]:
    """This will find earlier records that may be the same people, for any number of them in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n, person_id, reference, owner_id, evidence, name, born_on, birth_precision FROM tc.possible_matches(%s::jsonb)",
            [as_rows(asked)],
        )
        found = [_match(*row) for row in cursor.fetchall()]
    return list(dict.fromkeys(found))


def ask_owners_out_of_sight(asked: Asked, *, words: str, due: date) -> int:
    """This will give each owner of a match out of sight a task to ring back, and give how many were newly asked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.ask_owners_out_of_sight(%s::jsonb, %s, %s)", [as_rows([asked]), words, due])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def record_answer(
    *, found: int, kept: int, answer: str, evidence: Iterable[str], reason: str, by: int, at: datetime
) -> SamePerson:
    """This will keep a person's answer to whether two records are the same person; part of the act that calls it."""
    return SamePerson.objects.create(
        found_id=found, kept_id=kept, answer=answer, evidence=list(evidence), reason=reason, by_id=by, decided_at=at
    )


def undo(*, kept: int, by: int | None, at: datetime) -> int | None:
    """This will undo the last answer that joined a record to this person, and give that record; none where there is none."""
    row = SamePerson.objects.filter(kept_id=kept, answer="same", undone_at__isnull=True).order_by("-id").first()
    if row is None:
        return None
    row.undone_at, row.undone_by_id = at, by
    row.save(update_fields=["undone_at", "undone_by"])
    return int(row.found_id)


def is_joined(person_id: int) -> bool:
    """This will say whether another record was joined to this person and not parted again."""
    return SamePerson.objects.filter(kept_id=person_id, answer="same", undone_at__isnull=True).exists()


def judged_different(person_id: int) -> set[int]:
    """This will give the records that somebody said are another person than this one."""
    return set(SamePerson.objects.filter(kept_id=person_id, answer="different").values_list("found_id", flat=True))


def _match(
    n: int,
    person: int | None,
    reference: str | None,
    owner: int,
    evidence: list[str],
    name: str | None,
    born: date | None,
    precision: str | None,
) -> Match:
    return Match(n, person, reference or "", owner, tuple(evidence), name or "", born, precision or "unknown")


def as_rows(asked: Iterable[Asked]) -> str:
    """This will write who is looked for as the functions of the matcher read it."""
    return json.dumps([_row(number, one) for number, one in enumerate(asked)])


def _row(number: int, asked: Asked) -> dict[str, object]:
    exact = asked.birth_precision == "exact"
    swapped = rules.day_and_month_swapped(asked.born_on) if asked.born_on and exact else None
    return {
        "n": number,
        "name": asked.name,
        "sounds": rules.sounds(asked.name),
        "born": asked.born_on.isoformat() if asked.born_on else None,
        "swapped": swapped.isoformat() if swapped else None,
        "exact": exact,
        "not_person": asked.not_person,
    }
