"""Look-ups of a person. Row policies show each reader only people of the cases they may see."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from throughcare.commons.people.models import BirthCorrection, Contact, OtherName, Particulars, Person


class Birth(NamedTuple):
    """When somebody was born, as far as it is known."""

    born_on: date | None = None
    precision: str = "unknown"


@dataclass(frozen=True)
class Summary:
    """What two records of people are compared by."""

    name: str = ""
    other_names: tuple[str, ...] = ()
    born_on: date | None = None
    precision: str = "unknown"


@dataclass(frozen=True)
class Way:
    """One way to reach the person: an address, a number, an e-mail address, and whether it is safe."""

    way: str
    value: str
    safe: str


def called(person_id: int) -> str:
    """This will give the name that the person uses."""
    return Person.objects.get(pk=person_id).called


def names(person_id: int) -> list[str]:
    """This will list every name of the person that the reader may see: the name, the one they use, and the others."""
    known = Person.objects.filter(pk=person_id).values_list("name", "name_used").first() or ()
    others = OtherName.objects.filter(person_id=person_id).order_by("id").values_list("name", flat=True)
    return list(dict.fromkeys(name for name in (*known, *others) if name.strip()))


def name_and_used(person_id: int) -> tuple[str, str]:
    """This will give the name of the person, and the one that they use where it is another."""
    name, used = Person.objects.filter(pk=person_id).values_list("name", "name_used").first() or ("", "")
    return name or used, used if name and used != name else ""


def is_erased(person_ids: Collection[int]) -> bool:
    """This will say whether any of these people was erased, as far as the reader may see them."""
    return Person.objects.filter(pk__in=person_ids, erased_at__isnull=False).exists()


def contacts(person_id: int, *, on: date) -> list[Way]:
    """This will list the ways to reach the person that hold on a day."""
    rows = Contact.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=on), person_id=person_id)
    return [Way(row.way, row.value, row.safe) for row in rows.order_by("way", "-id")]


def birth(person_id: int) -> Birth:
    """This will give when the person was born, as far as it is known and the reader may know."""
    found = Particulars.objects.filter(person_id=person_id).values_list("born_on", "birth_precision").first()
    return Birth(*found) if found else Birth()


def help_needed(person_id: int) -> tuple[str, str]:
    """This will give what helps the person to communicate, and what is adjusted for them."""
    row = Particulars.objects.filter(person_id=person_id).first()
    return (row.communication_needs, row.adjustments) if row else ("", "")


def summaries(person_ids: Collection[int]) -> dict[int, Summary]:
    """This will give what people are compared by, for those whom the reader may see."""
    others: dict[int, list[str]] = {}
    for person_id, name in (
        OtherName.objects.filter(person_id__in=person_ids).order_by("id").values_list("person", "name")
    ):
        others.setdefault(person_id, []).append(name)
    births = {
        person_id: (born_on, precision)
        for person_id, born_on, precision in Particulars.objects.filter(person_id__in=person_ids).values_list(
            "person_id", "born_on", "birth_precision"
        )
    }
    return {
        pk: Summary(name, tuple(others.get(pk, ())), *births.get(pk, (None, "unknown")))
        for pk, name in Person.objects.filter(pk__in=person_ids).values_list("pk", "name")
    }


def birth_corrections(person_id: int) -> list[BirthCorrection]:
    """This will list how the date of birth was corrected, newest first, as far as the reader may see it."""
    return list(BirthCorrection.objects.filter(person_id=person_id).select_related("by").order_by("-id"))
