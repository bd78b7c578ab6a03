import pytest

from tests.kit.channel import CHANNEL, may
from tests.kit.tables import name_of, rows

title = "Ending, extending and coming back"
text = """Looking again ends when every review that was due is recorded, or early where two people say that the person has
died or the record is erased. It may be extended up to the ceiling. Any concern opens the case again, at the checks."""

CASES = """
    act                 | who         | recorded | died | another | within | may? | leads to  | because
    --------------------+-------------+----------+------+---------+--------+------+-----------+----------------------------
    aftercare.finish    | coordinator | yes      | no   | no      | no     | yes  | closed    | -
    aftercare.finish    | coordinator | no       | no   | no      | no     | no   | closed    | a review that was due is not recorded
    aftercare.end_early | manager     | no       | yes  | yes     | no     | yes  | closed    | -
    aftercare.end_early | manager     | no       | no   | yes     | no     | no   | closed    | looking again may end early only where the person has died or the record is erased
    aftercare.end_early | manager     | no       | yes  | no      | no     | no   | closed    | the second person must be somebody else than the person who decided first
    aftercare.end_early | coordinator | no       | yes  | yes     | no     | no   | closed    | this is for the programme manager, the panel's chair or a police supervisor
    aftercare.extend    | chair       | no       | no   | no      | yes    | yes  | aftercare | -
    aftercare.extend    | chair       | no       | no   | no      | no     | no   | aftercare | the new date lies beyond the ceiling for looking again
    aftercare.return    | coordinator | no       | no   | no      | no     | yes  | checks    | -
"""

GATES = {
    "recorded": "reviews_recorded",
    "died": "died_or_erased",
    "another": "second_person",
    "within": "within_ceiling",
}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_ending_extending_and_coming_back(case):
    answer = may(case["act"], case | {"at": "aftercare"}, GATES, role=case["who"])

    assert answer == (case["may?"], case["because"])
    assert CHANNEL.destination(case["act"], stage="aftercare") == case["leads to"]
