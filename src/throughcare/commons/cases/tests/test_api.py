"""Cases as a machine of the area reads them, and as a machine elsewhere does not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.kit.invented import SAM
from tests.kit.machines import a_machine
from throughcare.commons.cases.actions import exclude
from throughcare.commons.cases.models import Case
from throughcare.commons.people.actions import NewPerson
from throughcare.safeguards.audit.models import Line
from throughcare.stages.referrals.tests.builders import received

PATHS = ("/api/cases/{}", "/api/cases/{}/timeline", "/api/cases/{}/tasks", "/api/cases/{}/sessions")


@pytest.fixture
def council(invented):
    return a_machine("northmere_council", scopes=["cases.read"], area_ids=[invented.areas["northmere"]])


@pytest.fixture
def elsewhere(invented):
    return a_machine("ashcombe_council", scopes=["cases.read"], area_ids=[invented.areas["ashcombe"]])


def test_a_machine_reads_a_case_and_every_look_is_one_line(invented, council):
    reference = received(invented).reference
    before = Line.objects.count()

    answers = [council.get(path.format(reference)) for path in PATHS]

    assert [answer.status_code for answer in answers] == [200] * 4, [answer.text for answer in answers]
    assert answers[0].json()["person"] == "Sam Tarrow"
    assert answers[1].json()["events"][0]["words"]
    assert answers[2].json()["tasks"][0]["due_on"]
    assert Line.objects.count() == before + 4
    assert set(Line.objects.filter(acting_role="machine").values_list("staff_id", flat=True)) == {council.staff_id}


@pytest.mark.parametrize("path", PATHS)
def test_a_machine_elsewhere_finds_a_case_as_it_finds_none(invented, elsewhere, path):
    hidden = received(invented).reference
    elsewhere.get("/api/cases/TC-999999")

    with CaptureQueriesContext(connection) as on_hidden:
        one = elsewhere.get(path.format(hidden))
    with CaptureQueriesContext(connection) as on_missing:
        other = elsewhere.get(path.format("TC-999998"))

    assert (one.status_code, one.content, one.headers) == (404, other.content, other.headers)
    assert len(on_hidden) == len(on_missing)


def test_the_police_step_is_told_to_no_machine(invented, council):
    reference = received(invented).reference

    tasks = council.get(f"/api/cases/{reference}/tasks").json()["tasks"]
    stage = council.get(f"/api/cases/{reference}").json()["stage"]

    assert tasks
    assert not [task for task in tasks if task["code"].startswith("checks.deconflict")]
    assert stage == "With police for checks"


def test_a_list_goes_on_to_its_end_and_counts_nothing(invented, council, elsewhere, monkeypatch):
    monkeypatch.setattr("throughcare.commons.cases.api.SIZE", 2)
    every = {invented.receive(NewPerson(name=f"Sam {number}")) for number in range(5)}

    seen, after = [], ""
    for _page in range(3):
        page = council.get(f"/api/cases{after}").json()
        seen += [case["reference"] for case in page["cases"]]
        after = f"?after={page['next']}"

    assert set(page) == {"cases", "next"}
    assert page["next"] is None
    assert (len(seen), set(seen)) == (5, every)
    assert elsewhere.get("/api/cases").json() == {"cases": [], "next": None}


def test_a_machine_that_is_kept_out_is_a_stranger(invented, council):
    reference = invented.receive(SAM)
    with invented.opened(reference, "mo") as case:
        exclude(case, staff_id=council.staff_id, reason="not for machines", at=case.at)

    assert council.get(f"/api/cases/{reference}").status_code == 404
    assert council.get("/api/cases").json()["cases"] == []
    assert Case.objects.count() == 1
