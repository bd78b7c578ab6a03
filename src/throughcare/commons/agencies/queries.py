"""Look-ups of agencies, areas and staff."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from throughcare.commons.agencies.models import Account, Agency, Area, DutyNumber, Mailbox, Post, Qualification, Staff
from throughcare.kernel.answers import Contact
from throughcare.kernel.calendars import Calendar, of_area
from throughcare.kernel.sql import NamedSql

PROGRAMME = "programme_office"
SQL = NamedSql(Path(__file__).with_suffix(".sql"))


@dataclass(frozen=True)
class StaffLine:
    """A colleague in a list: opaque key, name, job, agency, work number."""

    id: int
    key: str
    name: str
    job_title: str
    agency: str
    agency_id: int
    phone: str


def agency(agency_id: int) -> Agency:
    """This will find one agency."""
    return Agency.objects.get(pk=agency_id)


def agencies(*, on: date) -> list[Agency]:
    """This will list the agencies that take part on a day, by name."""
    return list(Agency.objects.filter(valid_from__lte=on).exclude(valid_until__lt=on).order_by("name", "id"))


def areas() -> list[Area]:
    """This will list all areas, by name."""
    return list(Area.objects.select_related("local_authority", "police").order_by("name", "id"))


def areas_like(area: Area | None = None) -> list[Area]:
    """This will list the areas of local authorities; beside a region of the programme, its regions: the two do not mix."""
    is_region = area is not None and in_programme(area)
    return [one for one in areas() if in_programme(one) == is_region]


def in_programme(area: Area) -> bool:
    """This will say whether an area is a region of the programme under orders, with people of its own."""
    return area.local_authority.kind == PROGRAMME


def areas_among(ids: Collection[int]) -> list[Area]:
    """This will list some areas, by name."""
    return list(Area.objects.filter(pk__in=ids).order_by("name", "id")) if ids else []


def area(area_id: int) -> Area:
    """This will find one area with its local authority and police."""
    return Area.objects.select_related("local_authority", "police").get(pk=area_id)


def calendar_of(area_id: int) -> Calendar | None:
    """This will give the calendar whose working days an area counts by, where it names one."""
    code = Area.objects.filter(pk=area_id).values_list("code", flat=True).first()
    return of_area(code) if code else None


def area_by_code(code: str) -> Area | None:
    """This will find an area by its code, or none."""
    return Area.objects.select_related("local_authority", "police").filter(code=code).first()


def staff(staff_id: int) -> StaffLine:
    """This will find one colleague."""
    row = SQL.one("staff", {"id": staff_id})
    if row is None:
        raise Staff.DoesNotExist
    return _of_row(row)


def staff_by_key(key: str) -> StaffLine | None:
    """This will find a colleague by the key that forms carry, or none."""
    found = _people().filter(key=key).first()
    return _line(found) if found else None


def colleagues(*, agency_id: int | None = None) -> list[StaffLine]:
    """This will list everybody who works in an agency, or in any, by agency and name."""
    found = _people().order_by("agency__name", "name", "id")
    return [_line(one) for one in (found if agency_id is None else found.filter(agency_id=agency_id))]


def colleagues_named(words: str, *, most: int = 20) -> list[StaffLine]:
    """This will list colleagues of any agency whose name holds these words, by name; nobody where nothing is asked."""
    found = _people().filter(name__icontains=words.strip()).order_by("name", "id") if words.strip() else ()
    return [_line(one) for one in found[:most]]


def addresses_of_colleagues() -> dict[int, str]:
    """This will give where each colleague of the reader's own agency is written to, for its manager."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT staff_id, address FROM tc.addresses_of_colleagues()")
        return dict(cursor.fetchall())


def holders(role: str, *, area_id: int | None, on: date) -> list[StaffLine]:
    """This will list who holds a role in an area on a day, longest in post first."""
    posts = _posts_of_people().filter(role=role, from_on__lte=on)
    posts = posts.filter(Q(until_on__isnull=True) | Q(until_on__gte=on))
    if area_id is not None:
        posts = posts.filter(area_id=area_id)
    return [_line(post.staff) for post in posts.order_by("from_on", "id")]


def holders_among(role: str, *, area_ids: Collection[int], on: date) -> list[StaffLine]:
    """This will list who holds a role in any of some areas on a day, by area, longest in post first."""
    values = {"role": role, "areas": list(area_ids), "on": on}
    return [_of_row(row) for row in SQL.rows("holders_among", values)] if area_ids else []


def posts_of(staff_id: int, *, on: date) -> list[Post]:
    """This will list the posts that a colleague holds on a day, by role and area."""
    held = Post.objects.filter(staff_id=staff_id, from_on__lte=on, staff__is_active=True)
    held = held.filter(Q(until_on__isnull=True) | Q(until_on__gte=on))
    return list(held.select_related("area").order_by("role", "area__name", "id"))


def names_around(staff_id: int, *, on: date) -> list[str]:
    """This will give the names by which a colleague is known to others: their own, of their agencies, of their areas."""
    posts, one = posts_of(staff_id, on=on), staff(staff_id)
    agencies = Agency.objects.filter(pk__in={one.agency_id, *(post.agency_id for post in posts)}).order_by("id")
    return [one.name, *(each.name for each in agencies), *(post.area.name for post in posts if post.area)]


