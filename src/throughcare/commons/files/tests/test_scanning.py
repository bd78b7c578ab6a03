"""A scanner that is set is asked; what it finds is refused and kept in the audit; silence is marked or refused."""

import socket

import pytest

from tests.kit.invented import NOW
from throughcare.commons.files import actions, cabinet, scanning
from throughcare.commons.files.models import Document, HealthDocument
from throughcare.commons.files.tests.builders import EICAR, PDF, a_scanner, send, sent
from throughcare.frame.transaction import acting
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cabinet_of_this_test(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


def test_a_scanned_file_is_marked_so(invented, settings):
    reference, ada = invented.receive(), invented.browser("ada")
    with a_scanner() as settings.CLAMAV:
        answer = send(ada, reference, file=sent(PDF + bytes(300_000)))

    page = ada.get(answer.headers["Location"]).text

    assert Document.objects.get().scan == scanning.CLEAN
    assert "Scanned: nothing found." in page
    assert "Not scanned" not in page


def test_a_harmful_file_is_refused_and_the_audit_says_what_was_found(invented, settings):
    reference, ada = invented.receive(), invented.browser("ada")
    with a_scanner() as settings.CLAMAV:
        page = send(ada, reference, file=sent(EICAR, "words.txt", "text/plain"))

    assert page.status_code == 422
    assert "The scanner found something harmful in the file: Eicar-Test-Signature." in page.text
    assert 'value="Report of the school"' in page.text
    assert not Document.objects.exists()
    assert list(cabinet.kept()) == []
    assert [line.subject for line in Line.objects.filter(verb="files:infected")] == ["Eicar-Test-Signature"]


def closed_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"127.0.0.1:{server.getsockname()[1]}"


@pytest.mark.parametrize("trouble", ["nobody answers", "an error", "half an answer", "no such socket"])
def test_a_scanner_that_does_not_scan_leaves_the_file_marked(invented, settings, trouble):
    reference, ada = invented.receive(), invented.browser("ada")
    said = {"an error": b"INSTREAM size limit exceeded. ERROR\0", "half an answer": b"stream:"}
    settings.CLAMAV = "/nowhere/clamd.ctl" if trouble == "no such socket" else closed_port()
    if trouble in said:
        with a_scanner(answer=said[trouble]) as settings.CLAMAV:
            send(ada, reference)
    else:
        send(ada, reference)

    assert Document.objects.get().scan == scanning.NOT_SCANNED
    assert "Not scanned" in ada.get(f"/cases/{reference}/documents/").text


def test_where_a_scan_is_required_its_silence_refuses_the_file(invented, settings):
    reference, ada = invented.receive(), invented.browser("ada")
    settings.CLAMAV, settings.CLAMAV_REQUIRED = closed_port(), True

    page = send(ada, reference)

    assert page.status_code == 422
    assert "The scanner did not answer, and no file is taken without it." in page.text
    assert not Document.objects.exists()


def test_a_scanner_behind_a_unix_socket_is_asked(settings, tmp_path):
    settings.CLAMAV = str(tmp_path / "clamd.ctl")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(settings.CLAMAV)
        server.listen()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(scanning, "SECONDS", 0.2)
            found = scanning.scan(PDF)
        asked, _address = server.accept()
        with asked:
            assert asked.recv(10) == b"zINSTREAM\0"

    assert found == scanning.Scan(scanning.NOT_SCANNED)


def scanned_by_the_clock() -> int:
    with acting("clock", staff=None, at=NOW):
        return actions.scan_unscanned(at=NOW)


def test_what_was_not_scanned_is_scanned_once_there_is_a_scanner(invented, settings):
    reference, ada = invented.receive(), invented.browser("ada")
    send(ada, reference)
    send(ada, reference, about="health")

    assert scanned_by_the_clock() == 0
    with a_scanner() as settings.CLAMAV:
        assert (scanned_by_the_clock(), scanned_by_the_clock()) == (2, 0)

    assert {Document.objects.get().scan, HealthDocument.objects.get().scan} == {scanning.CLEAN}
    assert "Scanned: nothing found." in ada.get(f"/cases/{reference}/documents/").text


def test_what_is_found_harmful_later_is_given_to_nobody_and_stands_in_the_audit(invented, settings):
    reference, ada = invented.receive(), invented.browser("ada")
    send(ada, reference, file=sent(EICAR, "words.txt", "text/plain"))
    with a_scanner() as settings.CLAMAV:
        scanned_by_the_clock()

    page = ada.get(f"/cases/{reference}/documents/{Document.objects.get().key}/")

    assert page.status_code == 422
    assert "the scanner found something harmful in it" in page.text.lower()
    assert "Harmful: not given out" in ada.get(f"/cases/{reference}/documents/").text
    assert [line.subject for line in Line.objects.filter(verb="files:found_harmful")] == ["Eicar-Test-Signature"]


def test_a_scanner_that_is_silent_is_asked_again_at_the_next_run(invented, settings):
    reference, ada = invented.receive(), invented.browser("ada")
    for _each in range(3):
        send(ada, reference)
    settings.CLAMAV = closed_port()

    assert scanned_by_the_clock() == 0
    with a_scanner() as settings.CLAMAV:
        assert scanned_by_the_clock() == 3
