"""Generated worlds: areas, staff with posts, cases with grants and exclusions; and who may see what in them.

`may` is written from the matrix alone and knows nothing of the database: it is the second opinion that the row
policies are held against.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.db import connection
from hypothesis import strategies as st

from throughcare.commons.agencies.models import Agency, Area, Post, Staff
from throughcare.commons.cases.models import Case, Event, Exclusion, Grant, HealthNote, PoliceNote
from throughcare.commons.people.models import Person
from throughcare.kernel.ids import new_reference
from throughcare.safeguards.access.matrix import matrix

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
ROLES = tuple(matrix().roles)


@dataclass(frozen=True)
class Holding:
    """A post or a grant: who, in which role, where, and whether it has begun and ended at NOW."""

    staff: int
    role: str
    place: int
    begun: bool
    ended: bool

    @property
    def runs(self) -> bool:
        """This will say whether it holds at NOW."""
        return self.begun and not self.ended


@dataclass(frozen=True)
class World:
    """Everything that decides who may see what."""

    areas: int
    staff: int
    cases: list[int]
    posts: list[Holding]
    grants: list[Holding]
    exclusions: set[tuple[int, int]]
    inactive: set[int] = field(default_factory=set)


def worlds() -> st.SearchStrategy[World]:
    """This will generate small worlds that still hold every way of seeing and not seeing."""
    return st.integers(1, 3).flatmap(lambda areas: st.integers(1, 5).flatmap(lambda cases: _world(areas, 4, cases)))


def _world(areas: int, staff: int, cases: int) -> st.SearchStrategy[World]:
    def holding(places: int) -> st.SearchStrategy[Holding]:
        return st.builds(
            Holding,
            staff=st.integers(0, staff - 1),
            role=st.sampled_from(ROLES),
            place=st.integers(0, places - 1),
            begun=st.booleans(),
            ended=st.booleans(),
        )

    return st.builds(
        World,
        areas=st.just(areas),
        staff=st.just(staff),
        cases=st.lists(st.integers(0, areas - 1), min_size=cases, max_size=cases),
        posts=st.lists(holding(areas), max_size=6),
        grants=st.lists(holding(cases), max_size=6),
        exclusions=st.sets(st.tuples(st.integers(0, staff - 1), st.integers(0, cases - 1)), max_size=2),
        inactive=st.sets(st.integers(0, staff - 1), max_size=1),
    )


def roles_at(world: World, staff: int, case: int) -> set[str]:
    """This will give the roles in which somebody stands to a case, from the world alone."""
    if staff in world.inactive or (staff, case) in world.exclusions:
        return set()
    by_post = {p.role for p in world.posts if p.staff == staff and p.runs and p.place == world.cases[case]}
    by_post = {role for role in by_post if matrix().roles[role].reach == "area"}
    return by_post | {g.role for g in world.grants if g.staff == staff and g.runs and g.place == case}


def may(world: World, staff: int, case: int, compartment: str, need: str) -> bool:
    """This will say whether somebody may read or write one compartment of a case, from the world and the matrix alone."""
    return bool(matrix().may(roles_at(world, staff, case), compartment, need))


@dataclass(frozen=True)
class Built:
    """The ids that a world got in the database."""

    staff: list[int]
    cases: list[int]
    references: list[str]


def build(world: World) -> Built:
    """This will write a world into the database, as owner."""
    values = _carried()
    areas = _areas(world, values["controller_id"])
    staff = [
        Staff.objects.create(
            name=f"Staff {n}", job_title="-", agency_id=values["controller_id"], is_active=n not in world.inactive
        ).pk
        for n in range(world.staff)
    ]
    cases = [_case(area, areas, staff[0], values) for area in world.cases]
    for post in world.posts:
        Post.objects.create(
            staff_id=staff[post.staff],
            role=post.role,
            area_id=areas[post.place],
            agency_id=values["controller_id"],
            from_on=_day(begun=post.begun),
            until_on=_last_day(post),
        )
    for grant in world.grants:
        Grant.objects.create(
            case=cases[grant.place],
            staff_id=staff[grant.staff],
            role=grant.role,
            from_at=_moment(begun=grant.begun),
            until_at=_last_moment(grant),
        )
    for who, case in world.exclusions:
        Exclusion.objects.create(case=cases[case], staff_id=staff[who], from_at=NOW - timedelta(days=1), by_id=staff[0])
    return Built(staff, [case.pk for case in cases], [case.reference for case in cases])


def _carried() -> dict[str, object]:
    agency = Agency.objects.create(
        code="world",
        name="World",
        kind="local_authority",
        sector="local_authority",
        regime="uk_gdpr",
        valid_from=date(2020, 1, 1),
    )
    return {"controller_id": agency.pk, "regime": "uk_gdpr", "basis": "public_task", "review_on": date(2032, 1, 1)}


def _areas(world: World, agency: object) -> list[int]:
    return [
        Area.objects.create(
            code=f"area-{n}",
            name=f"Area {n}",
            region="-",
            nation="england-and-wales",
            local_authority_id=agency,
            police_id=agency,
        ).pk
        for n in range(world.areas)
    ]


def _case(area: int, areas: list[int], owner: int, values: dict[str, object]) -> Case:
    person = Person.objects.create(name="Somebody Invented")
    case = Case.objects.create(
        reference=new_reference(),
        person=person,
        area_id=areas[area],
        pathway="channel",
        pathway_version="2023-12-15",
        stage="gathering",
        owner_id=owner,
        police_owner_id=owner,
        opened_at=NOW,
        **values,
    )
    record = {"case": case, "happened_at": NOW, **values}
    Event.objects.create(**record, verb="x")
    HealthNote.objects.create(**record, thread=case_thread(case), text="x")
    PoliceNote.objects.create(**record, thread=case_thread(case), text="x")
    return case


def case_thread(case: Case) -> str:
    """This will make a thread key of a case's note."""
    return f"00000000-0000-0000-0000-{case.pk:012d}"


def _day(*, begun: bool) -> date:
    return NOW.date() + timedelta(days=-30 if begun else 30)


def _last_day(post: Holding) -> date | None:
    return max(_day(begun=post.begun), NOW.date() - timedelta(days=1)) if post.ended else None


def _moment(*, begun: bool) -> datetime:
    return NOW + timedelta(days=-30 if begun else 30)


def _last_moment(grant: Holding) -> datetime | None:
    return max(_moment(begun=grant.begun), NOW) if grant.ended else None


def readable(table: str, column: str = "case_id") -> set[int]:
    """This will give the cases whose rows of a table the present role and person can read."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT {column} FROM {table}")
        return {row[0] for row in cursor.fetchall()}