def agencies_served(staff_id: int, *, role: str, on: date) -> list[int]:
    """This will list the agencies for which a colleague holds a role on a day."""
    posts = Post.objects.filter(staff_id=staff_id, role=role, from_on__lte=on)
    posts = posts.filter(Q(until_on__isnull=True) | Q(until_on__gte=on))
    return sorted(set(posts.values_list("agency_id", flat=True)))


def agencies_with(role: str, *, on: date) -> set[int]:
    """This will list the agencies for which somebody holds a role on a day."""
    posts = _posts_of_people().filter(role=role, from_on__lte=on)
    return set(posts.filter(Q(until_on__isnull=True) | Q(until_on__gte=on)).values_list("agency_id", flat=True))


def lacks_officer(agency_id: int | None, *, on: date) -> str:
    """This will say where a data protection officer is missing: on the whole site, or for an agency that answers for an area."""
    there = agencies_with("data_protection", on=on)
    if not there:
        return "site"
    answers = Area.objects.filter(local_authority_id=agency_id).exists()
    return "agency" if answers and agency_id not in there else ""


def contact(staff_id: int) -> Contact:
    """This will say whom to ask: a colleague's name and number."""
    line = staff(staff_id)
    return Contact(name=line.name, phone=line.phone)


def duty_number(purpose: str, *, area_id: int | None) -> DutyNumber | None:
    """This will find the number to ring for a purpose in an area, or the national one."""
    numbers = DutyNumber.objects.filter(purpose=purpose).filter(Q(area_id=area_id) | Q(area__isnull=True))
    return numbers.order_by("area_id", "id").first()


def duty_numbers(purposes: Sequence[str], *, area_id: int) -> list[Any]:
    """This will find the numbers to ring for some purposes, the area's own before the one for everywhere."""
    rows = SQL.rows("duty_numbers", {"purposes": list(purposes), "area": area_id})
    nearest = {row.purpose: row for row in rows}
    return [nearest[purpose] for purpose in purposes if purpose in nearest]


def certificate(staff_id: int, instrument: str, *, on: date, version: str = "") -> Qualification | None:
    """This will find a colleague's certificate for an instrument that is in date on a day, or none.

    A certificate that names a version holds for that version alone; one that names none holds for each.
    """
    held = Qualification.objects.filter(staff_id=staff_id, instrument=instrument, issued_on__lte=on)
    if version:
        held = held.filter(version__in=("", version))
    return held.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=on)).order_by("-issued_on", "-id").first()


def last_certificate(staff_id: int, instrument: str, *, on: date) -> Qualification | None:
    """This will find the newest certificate for an instrument that a colleague had on a day, in date or not, or none."""
    held = Qualification.objects.filter(staff_id=staff_id, instrument=instrument, issued_on__lte=on)
    return held.order_by("-issued_on", "-id").first()


def _people() -> QuerySet[Staff]:
    """Colleagues who can be chosen for something: a machine answers for nothing."""
    return Staff.objects.select_related("agency").filter(is_active=True, kind=Staff.PERSON)


def _posts_of_people() -> QuerySet[Post]:
    return Post.objects.select_related("staff__agency").filter(staff__is_active=True, staff__kind=Staff.PERSON)


def _line(staff: Staff) -> StaffLine:
    return StaffLine(
        staff.pk, str(staff.key), staff.name, staff.job_title, staff.agency.name, staff.agency_id, staff.phone
    )


def _of_row(row: Any) -> StaffLine:
    return StaffLine(**(row._asdict() | {"key": str(row.key)}))


def staff_of_account(account_id: int) -> int:
    """This will say whose an account is; only the role that signs people in may ask."""
    return Account.objects.values_list("staff_id", flat=True).get(pk=account_id)


def staff_of_username(username: str) -> int | None:
    """This will say whose a name for signing in is, or none; only the owner's command line may ask."""
    return Account.objects.filter(username=username).values_list("staff_id", flat=True).first()


def agency_by_code(code: str) -> Agency | None:
    """This will find an agency by its code, or none."""
    return Agency.objects.filter(code=code).first()


def holds(role: str, *, staff_id: int, on: date) -> bool:
    """This will say whether a colleague holds a role anywhere on a day."""
    posts = Post.objects.filter(staff_id=staff_id, role=role, from_on__lte=on, staff__is_active=True)
    return posts.filter(Q(until_on__isnull=True) | Q(until_on__gte=on)).exists()


def staff_that_exist(ids: Collection[int]) -> set[int]:
    """This will give those of some colleagues who are there at all."""
    return set(Staff.objects.filter(pk__in=ids).values_list("pk", flat=True))


def address_of(staff_id: int) -> str:
    """This will give the address at which somebody at work is told that something waits, or nothing."""
    found = Mailbox.objects.filter(staff_id=staff_id, staff__is_active=True).values_list("address", flat=True).first()
    return found or ""


def wants_reminders(staff_id: int) -> bool | None:
    """This will say whether a colleague wants reminders, or nothing where no address of theirs is known."""
    return Mailbox.objects.filter(staff_id=staff_id).values_list("reminders", flat=True).first()
