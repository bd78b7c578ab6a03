"""Keys rotate, files without a record are swept, records without a file are named, and an erasure leaves nothing."""

import os
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.db import transaction
from django.utils import timezone
from typer.testing import CliRunner

from tests.kit.invented import NOW
from throughcare.cli.main import app
from throughcare.commons.files import actions, cabinet, queries, sealing
from throughcare.commons.files.models import Document, HealthDocument
from throughcare.commons.files.tests.builders import PDF, a_document, a_file
from throughcare.frame.transaction import acting
from throughcare.oversight.rights import actions as rights

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cabinet_of_this_test(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


def attached(invented, *, compartments=("core",)) -> str:
    reference = invented.receive()
    with invented.opened(reference, "ada") as case:
        for compartment in compartments:
            actions.attach(case, new=a_document(compartment), file=a_file(), at=NOW)
    return reference


def swept(*, later: timedelta = timedelta(hours=2), all_of_them: bool = False) -> actions.Swept:
    at = timezone.now() + later
    with acting("clock", staff=None, at=at):
        return actions.sweep(at=at, all_of_them=all_of_them)


def test_rotated_every_file_opens_with_the_new_key_alone(invented, settings):
    attached(invented, compartments=("core", "health"))
    new = Fernet.generate_key().decode()

    settings.FILE_KEYS = [new, *settings.FILE_KEYS]
    done = actions.rotate()
    settings.FILE_KEYS = [new]

    assert done == 2
    assert {queries.content_of(row) for row in (Document.objects.get(), HealthDocument.objects.get())} == {PDF}


def test_a_key_that_is_missing_stops_the_rotation_before_anything_is_lost(invented, settings):
    attached(invented)
    before = Document.objects.get().sealed_key

    settings.FILE_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(sealing.Unreadable):
        actions.rotate()

    assert Document.objects.get().sealed_key == before


def test_what_no_record_names_is_swept_once_its_request_has_ended(invented):
    attached(invented)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        attached(invented)
        raise ZeroDivisionError

    assert len(list(cabinet.kept())) == 2
    assert swept(later=timedelta()).removed == 0
    assert swept().removed == 1
    assert [name for name, _written in cabinet.kept()] == [Document.objects.get().stored]


def test_an_unfinished_file_is_swept(settings):
    place = settings.FILES_DIR / "ab" / f"{'ab' * 16}.part"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"half")

    assert swept().removed == 1
    assert not place.exists()


def test_a_record_without_its_file_is_named(invented):
    attached(invented)
    row = Document.objects.get()
    cabinet.remove([row.stored])

    assert swept().missing == ((row.stored, row.case_id),)


def test_a_folder_of_which_nothing_is_known_is_left_alone_unless_asked(settings):
    for number in range(actions.STRANGERS + 1):
        cabinet.keep(f"{number:032x}", [b"x"])

    assert swept() == actions.Swept(0, (), strangers=actions.STRANGERS + 1)
    assert swept(all_of_them=True).removed == actions.STRANGERS + 1


def erased(invented, reference: str) -> None:
    with acting("oversight", staff=invented.staff["dov"], at=NOW):
        asked = rights.ask_to_erase(reference=reference, ground="unlawful", by=invented.staff["dov"], at=NOW)
    with invented.opened(reference, "mo") as case:
        rights.decide_erasure(case, key=str(asked.key), granted=True, reason="", at=NOW)


def test_an_erasure_leaves_nothing_of_a_file_on_the_disk_or_in_a_row(invented, django_capture_on_commit_callbacks):
    reference = attached(invented, compartments=("core", "health"))
    attached(invented)

    with django_capture_on_commit_callbacks(execute=True):
        erased(invented, reference)

    row = HealthDocument.objects.get()
    assert (row.title, row.file_name, row.stored, row.sealed_key) == ("", "", "", "")
    assert [name for name, _written in cabinet.kept()] == [Document.objects.exclude(stored="").get().stored]


def test_files_stay_where_the_erasure_is_not_kept_and_are_swept_where_nobody_removed_them(
    invented, django_capture_on_commit_callbacks
):
    reference = attached(invented)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        erased(invented, reference)
        raise ZeroDivisionError
    assert queries.content_of(Document.objects.get()) == PDF

    with django_capture_on_commit_callbacks(execute=False):  # the process ended before it could remove anything
        erased(invented, reference)

    assert len(list(cabinet.kept())) == 1
    assert swept().removed == 1


def test_the_commands_say_what_they_did(invented, monkeypatch):
    monkeypatch.setattr("throughcare.cli.connection.connect_as_owner", lambda: None)
    monkeypatch.setattr("throughcare.cli.connection.connect_as_login", lambda: None)
    attached(invented)
    run = CliRunner().invoke

    assert sealing.is_key(run(app, ["files", "new-key"]).stdout.strip())
    assert run(app, ["files", "rotate"]).stdout == "1 files sealed under the first key.\n"
    cabinet.keep("ab" * 16, [b"x"])
    os.utime(next(path for path in cabinet_files() if path.name == "ab" * 16), (0, 0))
    assert run(app, ["files", "sweep"]).stdout == "1 files removed that no record names.\n"
    cabinet.remove([Document.objects.get().stored])
    result = run(app, ["files", "sweep"])
    assert result.exit_code == 1
    assert "is not there" in str(result.exception)


def cabinet_files():
    from django.conf import settings

    return settings.FILES_DIR.glob("??/*")
