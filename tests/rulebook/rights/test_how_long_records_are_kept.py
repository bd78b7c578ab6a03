"""Who may keep a record on, hold it, or say that it is no longer needed."""

from datetime import date

import pytest

from tests.kit.channel import told
from tests.kit.tables import Case, name_of, rows
from throughcare.oversight.rights.rules import Due, may_be_erased, may_end_keeping

title = "When a record may be erased because its time is over"
text = """\
A day that comes erases nothing. Once the case is closed and its day has come, the data protection officer may say that
the record is no longer needed; a second person agrees, and a run erases it. A legal hold stops every erasure."""

CASES = """
    case   | its day  | hold | asked before | may say so? | may be erased? | because
    -------+----------+------+--------------+-------------+----------------+--------------------------------
    closed | today    | -    | no           | yes         | yes            |
    closed | past     | -    | no           | yes         | yes            |
    closed | tomorrow | -    | no           | no          | yes            | its day has not come
    open   | today    | -    | no           | no          | yes            | the case is not closed
    closed | today    | yes  | no           | no          | no             | a legal hold keeps the record
    closed | today    | -    | yes          | no          | yes            | an erasure was asked for already
"""

TODAY = date(2026, 7, 15)
DAYS = {"past": date(2026, 7, 1), "today": TODAY, "tomorrow": date(2026, 7, 16)}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_a_record_whose_time_is_over(case: Case) -> None:
    held = case["hold"] == "yes"
    due = Due(DAYS[case["its day"]], case["case"] == "closed", held, case["asked before"] == "yes")

    say, erase = may_end_keeping(due, today=TODAY), may_be_erased(is_held=held)

    assert (bool(say), bool(erase)) == (case["may say so?"] == "yes", case["may be erased?"] == "yes")
    assert told(say) == case["because"]
