"""A document is attached, read through the case alone, replaced beside the earlier version, withdrawn and erased."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.kit.addresses import NEVER
from tests.kit.invented import NOW
from throughcare.commons.cases.models import Event, PoliceEvent
from throughcare.commons.files import actions, cabinet, queries
from throughcare.commons.files.models import Document, HealthDocument, PoliceDocument
from throughcare.commons.files.tests.builders import DAY, PDF, PNG, a_document, a_file, send, sent
from throughcare.kernel.answers import Refusal
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cabinet_of_this_test(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


def attached(invented, reference: str, *, by: str = "ada", compartment: str = "core", file=None) -> Document:
    with invented.opened(reference, by) as case:
        return actions.attach(case, new=a_document(compartment), file=file or a_file(), at=NOW)


def address(reference: str, row, act: str = "") -> str:
    return f"/cases/{reference}/documents/{row.key}/{act}"


def test_a_document_is_attached_listed_and_opened(invented):
    reference, ada = invented.receive(), invented.browser("ada")

    answer = send(ada, reference)
    page = ada.get(answer.headers["Location"]).text
    file = ada.get(address(reference, Document.objects.get()))

    assert "Document attached at" in page
    assert all(words in page for words in ("Report of the school", "PDF", "report.pdf", "Not scanned"))
    assert file.content == PDF
    assert Line.objects.filter(verb="files:attached").count() == 1
    assert "Documents" in ada.get(f"/cases/{reference}/").text


def test_what_lies_on_the_disk_says_nothing(invented, settings):
    reference = invented.receive()

    attached(invented, reference)

    files = [path for path in settings.FILES_DIR.rglob("*") if path.is_file()]
    assert len(files) == 1
    assert b"PDF" not in files[0].read_bytes()
    assert str(Document.objects.get().key).replace("-", "") not in files[0].name


def test_a_file_is_sent_so_that_no_browser_runs_or_keeps_it(invented):
    reference = invented.receive()
    row = attached(invented, reference)

    file = invented.browser("ada").get(address(reference, row))

    assert file.headers["Content-Type"] == "application/pdf"
    assert file.headers["Content-Disposition"] == (
        f'attachment; filename="{reference}-report-1.pdf"; '
        f"filename*=UTF-8''{reference}%20Report%20of%20a%20partner%20or%20professional%201.pdf"
    )
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'; ")
    assert file.headers["Cache-Control"] == "no-store"
    assert file.headers["X-Frame-Options"] == "DENY"


def test_opening_writes_one_line_that_names_the_document(invented):
    reference = invented.receive()
    row = attached(invented, reference)
    before = Line.objects.count()

    invented.browser("ada").get(address(reference, row))

    lines = list(Line.objects.order_by("id")[before:])
    assert [(line.verb, line.subject_kind, line.subject) for line in lines] == [
        ("files:opened", "document", str(row.key))
    ]


@pytest.mark.parametrize("act", ["", "replace/", "withdraw/"])
def test_nobody_finds_a_document_by_guessing(invented, act):
    reference, other = invented.receive(), invented.receive()
    row = attached(invented, reference)
    cleo, ada = invented.browser("cleo"), invented.browser("ada")

    seen, missing = cleo.get(address(reference, row, act)), cleo.get(f"/cases/TC-999999/documents/{NEVER}/{act}")
    elsewhere = ada.get(address(other, row, act))

    assert (seen.status_code, seen.content) == (missing.status_code, missing.content)
    assert seen.status_code == elsewhere.status_code == 404
    assert invented.browser("ada").get(address(reference, row, act)).status_code == 200


def test_who_is_not_signed_in_gets_no_file(invented, client):
    reference = invented.receive()

    answer = client.get(address(reference, attached(invented, reference)))

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/sign-in/"


def test_a_document_about_health_is_not_there_for_police(invented):
    reference = invented.receive()
    row = attached(invented, reference, compartment="health")
    dee = invented.browser("dee")

    page = dee.get(f"/cases/{reference}/documents/").text

    assert HealthDocument.objects.count() == 1
    assert "Report of the school" not in page
    assert "About health" not in page
    assert dee.get(address(reference, row)).status_code == 404
    assert "Report of the school" not in dee.get(f"/cases/{reference}/").text
    assert not Event.objects.filter(verb="files.attach").exists()


def test_a_document_of_the_police_steps_is_there_for_police_alone(invented):
    reference = invented.receive()
    row = attached(invented, reference, by="dee", compartment="police")

    page = invented.browser("ada").get(f"/cases/{reference}/documents/").text

    assert PoliceDocument.objects.count() == 1
    assert "Report of the school" not in page
    assert invented.browser("ada").get(address(reference, row)).status_code == 404
    assert invented.browser("femi").get(address(reference, row)).status_code == 200
    assert not Event.objects.filter(verb="files.attach").exists()
    assert PoliceEvent.objects.filter(verb="files.attach").count() == 1


def test_row_policies_hide_documents_from_whoever_may_not_read_their_compartment(invented):
    reference = invented.receive()
    for compartment in ("core", "health", "safety"):
        attached(invented, reference, compartment=compartment)

    with invented.acting("dee"):
        seen = {name: table.objects.count() for name, table in queries.TABLES.items()}
    with invented.acting("cleo"):
        unseen = {name: table.objects.count() for name, table in queries.TABLES.items()}

    assert seen == {"core": 1, "health": 0, "beliefs": 0, "network": 0, "safety": 1, "police": 0}
    assert set(unseen.values()) == {0}


def test_nobody_writes_where_they_may_not(invented):
    reference = invented.receive()

    send(invented.browser("ada"), reference, about="police")
    with invented.opened(reference, "ada") as case, pytest.raises(Refusal):
        actions.attach(case, new=a_document("police"), file=a_file(), at=NOW)

    assert (Document.objects.count(), PoliceDocument.objects.count()) == (1, 0)
    assert len(list(cabinet.kept())) == 1


def test_a_file_that_is_not_taken_is_refused_on_the_form_and_the_words_stay(invented):
    reference, ada = invented.receive(), invented.browser("ada")

    page = send(ada, reference, file=sent(PNG))

    assert page.status_code == 422
    assert "<title>Error: " in page.text
    assert "The document was not attached" in page.text
    assert "Its name says PDF, and what is inside is PNG picture." in page.text
    assert "Rule: what may be attached, 2026-11-22" in page.text
    assert "Questions: " in page.text
    assert 'value="Report of the school"' in page.text
    assert not Document.objects.exists()
    assert list(cabinet.kept()) == []
    assert Line.objects.filter(verb="look:refused").count() == 1


def test_a_file_that_is_too_large_is_refused_and_the_words_stay(invented):
    reference, ada = invented.receive(), invented.browser("ada")

    page = send(ada, reference, file=SimpleUploadedFile("report.pdf", PDF + bytes(66 * 1024 * 1024)))

    assert page.status_code == 422
    assert "The file has 66 MB, and 20 MB is the most." in page.text
    assert 'value="Report of the school"' in page.text
    assert not Document.objects.exists()


def test_without_a_file_or_a_title_the_form_says_so(invented):
    reference, ada = invented.receive(), invented.browser("ada")

    page = ada.post(f"/cases/{reference}/documents/add/", {**DAY, "about": "core", "kind": "third_party"})

    assert page.status_code == 422
    for words in ("Choose a file", "Give it a title", "Choose what it is", "Say whose report it is"):
        assert words in page.text


def test_the_page_says_who_reads_the_compartment_it_writes_to(invented):
    reference, ada = invented.receive(), invented.browser("ada")

    core, health = (ada.get(f"/cases/{reference}/documents/add/?about={about}").text for about in ("core", "health"))

    assert "the police officer" in core.split("Seen by")[1].split("Not by")[0]
    assert "the police officer" not in health.split("Seen by")[1].split("Not by")[0]


def test_a_panel_member_reads_and_does_not_attach(invented):
    reference = invented.receive()
    row = attached(invented, reference)
    ivo = invented.browser("ivo")

    assert ivo.get(address(reference, row)).status_code == 404
    assert send(ivo, reference).status_code == 404
    assert Document.objects.count() == 1


def replaced(browser, reference: str, row, **changes):
    words = {"what": "letter", "title": "Letter of the school", "reason": "A better copy came"}
    return browser.post(address(reference, row, "replace/"), {**words, **changes})


def test_a_newer_version_stands_before_the_earlier_one_and_both_can_be_opened(invented):
    reference, ada = invented.receive(), invented.browser("ada")
    first = attached(invented, reference)

    answer = replaced(ada, reference, first, file=sent(PDF + b"newer"))
    page = ada.get(answer.headers["Location"]).text
    second = Document.objects.get(version=2)

    for words in ("Letter of the school", "Report of the school", "A better copy came", "Earlier versions"):
        assert words in page
    assert ada.get(address(reference, first)).content == PDF
    assert ada.get(address(reference, second)).content == PDF + b"newer"
    assert Line.objects.filter(verb="files:replaced").count() == 1


def test_words_alone_are_corrected_without_another_file(invented):
    reference, ada = invented.receive(), invented.browser("ada")
    first = attached(invented, reference)

    replaced(ada, reference, first)

    second = Document.objects.get(version=2)
    assert (second.title, second.stored) == ("Letter of the school", first.stored)
    assert ada.get(address(reference, second)).content == PDF
    assert len(list(cabinet.kept())) == 1


def test_of_two_who_replace_the_same_version_the_second_is_told(invented):
    reference = invented.receive()
    first = attached(invented, reference)
    replaced(invented.browser("ada"), reference, first)

    page = replaced(invented.browser("mo"), reference, first)

    assert page.status_code == 422
    assert "Ada Marsh replaced it meanwhile" in page.text
    assert Document.objects.count() == 2


def test_a_withdrawn_document_is_out_of_sight_but_for_who_answers_for_it(invented):
    reference, ada, mo = invented.receive(), invented.browser("ada"), invented.browser("mo")
    row = attached(invented, reference)

    answer = ada.post(address(reference, row, "withdraw/"), {"reason": "It came to the wrong case"})
    page = ada.get(answer.headers["Location"]).text

    assert "It came to the wrong case" in page
    assert "Report of the school" not in page
    assert ada.get(address(reference, row)).status_code == 422
    assert "Report of the school" in mo.get(f"/cases/{reference}/documents/").text
    assert mo.get(address(reference, row)).content == PDF
    assert ada.get(address(reference, Document.objects.get(withdrawn=True))).status_code == 404
    assert ada.post(address(reference, row, "withdraw/"), {"reason": "Again"}).status_code == 422
    assert "Every document was withdrawn." in ada.get(f"/cases/{reference}/").text


def test_a_file_that_is_gone_is_owned_up_to(invented):
    reference = invented.receive()
    row = attached(invented, reference)
    cabinet.remove([row.stored])

    page = invented.browser("ada").get(address(reference, row))

    assert page.status_code == 422
    assert "its file is not where it should be" in page.text


def test_a_file_that_was_tampered_with_is_not_given(invented, settings):
    reference = invented.receive()
    row = attached(invented, reference)
    place = settings.FILES_DIR / row.stored[:2] / row.stored
    place.write_bytes(place.read_bytes()[:-1] + b"x")

    assert invented.browser("ada").get(address(reference, row)).status_code == 422


def test_a_site_without_keys_takes_no_file(invented, settings):
    settings.FILE_KEYS = []
    reference = invented.receive()

    page = send(invented.browser("ada"), reference)

    assert "This site has no keys to seal files with" in page.text
    assert not Document.objects.exists()
