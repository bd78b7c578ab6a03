"""Until when a record may be kept on, and a hold put off."""

from datetime import date

import pytest

from tests.kit.channel import told
from tests.kit.tables import Case, name_of, rows
from throughcare.oversight.rights.rules import may_hold, may_keep_on

title = "Keeping a record on, and holding it"
text = """\
A record is kept on until a new day, for a reason of its own: after today, and at most for the time of its rule once more.
A hold has no end of its own, and a day on which somebody looks at it again."""

CASES = """
    until          | may keep on? | may hold? | because
    ---------------+--------------+-----------+---------------------------------------------
    today          | no           | no        | the new day must be after today
    tomorrow       | yes          | yes       |
    the rule again | yes          | yes       |
    a day more     | no           | yes       | the rule of this record gives no more time at once
"""

TODAY, FURTHEST = date(2026, 7, 15), date(2027, 7, 15)
DAYS = {"today": TODAY, "tomorrow": date(2026, 7, 16), "the rule again": FURTHEST, "a day more": date(2027, 7, 16)}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_keeping_a_record_on(case: Case) -> None:
    until = DAYS[case["until"]]

    keep, hold = may_keep_on(until=until, today=TODAY, furthest=FURTHEST), may_hold(review_on=until, today=TODAY)

    assert (bool(keep), bool(hold)) == (case["may keep on?"] == "yes", case["may hold?"] == "yes")
    assert told(keep) == case["because"]
