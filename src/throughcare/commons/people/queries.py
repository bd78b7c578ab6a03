"""Look-ups of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from throughcare.commons.people.models import Contact, Particulars, Person


@dataclass(frozen=True)
class Way:
    """One way to reach the person: an address, a number, an e-mail address, and whether it is safe."""

    way: str
    value: str
    safe: str


def called(person_id: int) -> str:
    """This will give the name that the person uses."""
    return Person.objects.get(pk=person_id).called


def contacts(person_id: int, *, on: date) -> list[Way]:
    """This will list the ways to reach the person that hold on a day."""
    rows = Contact.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=on), person_id=person_id)
    return [Way(row.way, row.value, row.safe) for row in rows.order_by("way", "-id")]


def birth(person_id: int) -> tuple[date | None, str]:
    """This will give the date of birth as far as it is known, and how far that is."""
    row = Particulars.objects.filter(person_id=person_id).first()
    return (row.born_on, row.birth_precision) if row else (None, "unknown")


def help_needed(person_id: int) -> tuple[str, str]:
    """This will give what helps the person to communicate, and what is adjusted for them."""
    row = Particulars.objects.filter(person_id=person_id).first()
    return (row.communication_needs, row.adjustments) if row else ("", "")
