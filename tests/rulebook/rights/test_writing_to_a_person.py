import pytest

from tests.kit.channel import told
from tests.kit.tables import name_of, rows
from throughcare.commons.telling import rules

title = "Writing to a person"
text = """A letter to the person is prepared and printed once police have said that contact is clear. Until the person knows that
there is a record, only the letter on what we keep may be, and not while it was decided not to tell them yet: that the
checks of every referral are not finished is no such decision. A letter that was given all the same can always be recorded."""

CASES = """
    letter       | contact   | the person | not told because      | may be prepared? | because
    -------------+-----------+------------+-----------------------+------------------+---------------------------------------------------------
    another      | clear     | knows      | -                     | yes              |
    what we keep | clear     | -          | -                     | yes              |
    what we keep | clear     | -          | checks_not_finished   | yes              |
    what we keep | clear     | -          | harm_to_child         | no               | it was decided not to tell the person yet
    another      | clear     | -          | -                     | no               | the person does not know yet that there is a record
    another      | not clear | knows      | -                     | no               | police have not said that contact is clear
    what we keep | not clear | -          | checks_not_finished   | no               | police have not said that contact is clear
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_writing_to_a_person(case):
    answer = rules.may_be_prepared(
        clear=case["contact"] == "clear",
        told=case["the person"] == "knows",
        first=case["letter"] == "what we keep",
        not_told_because=case["not told because"],
    )

    assert ("yes" if answer else "no", told(answer)) == (case["may be prepared?"], case["because"])
