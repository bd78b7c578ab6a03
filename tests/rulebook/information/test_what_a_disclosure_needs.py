import pytest

from tests.kit.channel import told
from tests.kit.tables import name_of, rows
from throughcare.commons.sharing.rules import disclosures as rules

title = "What a disclosure needs"
text = """Whoever gives something of a case says what it is for, on what basis, why it is needed and why no more, and under which
agreement, or why under none."""

CASES = """
    purpose | in words | basis       | needed | no more | agreement | why none | enough? | because
    --------+----------+-------------+--------+---------+-----------+----------+---------+------------------------------------------------------
    support | -        | public_task | yes    | yes     | yes       | -        | yes     |
    support | -        | public_task | yes    | yes     | -         | urgent   | yes     |
    other   | a will   | public_task | yes    | yes     | yes       | -        | yes     |
    -       | -        | public_task | yes    | yes     | yes       | -        | no      | it is not said what it is for
    other   | -        | public_task | yes    | yes     | yes       | -        | no      | it is not said what it is for
    support | -        | -           | yes    | yes     | yes       | -        | no      | it has no legal basis
    support | -        | public_task | -      | yes     | yes       | -        | no      | it is not said why it is needed
    support | -        | public_task | yes    | -       | yes       | -        | no      | it is not said why it is no more than is needed
    support | -        | public_task | yes    | yes     | -         | -        | no      | no agreement is named, and no reason why there is none
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_what_a_disclosure_needs(case):
    reasons = rules.Reasons(
        purpose=case["purpose"],
        legal_basis=case["basis"],
        necessity=case["needed"],
        proportionality=case["no more"],
        purpose_words=case["in words"],
        has_agreement=bool(case["agreement"]),
        no_agreement=case["why none"],
    )
    answer = rules.is_weighed(reasons)

    assert ("yes" if answer else "no", told(answer)) == (case["enough?"], case["because"])
