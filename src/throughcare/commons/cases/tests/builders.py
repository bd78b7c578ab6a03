"""An invented area with its people, and cases at any stage, written as owner; and how each of the people opens one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from throughcare.commons.agencies.models import Account, Agency, Area, Post, Qualification, Staff
from throughcare.commons.cases import gate
from throughcare.commons.cases.models import Case, Exclusion, Grant, PoliceStageChange, Told
from throughcare.commons.people.models import Particulars, Person
from throughcare.frame.transaction import acting
from throughcare.kernel.ids import new_reference
from throughcare.safeguards.pathways import Pathway

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
LONG_AGO = date(2020, 1, 1)


@dataclass(frozen=True)
class Town:
    """One area, its agencies, and the people of every test."""

    area: Area
    council: Agency
    police: Agency
    school: Agency
    clinic: Agency
    people: dict[str, Staff] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Staff:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None


POSTS = {
    "ada": ("Ada Marsh", "council", "coordinator", True),
    "mo": ("Mo Quill", "council", "manager", True),
    "dee": ("Dee Frost", "police", "police_officer", True),
    "femi": ("Femi Cole", "police", "police_supervisor", True),
    "hana": ("Hana Reed", "council", "assessor", True),
    "ben": ("Ben Hale", "clinic", "panel_member", True),
    "gail": ("Gail Pike", "council", "chair", True),
    "ivo": ("Ivo Brand", "council", "provider", False),
    "dov": ("Dov Lund", "council", "data_protection", False),
    "pat": ("Pat Lowe", "school", "partner", False),
    "rae": ("Rae Moss", "clinic", "partner", False),
}


def a_town() -> Town:
    """This will build an area with its agencies and people; Cleo works elsewhere and holds nothing here."""
    council, police = _agency("Ashcombe Council", "local_authority"), _agency("Ashcombe Police", "police")
    school, clinic = _agency("Northmere School", "school"), _agency("Larkfield Clinic", "nhs")
    area = Area.objects.create(
        code="ashcombe", name="Ashcombe", region="-", nation="england-and-wales", local_authority=council, police=police
    )
    town = Town(area, council, police, school, clinic)
    for key, (name, agency, role, in_area) in POSTS.items():
        staff = _staff(name, getattr(town, agency))
        Post.objects.create(
            staff=staff, role=role, area=area if in_area else None, agency=staff.agency, from_on=LONG_AGO
        )
        town.people[key] = staff
    elsewhere = Area.objects.create(
        code="brindle", name="Brindle", region="-", nation="england-and-wales", local_authority=council, police=police
    )
    town.people["cleo"] = _staff("Cleo Finch", council)
    Post.objects.create(staff=town.cleo, role="coordinator", area=elsewhere, agency=council, from_on=LONG_AGO)
    return town


def a_case(town: Town, *, stage: str = "gathering", name: str = "Sam Tarrow", told: bool = False) -> Case:
    """This will build a case at a stage, owned by Ada, with Dee as police risk owner."""
    values = _carried(town.council)
    person = Person.objects.create(name=name, name_used=name.split()[0])
    Particulars.objects.create(
        person=person, happened_at=NOW, born_on=date(2010, 3, 14), birth_precision="exact", **values
    )
    pathway = Pathway.load("channel")
    with_police = pathway.stage(stage).with_police
    case = Case.objects.create(
        reference=new_reference(),
        person=person,
        area=town.area,
        pathway=pathway.name,
        pathway_version=pathway.version,
        stage="checks" if with_police else stage,
        owner=town.ada,
        police_owner=town.dee,
        opened_at=NOW,
        **values,
    )
    if with_police:
        PoliceStageChange.objects.create(case=case, happened_at=NOW, to_stage=stage, verb="-", **values)
    if told:
        Told.objects.create(case=case, happened_at=NOW, told=True, **values)
    return case


def a_grant(case: Case, staff: Staff, role: str) -> Grant:
    """This will let somebody open a case in one role."""
    return Grant.objects.create(case=case, staff=staff, role=role, from_at=NOW)


def an_exclusion(case: Case, staff: Staff, *, by: Staff) -> Exclusion:
    """This will keep somebody out of a case."""
    return Exclusion.objects.create(case=case, staff=staff, from_at=NOW, by=by, reason="a neighbour")


def a_certificate(staff: Staff, instrument: str, *, expires_on: date | None = None) -> Qualification:
    """This will give somebody a certificate for an instrument."""
    return Qualification.objects.create(
        staff=staff, instrument=instrument, issued_on=LONG_AGO, expires_on=expires_on, issued_by="Ashcombe Training"
    )


@contextmanager
def opened(case: Case, staff: Staff, *, at: datetime = NOW) -> Iterator[gate.OpenCase]:
    """This will open a case as one of the people, inside a request of theirs."""
    with acting("staff", staff=staff.pk, at=at):
        yield gate.open(case.reference, by=staff.pk, at=at)


@contextmanager
def as_staff(staff: Staff, *, at: datetime = NOW) -> Iterator[None]:
    """This will run what is inside as one of the people, with no case open."""
    with acting("staff", staff=staff.pk, at=at):
        yield


def a_browser(staff: Staff) -> Client:
    """This will give a browser in which one of the people is signed in."""
    account, _made = Account.objects.get_or_create(staff=staff, defaults={"username": staff.name.split()[0].lower()})
    browser = Client()
    browser.force_login(account)
    session = browser.session
    session["seen_at"] = session["since"] = timezone.now().isoformat()
    session.save()
    return browser


def _agency(name: str, kind: str) -> Agency:
    regime = "part_3" if kind == "police" else "uk_gdpr"
    code = name.lower().replace(" ", "-")
    return Agency.objects.create(code=code, name=name, kind=kind, sector=kind, regime=regime, valid_from=LONG_AGO)


def _staff(name: str, agency: Agency) -> Staff:
    return Staff.objects.create(name=name, job_title="-", agency=agency, phone="01632 960 101")


def _carried(agency: Agency) -> dict[str, Any]:
    return {"controller": agency, "regime": "uk_gdpr", "basis": "public_task", "review_on": date(2032, 1, 1)}
