"""A file of referrals sent by a machine: checked first, then all of it or nothing."""

import pytest

from tests.kit.invented import SAM
from tests.kit.machines import a_machine
from throughcare.commons.cases.models import Case
from throughcare.stages.referrals.api.imports import WORKBOOK
from throughcare.stages.referrals.files.columns import template_workbook

FILE = "What worries,Full name\nSays that nobody would miss them,Kim Larch\nHangs flags at school,Lee Ash\n"


@pytest.fixture
def council(invented):
    return a_machine("northmere_council", scopes=["referrals.import"], area_ids=[invented.areas["northmere"]])


def sent(machine, text=FILE, area="northmere"):
    return machine.post(f"/api/imports?area={area}", text.encode(), content_type="text/csv")


def test_a_checked_file_becomes_cases_once(council):
    checked = sent(council).json()
    before = Case.objects.count()

    done = council.post(f"/api/imports/{checked['key']}/import")
    again = council.post(f"/api/imports/{checked['key']}/import")

    assert (checked["state"], checked["rows"], checked["faulty"], before) == ("checked", 2, 0, 0)
    assert (done.status_code, done.json()["state"], again.status_code) == (200, "imported", 409)
    assert Case.objects.count() == 2


def test_what_is_wrong_is_told_row_by_row_and_nothing_is_imported(council):
    checked = sent(council, "What worries,Date of birth\n,31/02/2010\n").json()

    refused = council.post(f"/api/imports/{checked['key']}/import")

    assert {one["column"] for one in checked["faults"]} == {"What worries", "Date of birth"}
    assert refused.status_code == 409
    assert not Case.objects.exists()


def test_a_row_like_an_earlier_record_is_for_a_person(invented, council):
    invented.receive(SAM)
    checked = sent(council, "What worries,Full name,Date of birth\nSays so,Sam Tarrow,14/03/2010\n").json()

    refused = council.post(f"/api/imports/{checked['key']}/import")

    assert checked["alike"] == 1
    assert (refused.status_code, Case.objects.count()) == (409, 1)


@pytest.mark.parametrize("text", ["\n", "Full name\nKim Larch\n", "a,a\n1,2\n", '"never ends', "%PDF-1.7"])
def test_what_is_no_list_of_referrals_is_refused(council, text):
    answer = sent(council, text)

    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")


def test_a_file_for_an_area_without_a_post_is_refused(invented, council):
    assert sent(council, area="ashcombe").status_code == 409
    assert sent(council, area="nowhere").status_code == 422


def test_another_machines_file_is_not_found(invented, council):
    other = a_machine("northmere_council", scopes=["referrals.import"], area_ids=[invented.areas["northmere"]])
    key = sent(council).json()["key"]

    assert other.get(f"/api/imports/{key}").status_code == 404
    assert council.get(f"/api/imports/{key}").json()["rows"] == 2


def test_a_workbook_is_taken_too(council):
    answer = council.post("/api/imports?area=northmere", template_workbook(), content_type=WORKBOOK)

    assert (answer.status_code, answer.json()["rows"], answer.json()["faulty"]) == (201, 1, 0), answer.text
