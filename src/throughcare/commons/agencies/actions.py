"""Acts on agencies, areas and staff, for whoever sets a site up, as owner; and on machines, for a manager too.

No case is opened by them.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.utils.translation import gettext as _

from throughcare.commons.agencies import letting_in, machines, queries, rules
from throughcare.commons.agencies.keys import digest_of_code, new_key, new_one_time_code
from throughcare.commons.agencies.models import (
    Account,
    Agency,
    Area,
    DutyNumber,
    Mailbox,
    Post,
    Qualification,
    Recovery,
    Staff,
    Token,
)
from throughcare.kernel.answers import Answer, NotFound, no
from throughcare.kernel.time import end_of_day, uk_today
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record


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


def give_address_to_colleague(key: str, *, address: str, by: int, at: datetime) -> None:
    """This will say where a colleague of the own agency is written to, as its manager; an empty address ends it.

    A colleague of another agency, a machine, and somebody who has left are not found.
    """
    found = queries.staff_by_key(key)
    if found is None:
        raise NotFound
    _may("mailboxes.give", by=by, agency_id=found.agency_id, at=at).or_refuse(_("The address was not saved"))
    if not _call("SELECT tc.give_address(%s, %s)", [found.id, address]):
        raise NotFound
    verb = "mailboxes:given" if address else "mailboxes:ended"
    record(verb, kind=Staff._meta.label_lower, subject=found.key, at=at)


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


def certify(
    staff: int, *, instrument: str, issued_by: str, issued_on: date, expires_on: date | None, version: str = ""
) -> None:
    """This will record a certificate to use an instrument, in each version of it unless one is named."""
    Qualification.objects.create(
        staff_id=staff,
        instrument=instrument,
        version=version,
        issued_by=issued_by,
        issued_on=issued_on,
        expires_on=expires_on,
    )


def add_duty_number(purpose: str, *, label: str, phone: str, hours: str, area: int | None) -> None:
    """This will add a number to ring for one purpose, in one area or everywhere."""
    DutyNumber.objects.create(purpose=purpose, label=label, phone=phone, hours=hours, area_id=area)


VALUES = "%s::bigint, %s, %s, %s::text[], %s::text[], %s::bigint[], %s, %s, %s, %s::timestamptz, %s::timestamptz"


@dataclass(frozen=True)
class NewMachine:
    """A machine to let in: whose, what for, to do what, in which areas, and its last day."""

    agency_id: int
    purpose: str
    scopes: Sequence[str]
    area_ids: Sequence[int]
    expires_on: date


@dataclass(frozen=True)
class LetIn:
    """A machine that was let in. `written` is the token itself: it is shown once and kept nowhere."""

    key: UUID
    written: str


def let_machine_in(new: NewMachine, *, by: int | None, at: datetime) -> LetIn:
    """This will let a machine of an agency in and give its token, once; `by` is its manager, or nobody on the command line."""
    known = machines.scopes()
    answer = _may("machines.make", by=by, agency_id=new.agency_id, at=at)
    answer &= rules.may_be_let_in(
        purpose=new.purpose,
        scopes=new.scopes,
        known=known,
        expires_on=new.expires_on,
        today=uk_today(at),
        longest_days=machines.limits()["longest_days"],
    )
    answer &= _has_areas(new, {code for code in new.scopes if code in known and known[code].in_area})
    answer.or_refuse(_("The machine was not let in"))
    key, salt = new_key(), secrets.token_hex(16)
    posts = _posts(new)
    values = [
        new.agency_id,
        rules.name_of_machine(queries.agency(new.agency_id).name, new.purpose),
        new.purpose,
        list(dict.fromkeys(new.scopes)),
        [role for role, _area in posts],
        [area for _role, area in posts],
        key.handle,
        salt,
        key.digest(salt),
        at,
        end_of_day(new.expires_on),
    ]
    made = _call(f"SELECT {'tc.make_machine' if by else 'tc.add_machine'}({VALUES})", values)
    record("machines:made", kind=Token._meta.label_lower, subject=made, at=at)
    return LetIn(UUID(str(made)), key.written)


def revoke_token(key: str, *, by: int | None, at: datetime) -> Token:
    """This will end a machine at once; another agency's token, and one that was ended before, are not found."""
    found = machines.token(key)
    if found is None:
        raise NotFound
    _may("machines.revoke", by=by, agency_id=found.agency_id, at=at).or_refuse(_("The token was not revoked"))
    if not _call(f"SELECT {'tc.revoke_machine' if by else 'tc.end_machine'}(%s::uuid, %s::timestamptz)", [key, at]):
        raise NotFound
    record("machines:revoked", kind=Token._meta.label_lower, subject=found.key, at=at)
    return found


