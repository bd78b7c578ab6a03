"""Acts on the person: making the record when a referral is received, and adding to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from throughcare.commons.people import rules
from throughcare.commons.people.models import BirthCorrection, Contact, OtherName, Particulars, Person
from throughcare.kernel.bulk import insert_each


@dataclass(frozen=True)
class NewPerson:
    """What is known of a person when a referral arrives; everything but the name may be unknown."""

    name: str
    name_used: str = ""
    other_names: tuple[str, ...] = ()
    born_on: date | None = None
    birth_precision: str = "unknown"
    gender: str = ""
    interpreter: str = ""
    communication_needs: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


def create(person: NewPerson, *, person_id: int, carried: dict[str, Any]) -> int:
    """This will make the record of a person under an id reserved by the gate, and give that id."""
    create_all([(person_id, person, carried)])
    return person_id


def create_all(people: Sequence[tuple[int, NewPerson, dict[str, Any]]]) -> None:
    """This will make the records of several people, each under its reserved id and with what its record carries."""
    insert_each(
        Person,
        [
            {"id": pk, "name": new.name, "name_used": new.name_used, "sounds": rules.sounds(new.name)}
            for pk, new, _carried in people
        ],
    )
    insert_each(
        OtherName,
        [
            {"person_id": pk, "name": name, "kind": "alias", "sounds": rules.sounds(name)}
            for pk, new, _carried in people
            for name in new.other_names
        ],
    )
    insert_each(Particulars, [_particulars(new, pk, carried) for pk, new, carried in people])
    insert_each(
        Contact,
        [
            {"person_id": pk, "way": way, "value": value, **carried}
            for pk, new, carried in people
            for way, value in _ways(new).items()
            if value
        ],
    )


def _ways(person: NewPerson) -> dict[str, str]:
    return {"address": person.address, "phone": person.phone, "email": person.email}


def _particulars(person: NewPerson, person_id: int, carried: dict[str, Any]) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "born_on": person.born_on,
        "birth_precision": person.birth_precision,
        "gender": person.gender,
        "interpreter": person.interpreter,
        "communication_needs": person.communication_needs,
        **carried,
    }


@dataclass(frozen=True)
class Known:
    """What a record of a person holds that another record of the same person should not lose."""

    names: tuple[str, ...]
    contacts: tuple[tuple[str, str, str], ...]


def take_along(person_id: int) -> Known:
    """This will read the names and contacts of a record before its case is said to be about another record."""
    person = Person.objects.get(pk=person_id)
    others = OtherName.objects.filter(person_id=person_id).order_by("id").values_list("name", flat=True)
    contacts = Contact.objects.filter(person_id=person_id, until_on__isnull=True).order_by("id")
    return Known((person.name, *others), tuple((one.way, one.value, one.safe) for one in contacts))


def bring(known: Known, *, person_id: int, carried: dict[str, Any]) -> None:
    """This will add names and contacts of another record of the same person, each once."""
    here = {
        Person.objects.get(pk=person_id).name,
        *OtherName.objects.filter(person_id=person_id).values_list("name", flat=True),
    }
    new = [name for name in dict.fromkeys(known.names) if name and name not in here]
    OtherName.objects.bulk_create(
        [OtherName(person_id=person_id, name=name, kind="alias", sounds=rules.sounds(name)) for name in new]
    )
    has = set(Contact.objects.filter(person_id=person_id).values_list("way", "value"))
    added = [one for one in known.contacts if one[:2] not in has]
    Contact.objects.bulk_create(
        [Contact(person_id=person_id, way=way, value=value, safe=safe, **carried) for way, value, safe in added]
    )


@dataclass(frozen=True)
class NewBirth:
    """A corrected date of birth: the day as far as it is known, who says so, and why it is corrected."""

    born_on: date | None
    precision: str
    said_by: str
    reason: str


def correct_birth(new: NewBirth, *, person_id: int, carried: dict[str, Any]) -> BirthCorrection:
    """This will put a corrected date of birth in the place of the old one, which is kept beside it as a correction."""
    before = Particulars.objects.get(person_id=person_id)
    row = BirthCorrection.objects.create(
        **carried,
        person_id=person_id,
        before_on=before.born_on,
        before_precision=before.birth_precision,
        after_on=new.born_on,
        after_precision=new.precision,
        said_by=new.said_by,
        reason=new.reason,
    )
    Particulars.objects.filter(person_id=person_id).update(born_on=new.born_on, birth_precision=new.precision)
    return row
