"""A case of Northmere that is offered to Ashcombe, where Cleo is coordinator, Dee an officer and Nia the manager."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from tests.kit.invented import NOW, Invented
from throughcare.commons.agencies.models import Agency, Area, Post, Staff
from throughcare.commons.cases import gate
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.models import Case
from throughcare.commons.transfers import actions
from throughcare.commons.transfers.actions import NewOffer

LONG_AGO = date(2020, 1, 1)
BY = date(2026, 7, 15)
OFFER = NewOffer("ashcombe", "Sam and his mother moved to Ashcombe.", "Mentoring goes on; two reviews are to come.", BY)
LATER = NOW + timedelta(hours=1)


def a_case_at(invented: Invented, stage: str = "gathering") -> str:
    """This will receive a case in Northmere and let it stand at a stage."""
    reference = invented.receive(at=NOW - timedelta(days=30))
    Case.objects.filter(reference=reference).update(stage=stage)
    return reference


def offered(invented: Invented, reference: str, *, new: NewOffer = OFFER, at: datetime = NOW) -> str:
    """This will offer a case to Ashcombe, as Ada."""
    with invented.opened(reference, "ada", at=at) as case:
        actions.offer(case, new=new, at=at)
    return reference


def accepted(invented: Invented, reference: str, *, at: datetime = LATER) -> str:
    """This will accept an offered case, as Cleo, who owns it from then on; Dee owns the risk."""
    with as_offered(invented, reference, "cleo", at=at) as case:
        actions.accept(case, owner_id=invented.staff["cleo"], police_owner_id=invented.staff["dee"], at=at)
    return reference


@contextmanager
def as_offered(invented: Invented, reference: str, username: str, *, at: datetime = LATER) -> Iterator[OpenCase]:
    """This will open a case as somebody whose area was offered it."""
    with invented.acting(username, at=at) as staff:
        yield gate.open_offered(reference, by=staff, at=at)


def in_post(name: str, role: str, *, area: str = "ashcombe", from_on: date = LONG_AGO) -> Staff:
    """This will put a new colleague of Ashcombe's council in post."""
    council = Agency.objects.get(code="ashcombe_council")
    staff = Staff.objects.create(name=name, job_title=role, agency=council, phone="01632 960 209")
    Post.objects.create(staff=staff, role=role, area=Area.objects.get(code=area), agency=council, from_on=from_on)
    return staff
