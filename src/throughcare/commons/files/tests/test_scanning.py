"""A scanner that is set is asked; what it finds is refused and kept in the audit; silence is marked or refused."""

import socket

import pytest

from throughcare.commons.files import cabinet, scanning
from throughcare.commons.files.models import Document
from throughcare.commons.files.tests.builders import EICAR, PDF, a_scanner, send, sent
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
    assert "Scanned when it came: nothing found." in page
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
