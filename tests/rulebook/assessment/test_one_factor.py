import pytest

from tests.kit.tables import name_of, rows
from throughcare.commons.assessments import rules

title = "One factor"
text = """Every answer rests on evidence that says where it comes from and what kind of statement it is; what somebody else told
says how reliable that is. Evidence against is looked for, and its absence said. Not known is an answer of its own, never the
same as no sign, and says what is missing and who might know. Factors are not added up."""

CASES = """
    presence  | missing     | evidence | source   | origin      | kind    | reliability | looked for against | what it lacks
    ----------+-------------+----------+----------+-------------+---------+-------------+--------------------+-----------------------------------------------------------------
    some      | -           | for      | register | document    | fact    | -           | yes                |
    absent    | -           | against  | diary    | document    | fact    | -           | no                 |
    some      | -           | for      | teacher  | third_party | fact    | first_hand  | yes                |
    not_known | the school  | -        | -        | -           | -       | -           | no                 |
    not_known | -           | -        | -        | -           | -       | -           | no                 | Say what is missing, and who might know
    some      | -           | -        | -        | -           | -       | -           | no                 | Give at least one piece of evidence, or choose Not known
    absent    | -           | -        | -        | -           | -       | -           | no                 | Give at least one piece of evidence, or choose Not known
    strong    | -           | for      | register | document    | fact    | -           | no                 | Give evidence against, or say that you looked for it and found none
    strong    | -           | for      | -        | -           | fact    | -           | yes                | Say where this comes from: cite it from the case, or write the source
    strong    | -           | for      | register | -           | fact    | -           | yes                | Choose what kind of source this is
    strong    | -           | for      | teacher  | third_party | fact    | -           | yes                | Say how reliable this report is
    strong    | -           | for      | register | document    | -       | -           | yes                | Choose whether this is a fact, an opinion or somebody else's report
    -         | -           | for      | register | document    | fact    | -           | yes                | Choose how present it is, or choose Not known
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_what_a_factor_lacks(case):
    of_piece = {name: case[name] for name in ("kind", "source", "origin", "reliability")}
    pieces = (rules.Piece(case["evidence"], "Seen.", **of_piece),) if case["evidence"] else ()
    none_against = case["looked for against"] == "yes"
    gaps = rules.gaps_of(rules.Written(case["presence"], case["missing"], pieces, none_against=none_against))

    assert "; ".join(gap.text for gap in gaps) == case["what it lacks"]
