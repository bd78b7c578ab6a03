import pytest

from tests.kit.channel import may
from tests.kit.tables import name_of, rows

title = "Asking an agency"
text = """A partner is asked for information once police say that contact is clear, and only with a stated need and basis
(s.38). An answer can be written down at any stage."""

CASES = """
    at        | who            | clear | basis  | may ask? | because
    ----------+----------------+-------+--------+----------+---------------------------------------------------------------
    gathering | coordinator    | yes   | yes    | yes      |
    gathering | police_officer | yes   | yes    | yes      |
    support   | coordinator    | yes   | yes    | yes      |
    gathering | coordinator    | yes   | no     | no       | the request does not say why it is needed and on what basis
    checks    | coordinator    | no    | yes    | no       | the case is with police for checks
    checks    | coordinator    | no    | no     | no       | the case is with police for checks
    gathering | panel_member   | yes   | yes    | no       | this is for the coordinator or a police case officer
    gathering | assessor       | yes   | yes    | no       | this is for the coordinator or a police case officer
"""
COLUMNS = {"clear": "deconfliction_clear", "basis": "request_basis_stated"}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_asking_an_agency(case):
    assert may("information.request", case, COLUMNS, role=case["who"]) == (case["may ask?"], case["because"])


@pytest.mark.parametrize("stage", ["checks", "gathering", "support", "closed"])
def test_an_answer_is_recorded_at_any_stage(stage):
    assert may("information.record_answer", {"at": stage}, {}, role="coordinator") == ("yes", "")


@pytest.mark.parametrize(
    ("at", "clear", "reasons", "because"),
    [
        ("gathering", "yes", "yes", ""),
        ("gathering", "yes", "no", "the reasons are not written down"),
        ("checks", "no", "yes", "the case is with police for checks"),
    ],
)
def test_a_request_is_withdrawn_with_a_reason_and_while_contact_is_clear(at, clear, reasons, because):
    case = {"at": at, "clear": clear, "reasons": reasons}
    columns = {"clear": "deconfliction_clear", "reasons": "reasons_given"}

    assert may("information.withdraw", case, columns, role="coordinator")[1] == because
