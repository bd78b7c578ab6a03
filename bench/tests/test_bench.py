"""The bench on two hundred cases: it finds its readers, and every page answers and has its figures."""

import pytest
from django.db import connection
from django.utils import timezone

from bench import erasing, measuring, packing, readers
from bench.inside import asked
from throughcare.cli.national import building


@pytest.mark.django_db
def test_readers_and_pages_are_found_and_every_page_answers(invented, settings):
    building.build("small", at=timezone.now(), progress=lambda done, total, what: None)
    with connection.cursor():
        owner = connection.connection
        who = readers.readers(owner)
        pages = readers.pages(owner, who)

        found = {page.label: asked(page, page.addresses[0]) for page in pages}

    assert {"coordinator", "oversight"} <= set(who)
    assert {"case page", "work list", "search by name", "CSV of the cases", "figures"} <= set(found)
    assert all(one.number > 5 and one.statements for one in found.values())
    assert any("gate_open" in statement for statement, _values in found["case page"].statements)


@pytest.mark.django_db
def test_a_file_is_brought_in_and_taken_back(invented):
    building.build("small", at=timezone.now(), progress=lambda done, total, what: None)
    with connection.cursor():
        coordinator = readers.readers(connection.connection)["coordinator"]
    before = _cases()

    assert measuring.imported(coordinator, rows=40) > 0
    assert _cases() == before
    assert measuring.verified()[0] > 0


def _cases() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_case")
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
def test_an_access_pack_is_made_of_many_notes_and_all_is_taken_back(invented):
    building.build("small", at=timezone.now(), progress=lambda done, total, what: None)
    with connection.cursor():
        officer = readers.readers(connection.connection)["oversight"]

    assert packing.packed(officer, notes=20) > 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM rights_pack), (SELECT count(*) FROM rights_asked)")
        assert cursor.fetchone() == (0, 0)


@pytest.mark.django_db
def test_a_run_of_retention_erases_what_was_decided_and_all_is_taken_back(invented):
    building.build("small", at=timezone.now(), progress=lambda done, total, what: None)
    with connection.cursor():
        officer = readers.readers(connection.connection)["oversight"]

    assert erasing.erased(officer, records=5) > 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM rights_retentionreview), (SELECT count(*) FROM rights_erasurerequest)"
        )
        assert cursor.fetchone() == (0, 0)
