"""Builds the invented world: places and people as owner, then cases through the same acts that people use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from throughcare.kernel.definitions import load

Progress = Callable[[str], None]
SINCE = date(2020, 1, 1)


def build(*, at: datetime, progress: Progress) -> int:
    """This will build the invented world where it is not built yet, and give the number of its cases."""
    from throughcare.cli import demo_cases
    from throughcare.commons.agencies.models import Agency

    data = load("demo", "world").data
    if Agency.objects.filter(code=data["agencies"][0]["code"]).exists():
        return 0
    progress("places and agencies")
    agencies, areas = _agencies(data), {}
    areas = _areas(data, agencies)
    _numbers(data, areas)
    progress("people and their posts")
    staff = _staff(data, agencies, areas, at)
    for number, case in enumerate(data["cases"], start=1):
        progress(f"case {number} of {len(data['cases'])}")
        demo_cases.build(case, areas=areas, staff=staff, at=at - timedelta(days=case.get("days_ago", 10)), now=at)
    return len(data["cases"])


def _agencies(data: Any) -> dict[str, int]:
    from throughcare.commons.agencies.models import Agency

    rows = [Agency.objects.create(valid_from=SINCE, **agency) for agency in data["agencies"]]
    return {row.code: row.pk for row in rows}


def _areas(data: Any, agencies: dict[str, int]) -> dict[str, int]:
    from throughcare.commons.agencies.models import Area

    found = {}
    for area in data["areas"]:
        values = {**area, "local_authority_id": agencies[area["local_authority"]], "police_id": agencies[area["police"]]}
        del values["local_authority"], values["police"]
        found[area["code"]] = Area.objects.create(**values).pk
    return found


def _numbers(data: Any, areas: dict[str, int]) -> None:
    from throughcare.commons.agencies.models import DutyNumber

    for number in data["numbers"]:
        values = {key: value for key, value in number.items() if key != "area"}
        DutyNumber.objects.create(area_id=areas.get(number.get("area")), **values)


def _staff(data: Any, agencies: dict[str, int], areas: dict[str, int], at: datetime) -> dict[str, int]:
    from throughcare.commons.agencies.models import Account, Post, Qualification, Staff

    found = {}
    for person in data["staff"]:
        agency = agencies[person["agency"]]
        row = Staff.objects.create(name=person["name"], job_title=person["job"], agency_id=agency, phone=person["phone"])
        Account.objects.create_account(username=person["username"], password=data["password"], staff=row)
        for post in person["posts"]:
            area = areas.get(post.get("area"))
            Post.objects.create(staff=row, role=post["role"], area_id=area, agency_id=agency, from_on=SINCE)
        for certificate in person.get("certificates", ()):
            Qualification.objects.create(
                staff=row, instrument=certificate["instrument"], issued_by=certificate["by"], issued_on=at.date() - timedelta(days=200),
                expires_on=at.date() + timedelta(days=530),
            )  # fmt: skip
        found[person["username"]] = row.pk
    return found
