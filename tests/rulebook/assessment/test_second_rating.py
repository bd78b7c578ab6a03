"""Who may rate an assessment a second time, blind."""

import pytest

from tests.kit.channel import told
from tests.kit.tables import name_of, rows
from throughcare.oversight.quality.rules import may_be_another, may_be_asked

title = "Who may rate a second time"
text = """\
A second rating is blind: by another certified assessor who has no part in the case, never had one, and whose post does not
open it. In everyday work there is one for each study number, on a trained panel several. The evidence is frozen before. A
certificate counts as it does for an assessment of a case: it is asked for where the instrument asks one, and one that has ended,
or is for another version, stops its holder in any case."""

CASES = """
    colleague              | certified | frozen | asked before | asked of others | arm      | may rate? | because
    -----------------------+-----------+--------+--------------+-----------------+----------+-----------+--------------------------------------------------
    an assessor elsewhere  | yes       | yes    | no           | 0               | field    | yes       |
    an assessor elsewhere  | yes       | no     | no           | 0               | field    | no        | the evidence is not frozen yet
    an assessor elsewhere  | no        | yes    | no           | 0               | field    | no        | they have no certificate in date for this instrument
    an assessor elsewhere  | yes       | yes    | yes          | 1               | research | no        | they were asked already
    an assessor elsewhere  | yes       | yes    | no           | 1               | field    | no        | one second rating was asked for, and in everyday work there is one
    an assessor elsewhere  | yes       | yes    | no           | 2               | research | yes       |
    the first assessor     | yes       | yes    | no           | 0               | field    | no        | they assessed this person before
    a former team member   | yes       | yes    | no           | 0               | field    | no        | they have or had a part in the case
    an officer of the area | yes       | yes    | no           | 0               | field    | no        | their post opens the case
    a quality lead         | yes       | yes    | no           | 0               | field    | no        | they are a quality lead
    whoever is kept out    | yes       | yes    | no           | 0               | field    | no        | they are kept out of the case
"""

CONFLICTS = {
    "an assessor elsewhere": (),
    "the first assessor": ("first",),
    "a former team member": ("team",),
    "an officer of the area": ("post",),
    "a quality lead": ("lead",),
    "whoever is kept out": ("kept_out",),
}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_who_may_rate_a_second_time(case):
    answer = may_be_another(arm=case["arm"], asked=int(case["asked of others"])) & may_be_asked(
        conflicts=CONFLICTS[case["colleague"]],
        certified=case["certified"] == "yes",
        frozen=case["frozen"] == "yes",
        asked=case["asked before"] == "yes",
    )

    assert bool(answer) == (case["may rate?"] == "yes")
    assert told(answer) == case["because"]