def end_colleague(key: str, *, by: int, at: datetime) -> None:
    """This will end a colleague of the own agency at once: the account, every session and every post. Nobody ends themselves."""
    found = queries.staff_by_key(key)
    if found is None or found.id == by:
        raise NotFound
    _may("colleagues.end", by=by, agency_id=found.agency_id, at=at).or_refuse(_("The colleague was not ended"))
    if not _call("SELECT tc.end_colleague(%s, %s)", [found.id, at]):
        raise NotFound
    record("colleagues:ended", kind=Staff._meta.label_lower, subject=found.key, at=at)


def ask_recovery(key: str, *, reason: str, by: int, at: datetime) -> UUID:
    """This will ask that a colleague of the own agency be let in anew; a second person confirms it."""
    found = queries.staff_by_key(key)
    if found is None or found.id == by:
        raise NotFound
    _may("recoveries.ask", by=by, agency_id=found.agency_id, at=at).or_refuse(_("It was not asked for"))
    until = at + timedelta(hours=letting_in.PROMISED_HOURS)
    asked = _call("SELECT tc.ask_recovery(%s, %s, %s, %s)", [found.id, reason, at, until])
    if asked is None:
        raise NotFound
    record("recoveries:asked", kind=Staff._meta.label_lower, subject=found.key, at=at, reason=reason)
    return UUID(str(asked))


def confirm_recovery(recovery: Recovery, *, by: int, at: datetime) -> str:
    """This will let a colleague in anew, as the second of two people, and give the one-time code, once."""
    _may("recoveries.confirm", by=by, agency_id=recovery.agency_id, at=at).or_refuse(_("It was not confirmed"))
    rules.may_confirm(by=by, asked_by=recovery.asked_by_id, for_whom=recovery.staff_id).or_refuse(
        _("It was not confirmed")
    )
    code, salt = new_one_time_code(), secrets.token_hex(16)
    until = at + timedelta(hours=letting_in.PROMISED_HOURS)
    values = [str(recovery.key), salt, digest_of_code(code, salt=salt), at, until]
    if _call("SELECT tc.confirm_recovery(%s::uuid, %s, %s, %s, %s)", values) is None:
        raise NotFound
    record("recoveries:confirmed", kind=Staff._meta.label_lower, subject=recovery.staff.key, at=at)
    return code


def begin_account(staff: int, *, username: str, at: datetime) -> str:
    """This will open an account, or begin one anew, as owner on the command line, and give its one-time code, once."""
    Account.objects.get_or_create(staff_id=staff, defaults={"username": username, "password": make_password(None)})
    code, salt = new_one_time_code(), secrets.token_hex(16)
    until = at + timedelta(hours=letting_in.PROMISED_HOURS)
    _call("SELECT tc.begin_account_anew(%s, %s, %s, %s, %s)", [staff, salt, digest_of_code(code, salt=salt), at, until])
    record("accounts:begun", kind=Staff._meta.label_lower, subject=staff, at=at)
    return code


def _may(verb: str, *, by: int | None, agency_id: int, at: datetime) -> Answer:
    """Whoever runs the site may on the command line; nobody else without a post in that agency."""
    if by is None:
        return Answer()
    roles = {post.role for post in queries.posts_of(by, on=uk_today(at)) if post.agency_id == agency_id}
    return matrix().may_do(roles, verb)


def _has_areas(new: NewMachine, in_area: Collection[str]) -> Answer:
    if in_area and not new.area_ids:
        words = _("these need an area: %(scopes)s") % {"scopes": ", ".join(sorted(in_area))}
        return no(words, rule=rules.RULE)
    return Answer()


def _posts(new: NewMachine) -> list[tuple[str, int | None]]:
    """The posts that the scopes ask for, each once; a post in areas once for each of them."""
    every = [machines.scopes()[code] for code in new.scopes]
    found = [(one.role, area) for one in every for area in (new.area_ids if one.in_area else [None])]
    return list(dict.fromkeys(found))


def _call(statement: str, values: Sequence[Any]) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        row = cursor.fetchone()
    return row[0] if row else None
