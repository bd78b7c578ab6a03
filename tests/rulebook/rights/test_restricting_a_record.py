"""When a record may be restricted on a request of the person, and what it may still be used for."""

import pytest

from tests.kit.channel import told
from tests.kit.tables import Case, name_of, rows
from throughcare.oversight.rights.rules import may_lift_restriction, may_restrict

title = "Restricting a record"
text = """\
While the person contests what is written, or objects, the record may be kept and not used, until it is known who is right.
Where they ask for just that, once it was granted. Each request restricts once, and the restriction is lifted with a reason."""

CASES = """
    asked         | granted | in force | may restrict? | may lift? | because
    --------------+---------+----------+---------------+-----------+------------------------------------------------------------------
    rectification | no      | no       | yes           | no        |
    objection     | no      | no       | yes           | no        |
    objection     | no      | yes      | no            | yes       | the record is restricted on this request already
    restriction   | no      | no       | no            | no        | the restriction is not granted
    restriction   | yes     | no       | yes           | no        |
    access        | yes     | no       | no            | no        | the person asked for something else than to stop the use of the record
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_restricting_a_record(case: Case) -> None:
    is_restricted = case["in force"] == "yes"

    restrict = may_restrict(asked=case["asked"], granted=case["granted"] == "yes", is_restricted=is_restricted)
    lift = may_lift_restriction(is_restricted=is_restricted)

    assert (bool(restrict), bool(lift)) == (case["may restrict?"] == "yes", case["may lift?"] == "yes")
    assert told(restrict) == case["because"]
