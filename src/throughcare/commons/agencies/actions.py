"""Acts on agencies, areas and staff, for whoever sets a site up. They run as owner: no case is opened by them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.contrib.auth.hashers import make_password

from throughcare.commons.agencies.models import Account, Agency, Area, DutyNumber, Mailbox, Post, Qualification, Staff


def add_agency(code: str, *, name: str, kind: str, sector: str, regime: str, phone: str, valid_from: date) -> int:
    """This will add an organisation that takes part."""
    row = Agency.objects.create(
        code=code, name=name, kind=kind, sector=sector, regime=regime, phone=phone, valid_from=valid_from
    )
    return row.pk


def add_area(code: str, *, name: str, region: str, nation: str, local_authority: int, police: int) -> int:
    """This will add a local authority area with the police that own the risk there."""
    row = Area.objects.create(
        code=code, name=name, region=region, nation=nation, local_authority_id=local_authority, police_id=police
    )
    return row.pk


def add_staff(name: str, *, job_title: str, agency: int, phone: str) -> int:
    """This will add somebody who works in an agency; without an account they cannot sign in."""
    return Staff.objects.create(name=name, job_title=job_title, agency_id=agency, phone=phone).pk


def give_address(staff: int, *, address: str) -> None:
    """This will keep the work address at which a member of staff is told that something waits for them."""
    Mailbox.objects.update_or_create(staff_id=staff, defaults={"address": address})


def want_reminders(staff: int, *, wanted: bool) -> None:
    """This will turn somebody's own reminders on or off. What cannot wait still reaches them."""
    Mailbox.objects.filter(staff_id=staff).update(reminders=wanted)


def open_accounts(usernames: Mapping[int, str], *, password: str) -> None:
    """This will let several members of staff sign in with one password, made unreadable once: for invented people only."""
    unreadable = make_password(password)
    Account.objects.bulk_create(
        [Account(username=username, staff_id=staff, password=unreadable) for staff, username in usernames.items()]
    )


def give_post(staff: int, *, role: str, area: int | None, agency: int, from_on: date) -> None:
    """This will give a member of staff a role, in an area or for an agency."""
    Post.objects.create(staff_id=staff, role=role, area_id=area, agency_id=agency, from_on=from_on)


def certify(staff: int, *, instrument: str, issued_by: str, issued_on: date, expires_on: date | None) -> None:
    """This will record a certificate to use an instrument."""
    Qualification.objects.create(
        staff_id=staff, instrument=instrument, issued_by=issued_by, issued_on=issued_on, expires_on=expires_on
    )


def add_duty_number(purpose: str, *, label: str, phone: str, hours: str, area: int | None) -> None:
    """This will add a number to ring for one purpose, in one area or everywhere."""
    DutyNumber.objects.create(purpose=purpose, label=label, phone=phone, hours=hours, area_id=area)
