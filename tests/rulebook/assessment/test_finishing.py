import pytest

from tests.kit.channel import may
from tests.kit.tables import name_of, rows
from throughcare.commons.assessments import rules

title = "Finishing an assessment"
text = """Finishing asks for evidence behind every answer and for somebody entitled: the role, and a certificate in date where the
instrument asks for one. A certificate that has ended stops its holder in any case. Drafting is stopped by neither."""

CASES = """
    role | certificate asked | certificate | entitled? | evidence | may finish? | because
    -----+-------------------+-------------+-----------+----------+-------------+----------------------------------------------------------
    yes  | no                | none        | yes       | yes      | yes         |
    yes  | no                | in date     | yes       | yes      | yes         |
    yes  | no                | ended       | no        | yes      | no          | the assessor has no certificate in date for this instrument
    yes  | yes               | none        | no        | yes      | no          | the assessor has no certificate in date for this instrument
    yes  | yes               | in date     | yes       | yes      | yes         |
    yes  | yes               | ended       | no        | yes      | no          | the assessor has no certificate in date for this instrument
    no   | yes               | in date     | no        | yes      | no          | the assessor has no certificate in date for this instrument
    yes  | no                | none        | yes       | no       | no          | some factors have no evidence and are not marked as not known
"""
COLUMNS = {"entitled?": "assessor_entitled", "evidence": "every_answer_has_evidence"}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_finishing_an_assessment(case):
    entitled = rules.is_entitled(
        has_role=case["role"] == "yes",
        needs_certificate=case["certificate asked"] == "yes",
        has_certificate=case["certificate"] != "none",
        in_date=case["certificate"] == "in date",
    )

    assert ("yes" if entitled else "no") == case["entitled?"]
    answer = may("assessments.finish", {**case, "at": "gathering"}, COLUMNS, role="assessor")
    assert answer == (case["may finish?"], case["because"])
