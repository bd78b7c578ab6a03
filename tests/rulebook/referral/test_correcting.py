import pytest

from tests.kit.channel import told
from tests.kit.tables import name_of, rows
from throughcare.stages.referrals import rules

title = "Correcting what was told"
text = (
    """What was told is never changed. A correction stands beside it; it says something else, and how that is known."""
)

CASES = """
    it was told   | correction  | reason         | may it stand? | because
    --------------+-------------+----------------+---------------+----------------------------------
    in the lesson | at home     | the tutor said | yes           |
    in the lesson | at home     | -              | no            | a correction needs a reason
    in the lesson | in the lesson | the tutor said | no          | the text is the same as before
    -             | at home     | the tutor said | yes           |
    in the lesson | -           | it was wrong   | yes           |
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_correcting(case):
    answer = rules.may_be_amended(text=case["correction"], as_it_stands=case["it was told"], reason=case["reason"])

    assert ("yes" if answer else "no", told(answer)) == (case["may it stand?"], case["because"])
