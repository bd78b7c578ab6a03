"""Look-ups of a person. Row policies show each reader only people of the cases they may see."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from throughcare.commons.people.models import OtherName, Particulars, Person


@dataclass(frozen=True)
class Birth:
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


def called(person_id: int) -> str:
    """This will give the name that the person uses."""
    return Person.objects.get(pk=person_id).called


def birth(person_id: int) -> Birth:
    """This will give when the person was born, as far as it is known and the reader may know."""
    found = Particulars.objects.filter(person_id=person_id).values_list("born_on", "birth_precision").first()
    return Birth(*found) if found else Birth()


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
