"""How what a person asks of their record goes on, step by step."""

from datetime import date

import pytest

from tests.kit.channel import told
from tests.kit.tables import Case, name_of, rows
from throughcare.oversight.rights.rules import Known, may_answer, may_decide, may_extend

title = "What a person asks of their record"
text = """\
Nothing is handed out before it is known who asks. An answer takes longer once, within its day and for a reason that the
person is told. A complaint is never decided by somebody who works on the case. Only what is decided is answered, once."""

CASES = """
    asked     | identity | on the case | more time | decided | today   | may decide? | may extend? | may answer? | because
    ----------+----------+-------------+-----------+---------+---------+-------------+-------------+-------------+--------------------------------------------------
    access    | known    | no          | no        | no      | in time | yes         | yes         | no          | nothing is decided yet
    access    | known    | yes         | no        | no      | in time | yes         | yes         | no          | nothing is decided yet
    access    | -        | no          | no        | no      | in time | no          | yes         | no          | nobody has recorded how identity was checked; nothing is decided yet
    complaint | known    | yes         | no        | no      | in time | no          | yes         | no          | you work on this case, and a complaint is decided by somebody who does not; nothing is decided yet
    complaint | known    | no          | no        | no      | in time | yes         | yes         | no          | nothing is decided yet
    access    | known    | no          | yes       | no      | in time | yes         | no          | no          | it was given more time already; nothing is decided yet
    access    | known    | no          | no        | no      | too late | yes        | no          | no          | its day has passed: the person must be told within it that more time is needed; nothing is decided yet
    access    | known    | no          | no        | yes     | in time | yes         | no          | yes         | it is decided already
"""

DUE = date(2026, 7, 15)
DAYS = {"in time": date(2026, 7, 15), "too late": date(2026, 7, 16)}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_a_request_of_a_person(case: Case) -> None:
    known = Known(
        asked=case["asked"],
        due_on=DUE,
        has_identity=case["identity"] == "known",
        is_extended=case["more time"] == "yes",
        is_decided=case["decided"] == "yes",
    )
    decide = may_decide(known, works_on_case=case["on the case"] == "yes")
    extend = may_extend(known, on=DAYS[case["today"]])
    answer = may_answer(known)

    expected = [case[name] == "yes" for name in ("may decide?", "may extend?", "may answer?")]
    assert [bool(decide), bool(extend), bool(answer)] == expected
    assert told(decide & extend & answer) == case["because"]
