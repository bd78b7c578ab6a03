"""A key changes while people work: nobody is signed out, nothing is lost, and the old key opens nothing once it is retired."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from cryptography.fernet import Fernet
from django.contrib.sessions.models import Session
from django.db import connection as opened
from django.test import Client
from django.utils import timezone
from typer.testing import CliRunner

from tests.kit.invented import NOW
from throughcare.cli import connection
from throughcare.cli.keeping import environment, passwords
from throughcare.cli.main import app
from throughcare.commons.cases.models import Note
from throughcare.commons.files import actions as files
from throughcare.commons.files import queries
from throughcare.commons.files.models import Document
from throughcare.commons.files.tests.builders import PDF, a_document, a_file
from throughcare.config import addresses
from throughcare.web import tries
from throughcare.web.demo_people import password
from throughcare.web.lock import SEEN
from throughcare.web.models import HeldPost
from throughcare.web.signing_in.tests.kit import code, typed_password, with_app

pytestmark = pytest.mark.django_db

OLD, NEW = "o" * 60, "n" * 60
NOTE = {"about": "core", "happened-day": "3", "happened-month": "3", "happened-year": "2026", "kind": "fact"}


@pytest.fixture(autouse=True)
def the_owner_is_connected_and_the_old_key_in_use(settings, monkeypatch):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = OLD, []
    monkeypatch.setattr(connection, "connect_as_owner", lambda: None)


@pytest.fixture
def renewed(settings):
    def renew() -> None:
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]

    return renew


@pytest.fixture
def retired(settings):
    def retire() -> None:
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, []

    return retire


def told(*words: object):
    return CliRunner().invoke(app, ["secrets", *map(str, words)])


def signed_in() -> Client:
    browser = Client()
    browser.post("/sign-in/", {"username": "ada", "password": password()})
    return browser


def test_a_session_goes_on_under_the_new_key_and_stays_in_the_list_of_devices(invented, renewed, retired):
    browser = signed_in()
    renewed()

    assert browser.get("/work/").status_code == 200
    name = browser.session.session_key
    assert UserSession.objects.filter(session_key=name).count() == 1
    retired()
    assert browser.get("/work/").status_code == 200


def test_a_session_of_the_old_key_alone_is_refused_once_it_is_retired(invented, retired):
    browser = signed_in()
    retired()

    assert browser.get("/work/").status_code == 302


def test_a_second_factor_lets_in_under_both_keys_and_after_resealing_under_the_new_one_alone(
    invented, renewed, retired
):
    with_app()
    renewed()
    assert typed_password().post("/sign-in/second/", {"code": code()}).headers["Location"] == "/begin/"

    assert told("reseal").exit_code == 0
    retired()
    answer = typed_password().post("/sign-in/second/", {"code": code(away=1)})

    assert answer.headers["Location"] == "/begin/"


def test_without_resealing_the_retired_key_leaves_a_factor_shut(invented, retired):
    with_app()
    retired()

    page = typed_password()
    page.raise_request_exception = False

    assert page.post("/sign-in/second/", {"code": code()}).status_code != 302


def test_what_was_held_over_a_lock_survives_the_new_key_and_the_resealing(invented, renewed, retired):
    reference, browser = invented.receive(), signed_in()
    session = browser.session
    session[SEEN] = (timezone.now() - timedelta(hours=1)).isoformat()
    session.save()
    browser.post(f"/cases/{reference}/notes/add/", {**NOTE, "text": "The tutor rang back."})
    renewed()

    told("reseal")
    retired()
    Client().post("/sign-in/", {"username": "ada", "password": password()})

    assert not HeldPost.objects.exists()
    assert [note.text for note in Note.objects.all()] == ["The tutor rang back."]


def test_wrong_tries_are_counted_on_over_a_change_of_key(renewed):
    at = timezone.now()
    for _try in range(tries.MOST):
        tries.count("ada", at=at)
    renewed()

    assert tries.too_many_until("ada", at=at) is not None
    tries.forget("ada")
    assert tries.too_many_until("ada", at=at) is None


def test_the_list_names_every_secret_that_a_site_has(invented):
    listed = told("list").output
    page = (addresses.project_directory() / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(THROUGHCARE_[A-Z_]*(?:KEYS?|SECRET|TOKEN)|DATABASE_URL|THROUGHCARE_OWNER_URL)`", page))
    told_as = {
        "THROUGHCARE_SECRET_KEY": "secret-key",
        "THROUGHCARE_FILE_KEYS": "file-keys",
        "THROUGHCARE_METRICS_TOKEN": "metrics-token",
        "THROUGHCARE_SEAL_KEY": "seal of the audit",
        "THROUGHCARE_EQUALITY_KEY": "key of equality forms",
    }

    assert len(named) > 5
    assert [name for name in named if told_as.get(name, name) not in listed] == []


def test_the_list_says_how_much_needs_an_earlier_key(invented, renewed):
    with_app()
    signed_in()
    assert "Nothing needs an earlier key." in told("list").output
    renewed()

    before, done = told("list").output, told("reseal").output

    assert "1 second factors" in before
    assert "1 second factors" in done.splitlines()[0]
    assert "second factors" not in done.splitlines()[-1]


def test_many_factors_are_sealed_anew_in_batches(invented, renewed, monkeypatch):
    from throughcare.cli.keeping import resealing

    monkeypatch.setattr(resealing, "BATCH", 2)
    for name in ("ada", "ben", "cleo", "dov", "gail"):
        with_app(name)
    renewed()

    assert resealing.reseal()["second factors"] == 5
    assert resealing.reseal()["second factors"] == 0
    assert Authenticator.objects.count() == 5


def test_what_no_key_opens_stops_the_resealing_and_is_told(invented, retired):
    with_app()
    retired()

    result = told("reseal")

    assert result.exit_code == 1
    assert "Add it at the end" in str(result.exception)


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "environment"
    path.write_text(f"# settings\nTHROUGHCARE_SECRET_KEY={OLD}\nPORT=8000\nTHROUGHCARE_FILE_KEYS=\n")
    path.chmod(0o640)
    return path


def test_a_new_key_stands_first_in_the_file_and_the_old_one_behind_it(file):
    assert told("renew", "secret-key", file).exit_code == 0

    held = environment.read(file)
    assert held["THROUGHCARE_SECRET_KEYS_BEFORE"] == OLD
    assert len(held["THROUGHCARE_SECRET_KEY"]) >= 50
    assert held["THROUGHCARE_SECRET_KEY"] != OLD
    assert file.read_text().startswith("# settings\n")
    assert held["PORT"] == "8000"
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(file.parent.iterdir()) == [file]


def test_keys_of_files_and_the_token_of_watchers_are_renewed_too(file):
    first = Fernet.generate_key().decode()
    environment.change(file, {"THROUGHCARE_FILE_KEYS": first})

    told("renew", "file-keys", file)
    told("renew", "metrics-token", file)

    keys = environment.read(file)["THROUGHCARE_FILE_KEYS"].split(",")
    assert keys[1:] == [first]
    assert Fernet(keys[0])
    assert len(environment.read(file)["THROUGHCARE_METRICS_TOKEN"]) >= 30
    assert told("renew", "crown-jewels", file).exit_code == 1


def of_this_process(file: Path, settings) -> None:
    """The command runs with what the file holds."""
    environment.change(
        file,
        {
            "THROUGHCARE_SECRET_KEY": settings.SECRET_KEY,
            "THROUGHCARE_SECRET_KEYS_BEFORE": ",".join(settings.SECRET_KEY_FALLBACKS),
            "THROUGHCARE_FILE_KEYS": ",".join(settings.FILE_KEYS),
        },
    )


def test_the_old_key_is_retired_when_nothing_needs_it_and_not_before(invented, renewed, file, settings):
    with_app("ben")
    signed_in()
    renewed()
    of_this_process(file, settings)

    early = told("retire", "secret-key", file)
    told("reseal")
    late = told("retire", "secret-key", file)
    at_once = told("retire", "secret-key", file, "--now")

    assert "1 second factors" in str(early.exception)
    assert "1 sessions need them" in str(late.exception)
    assert "1 sessions ended." in at_once.output
    assert not Session.objects.exists()
    assert environment.read(file)["THROUGHCARE_SECRET_KEYS_BEFORE"] == ""
    assert environment.read(file)["THROUGHCARE_SECRET_KEY"] == NEW


def test_a_command_with_other_keys_than_the_file_retires_nothing(file, renewed):
    renewed()

    assert "other keys" in str(told("retire", "secret-key", file).exception)


def test_the_keys_of_files_are_retired_once_every_file_lies_under_the_first(invented, file, settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"
    with invented.opened(invented.receive(), "ada") as case:
        files.attach(case, new=a_document("core"), file=a_file(), at=NOW)
    new = Fernet.generate_key().decode()
    settings.FILE_KEYS = [new, *settings.FILE_KEYS]
    of_this_process(file, settings)

    early, _done, late = told("retire", "file-keys", file), told("reseal"), told("retire", "file-keys", file)

    assert "1 files need them" in str(early.exception)
    assert late.exit_code == 0
    assert environment.read(file)["THROUGHCARE_FILE_KEYS"] == new
    settings.FILE_KEYS = [new]
    assert queries.content_of(Document.objects.get()) == PDF


def test_a_password_changes_in_the_database_and_in_the_file_together(file):
    with opened.cursor() as cursor:
        cursor.execute("DROP ROLE IF EXISTS tc_renewed")
        cursor.execute("CREATE ROLE tc_renewed LOGIN")
    environment.change(file, {"DATABASE_URL": "postgresql://tc_renewed:before@db.example:5432/tc?sslmode=require"})
    environment.change(file, {"THROUGHCARE_REPLICA_URL": "postgresql://tc_renewed:before@replica.example/tc"})

    assert told("renew", "database-password", file).exit_code == 0

    held = environment.read(file)
    assert held["DATABASE_URL"].endswith("@db.example:5432/tc?sslmode=require")
    assert "before" not in held["DATABASE_URL"] + held["THROUGHCARE_REPLICA_URL"]
    assert held["DATABASE_URL"].split("@")[0] == held["THROUGHCARE_REPLICA_URL"].split("@")[0]


def test_a_role_that_the_owner_may_not_change_leaves_the_file_as_it_was(file):
    environment.change(file, {"DATABASE_URL": "postgresql://pg_monitor:before@db.example/tc"})
    before = file.read_text()

    assert told("renew", "database-password", file).exit_code == 1
    assert file.read_text() == before
    assert list(file.parent.iterdir()) == [file]


def test_what_travels_is_no_password():
    said: list[str] = []

    def heard(execute, statement, params, many, context):
        said.append(statement)
        return execute(statement, params, many, context)

    with opened.cursor() as cursor:
        cursor.execute("DROP ROLE IF EXISTS tc_renewed")
        cursor.execute("CREATE ROLE tc_renewed LOGIN")
    with opened.execute_wrapper(heard):
        passwords.give("tc_renewed", "seven quiet lanterns")

    given = [each for each in said if each.startswith("ALTER")]
    assert len(given) == 1
    assert given[0].startswith('ALTER ROLE "tc_renewed" PASSWORD \'SCRAM-SHA-256$')
    assert "lanterns" not in "".join(said)
