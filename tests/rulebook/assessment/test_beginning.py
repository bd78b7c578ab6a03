import pytest

from tests.kit.channel import may
from tests.kit.tables import name_of, rows

title = "Beginning an assessment"
text = """An instrument that was superseded, or made for other people, needs a reason. Nothing begins while police hold the case."""

CASES = """
    at        | who          | current or reasoned | may begin? | because
    ----------+--------------+---------------------+------------+--------------------------------------------------------------
    gathering | assessor     | yes                 | yes        |
    panel     | coordinator  | yes                 | yes        |
    gathering | assessor     | no                  | no         | the instrument is retired and no reason for using it is given
    checks    | coordinator  | yes                 | no         | the case is with police for checks
    gathering | provider     | yes                 | no         | this is for an assessor, the coordinator or a police case officer
"""
COLUMNS = {"current or reasoned": "instrument_current_or_reasoned"}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_beginning_an_assessment(case):
    assert may("assessments.start", case, COLUMNS, role=case["who"]) == (case["may begin?"], case["because"])
