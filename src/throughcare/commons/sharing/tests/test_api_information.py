"""A machine of an agency reads what is asked of it and answers; of the case it learns nothing."""

import pytest

from tests.kit.machines import a_machine
from throughcare.commons.cases.tests.builders import a_case, a_town
from throughcare.commons.sharing.models import AgencyAnswer, AnswerPiece
from throughcare.commons.sharing.tests.builders import a_request
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db
SCOPES = ["information.answer"]


@pytest.fixture
def asked():
    town = a_town()
    return a_request(town, a_case(town), "northmere-school")


def path_of(request):
    return f"/api/information-requests/{request.reference}"


def test_a_machine_lists_what_its_agency_is_asked_and_nobody_elses(asked):
    school, clinic = a_machine("northmere-school", scopes=SCOPES), a_machine("larkfield-clinic", scopes=SCOPES)

    page = school.get("/api/information-requests").json()

    assert [one["reference"] for one in page["requests"]] == [asked.reference]
    assert page["requests"][0]["called"] == "Sam"
    assert "Tarrow" not in str(page)
    assert clinic.get("/api/information-requests").json() == {"requests": [], "next": None}


def test_nothing_held_is_an_answer_and_one_line(asked):
    school = a_machine("northmere-school", scopes=SCOPES)

    answer = school.post(f"{path_of(asked)}/answers", {"answer": "nothing_held"})

    assert (answer.status_code, answer.json()["state"]) == (201, "nothing_held")
    assert AgencyAnswer.objects.get().by_id == school.staff_id
    assert list(Line.objects.filter(acting_role="machine").values_list("verb", flat=True)) == ["information:answered"]


def test_what_is_held_is_given_piece_by_piece(asked):
    pieces = [{"text": "Missed nine days since Easter.", "kind": "fact", "source": "register"}]

    a_machine("northmere-school", scopes=SCOPES).post(f"{path_of(asked)}/answers", {"answer": "held", "pieces": pieces})

    assert AnswerPiece.objects.get().text == "Missed nine days since Easter."


@pytest.mark.parametrize(
    "body",
    [
        {"answer": "held"},
        {"answer": "cannot_share"},
        {"answer": "held", "pieces": [{"text": "His aunt said so.", "kind": "third_party"}]},
    ],
)
def test_half_an_answer_is_refused_in_four_parts_and_leaves_no_trace(asked, body):
    answer = a_machine("northmere-school", scopes=SCOPES).post(f"{path_of(asked)}/answers", body)

    told = answer.json()
    assert answer.status_code == 409
    assert all([told["detail"], told["reasons"], told["mends"], told["ask"]["name"]])
    assert not AgencyAnswer.objects.exists()
    assert list(Line.objects.filter(acting_role="machine").values_list("verb", flat=True)) == ["look:refused"]


def test_another_agencys_request_and_none_are_the_same(asked):
    clinic = a_machine("larkfield-clinic", scopes=SCOPES)

    hidden, missing = clinic.get(path_of(asked)), clinic.get("/api/information-requests/TC-999999/1")

    assert (hidden.status_code, hidden.content, hidden.headers) == (404, missing.content, missing.headers)
    assert clinic.post(f"{path_of(asked)}/answers", {"answer": "nothing_held"}).status_code == 404
