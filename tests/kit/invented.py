"""The invented world as a fixture: Ada, Dee, Femi and the others, and cases to open as one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from django.apps import apps
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone

from throughcare.cli import demo_data
from throughcare.commons.agencies.models import Account, Qualification
from throughcare.commons.cases import actions, gate
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.people.actions import NewPerson
from throughcare.frame.transaction import acting
from throughcare.kernel.definitions import load
from throughcare.safeguards.audit.record import record
from throughcare.web import lock

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
SAM = NewPerson(
    name="Sam Tarrow", born_on=date(2010, 3, 14), birth_precision="exact", gender="male", phone="01632 960 181"
)


@dataclass(frozen=True)
class Invented:
    """Who and where there is, by the names of the demo."""

    areas: Mapping[str, int]
    staff: Mapping[str, int]

    def receive(self, person: NewPerson = SAM, *, area: str = "northmere", at: datetime = NOW) -> str:
        """This will receive a referral as the public does, and give its reference."""
        with (
            acting("public_form", staff=None, at=at),
            actions.receive(actions.NewCase(person, self.areas[area]), by=None, at=at) as opened,
        ):
            actions.tell(opened, verb="referrals.receive", words="Referral received", at=at)
            record("referrals:received", kind="case", subject=opened.id, at=at, case_id=opened.id)
            return opened.reference

    @contextmanager
    def acting(self, username: str, *, at: datetime = NOW) -> Iterator[int]:
        """This will act as one of the invented people."""
        with acting("staff", staff=self.staff[username], at=at):
            yield self.staff[username]

    @contextmanager
    def opened(self, reference: str, username: str, *, at: datetime = NOW) -> Iterator[OpenCase]:
        """This will open a case as one of the invented people."""
        with self.acting(username, at=at) as staff:
            yield gate.open(reference, by=staff, at=at)

    def browser(self, username: str) -> Client:
        """This will give a browser in which one of the invented people has just signed in, at today's real moment."""
        client = Client()
        client.force_login(Account.objects.get(username=username))
        session = client.session
        session[lock.SEEN] = session[lock.SINCE] = timezone.now().isoformat()
        session.save()
        return client


@lru_cache(maxsize=1)
def _data() -> Mapping[str, object]:
    return load("demo", "world").data


def build() -> Invented:
    """This will build the invented people and places, without any case."""
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]
    ):  # slow ones cost seconds a test
        areas, staff = demo_data.world(_data(), NOW, password=_data()["password"])
    Qualification.objects.update(expires_on=None)  # some lives are led today, whenever that is
    return Invented(areas, staff)


_kept: tuple[Invented, dict[str, str]] | None = None  # what the first building wrote, by table


def build_again() -> Invented:
    """This will build the invented people and places in the working database: the first time by the acts, then as they lay there.

    Each building by the acts takes some two hundred statements. The rows keep their numbers, which their sequences never
    give to anybody else.
    """
    global _kept
    if _kept is None:
        before = _rows()
        invented, rows = build(), _rows()
        if before:  # somebody else is there, who will not be the next time
            return invented
        _kept = invented, rows
    else:
        _lay_down(_kept[1])
    return _kept[0]


def _rows() -> dict[str, str]:
    """Read all that the tables of people and places hold, in the order in which one leans on another."""
    tables = [model._meta.db_table for model in apps.get_app_config("agencies").get_models(include_auto_created=True)]
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(f"SELECT '{table}', json_agg(t ORDER BY t.id)::text FROM {table} t" for table in tables)
        )
        return {table: rows for table, rows in cursor.fetchall() if rows}


def _lay_down(rows: Mapping[str, str]) -> None:
    with connection.cursor() as cursor:
        for table, laid in rows.items():
            cursor.execute(f"INSERT INTO {table} SELECT * FROM json_populate_recordset(NULL::{table}, %s)", [laid])
