"""Builds the invented world: places and people as owner, then cases through the same acts that people use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from throughcare.kernel.definitions import load
from throughcare.kernel.time import uk_today

Progress = Callable[[int, int], None]
SINCE = date(2020, 1, 1)
Ids = Mapping[str, int]


def build(*, at: datetime, progress: Progress, with_past: bool = False) -> int:
    """This will build the invented world where it is not built yet, with its past if asked, and give the number of its cases."""
    from django.db import transaction

    from throughcare.cli import (
        demo_agreed,
        demo_agreement,
        demo_cases,
        demo_inventing,
        demo_panel,
        demo_past,
        demo_programme,
        demo_rights,
    )
    from throughcare.commons.agencies import queries as agencies
    from throughcare.commons.mail import actions as mail

    data = load("demo", "world").data
    if agencies.agency_by_code(data["agencies"][0]["code"]):
        return 0
    programme = load("demo", "programme").data
    with transaction.atomic():
        areas, staff = world(data, at, password=data["password"])
        regions, officers = world(programme, at, password=data["password"])
    demo_agreed.build(staff, now=at)
    past = demo_inventing.invent(areas, at=at) if with_past else []
    total = len(past) + len(data["cases"]) + len(programme["cases"])
    demo_past.lay_down(past, progress=lambda done: progress(done, total))
    for number, case in enumerate(data["cases"], len(past)):
        progress(number, total)
        came = demo_cases.at_work(at - timedelta(days=case["days_ago"]), 0.05)
        demo_cases.build(case, area=areas[case["area"]], staff=staff, at=came, now=at)
    for number, case in enumerate(programme["cases"], total - len(programme["cases"])):
        progress(number, total)
        demo_programme.build(case, area=regions["merevale"], staff=officers, now=at)
    if past:
        demo_agreement.build(staff, now=at)
        demo_rights.build(staff, now=at)
    demo_panel.coming(area=areas["northmere"], staff=staff, now=at)
    mail.forget_before(at)
    progress(total, total)
    return total


def world(data: Mapping[str, Any], at: datetime, *, password: str) -> tuple[Ids, Ids]:
    """This will make the agencies, areas, numbers and staff, and give the ids of areas and staff by their names."""
    from throughcare.commons.agencies import actions, queries

    made = {row["code"]: actions.add_agency(**row, valid_from=SINCE) for row in data["agencies"]}
    agencies = {**{one.code: one.id for one in queries.agencies(on=uk_today(at))}, **made}
    areas = {row["code"]: _area(row, agencies) for row in data["areas"]}
    for number in data["numbers"]:
        actions.add_duty_number(**{**number, "area": areas.get(number.get("area", ""))})
    staff = {row["username"]: _person(row, agencies, areas, at) for row in data["staff"]}
    actions.open_accounts({number: username for username, number in staff.items()}, password=password)
    return areas, staff


def _area(row: Mapping[str, Any], agencies: Ids) -> int:
    from throughcare.commons.agencies import actions

    led_by = {"local_authority": agencies[row["local_authority"]], "police": agencies[row["police"]]}
    return actions.add_area(**{**row, **led_by})


def _person(row: Mapping[str, Any], agencies: Ids, areas: Ids, at: datetime) -> int:
    from throughcare.commons.agencies import actions

    agency = agencies[row["agency"]]
    staff = actions.add_staff(row["name"], job_title=row["job"], agency=agency, phone=row["phone"])
    actions.give_address(staff, address=f"{row['username']}@{row['agency'].replace('_', '-')}.example")
    for post in row["posts"]:
        actions.give_post(staff, role=post["role"], area=areas.get(post.get("area", "")), agency=agency, from_on=SINCE)
    for held in row.get("certificates", ()):
        until = uk_today(at) + timedelta(days=530)
        issued = uk_today(at) - timedelta(days=200)
        actions.certify(staff, instrument=held["instrument"], issued_by=held["by"], issued_on=issued, expires_on=until)
    return staff
