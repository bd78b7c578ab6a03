"""Who is who in these tests, and a concern to receive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from throughcare.commons.agencies.models import Account, Agency, Area, DutyNumber, Post, Staff
from throughcare.commons.cases import gate
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.people.actions import NewPerson
from throughcare.frame.transaction import acting
from throughcare.stages.referrals import actions
from throughcare.stages.referrals.telling import PUBLIC, NewOriginator, NewReferral, Received

NOW = datetime(2026, 6, 3, 10, tzinfo=UTC)
BEGAN = date(2020, 1, 1)
WORDS = "Sam wrote in the lesson that nobody would miss the people there."


@dataclass(frozen=True)
class Colleague:
    """A member of staff with an account."""

    id: int
    username: str


@dataclass(frozen=True)
class World:
    """Two invented areas and the people who work there."""

    northmere: Area
    ashcombe: Area
    ada: Colleague
    ben: Colleague
    cleo: Colleague
    dee: Colleague
    dov: Colleague
    pat: Colleague


def a_world() -> World:
    """Build two areas with one coordinator each, one police force, and colleagues of other agencies."""
    northmere_council, ashcombe_council = an_agency("Northmere Council"), an_agency("Ashcombe Council")
    police, school = (
        an_agency("Merevale Police", regime="part_3", kind="police"),
        an_agency("Northmere School", "school"),
    )
    northmere, ashcombe = an_area("Northmere", northmere_council, police), an_area("Ashcombe", ashcombe_council, police)
    for purpose, phone in (("advice", "01632 960 106"), ("out_of_hours", "01632 960 108"), ("office", "01632 960 100")):
        DutyNumber.objects.create(purpose=purpose, label="the duty desk", phone=phone, hours="at any hour")
    dee = a_colleague("dee", police, ("police_officer", northmere))
    Post.objects.create(staff_id=dee.id, role="police_officer", area=ashcombe, agency=police, from_on=BEGAN)
    return World(
        northmere=northmere,
        ashcombe=ashcombe,
        ada=a_colleague("ada", northmere_council, ("coordinator", northmere)),
        ben=a_colleague("ben", an_agency("Northmere Education", "education")),
        cleo=a_colleague("cleo", ashcombe_council, ("coordinator", ashcombe)),
        dee=dee,
        dov=a_colleague("dov", northmere_council, ("data_protection", None)),
        pat=a_colleague("pat", school, ("referrer", None)),
    )


def an_agency(
    name: str, sector: str = "local_authority", *, regime: str = "uk_gdpr", kind: str = "local_authority"
) -> Agency:
    code = name.lower().replace(" ", "-")
    sector = "education" if sector == "school" else sector
    return Agency.objects.create(code=code, name=name, kind=kind, sector=sector, regime=regime, valid_from=BEGAN)


def an_area(name: str, council: Agency, police: Agency) -> Area:
    return Area.objects.create(
        code=name.lower(),
        name=name,
        region="north_west",
        nation="england-and-wales",
        local_authority=council,
        police=police,
    )


def a_colleague(username: str, agency: Agency, post: tuple[str, Area | None] | None = None) -> Colleague:
    staff = Staff.objects.create(name=username.title(), job_title="-", agency=agency, phone="01632 960 101")
    Account.objects.create(username=username, password="!", staff=staff)  # signed in by force: hashing takes seconds
    if post:
        Post.objects.create(staff=staff, role=post[0], area=post[1], agency=agency, from_on=BEGAN)
    return Colleague(staff.pk, username)


def a_concern(world: World, **changes: object) -> NewReferral:
    """Say what worries somebody about an invented pupil."""
    known: dict[str, object] = {
        "what_worries": WORDS,
        "area_id": world.northmere.pk,
        "channel": PUBLIC,
        "received_at": NOW,
        "person": NewPerson(
            name="Sam Tarrow", born_on=date(2010, 3, 14), birth_precision="exact", phone="01632 960 181"
        ),
        "originator": NewOriginator(
            name="Kit Lowe",
            role="teacher",
            organisation="Northmere School",
            phone="01632 960 151",
            anonymous_to_person=False,
            anonymous_to_panel=False,
            wish_was_asked=True,
        ),
        "sector": "education",
    }
    return NewReferral(**{**known, **changes})  # type: ignore[arg-type]  # the fields of NewReferral by name


def received(world: World, **changes: object) -> Received:
    """Receive a concern as somebody without an account."""
    with acting("public_form", staff=None, at=NOW):
        return actions.receive(a_concern(world, **changes), by=None, at=NOW)


def opened_by(colleague: Colleague, reference: str) -> OpenCase:
    """Open a case; the caller acts as that colleague already."""
    return gate.open(reference, by=colleague.id, at=NOW)
