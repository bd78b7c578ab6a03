import pytest

from tests.kit.tables import name_of, rows
from throughcare.commons.assessments import rules

title = "One factor"
text = """Every answer rests on evidence that says where it comes from and what kind of statement it is. Not known is an answer of
its own, never the same as no sign, and says what is missing and who might know. Factors are not added up."""

CASES = """
    presence  | missing     | evidence | source   | kind | what it lacks
    ----------+-------------+----------+----------+------+-----------------------------------------------------------------
    some      | -           | for      | register | fact |
    absent    | -           | against  | teacher  | fact |
    not_known | the school  | -        | -        | -    |
    not_known | -           | -        | -        | -    | Say what is missing, and who might know
    some      | -           | -        | -        | -    | Give at least one piece of evidence, or choose Not known
    absent    | -           | -        | -        | -    | Give at least one piece of evidence, or choose Not known
    strong    | -           | for      | -        | fact | Say where this comes from: cite it from the case, or write the source
    strong    | -           | for      | register | -    | Choose whether this is a fact, an opinion or somebody else's report
    -         | -           | for      | register | fact | Choose how present it is, or choose Not known
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_what_a_factor_lacks(case):
    pieces = (rules.Piece(case["evidence"], "Seen.", case["kind"], source=case["source"]),) if case["evidence"] else ()
    gaps = rules.gaps_of(rules.Written(case["presence"], case["missing"], pieces))

    assert "; ".join(gap.text for gap in gaps) == case["what it lacks"]
