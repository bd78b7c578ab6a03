"""Who must be there before a panel may decide on somebody."""

import pytest

from tests.kit.tables import Case, name_of, rows
from throughcare.commons.meetings.rules import Present, quorum

title = "Quorum of a panel"
text = """
The local authority and the police of the area where the person lives must be there for the item (s.37). Whoever only
attends has no voice, and whoever stepped out because of a conflict of interest is not there.
"""

AGENCIES = {"council": 1, "own police": 2, "other police": 3, "clinic": 4}

CASES = """
    council | own police | other police | lives under | local authority? | police?
    --------+------------+--------------+-------------+------------------+--------
    chair   | member     | -            | own police  | yes              | yes
    chair   | -          | -            | own police  | yes              | no
    -       | member     | -            | own police  | no               | yes
    -       | -          | -            | own police  | no               | no
    attends | member     | -            | own police  | no               | yes
    chair   | attends    | -            | own police  | yes              | no
    chair   | member     | -            | other police| yes              | no
    chair   | member     | member       | other police| yes              | yes
    chair   | -          | member       | other police| yes              | yes
    chair   | -          | member       | own police  | yes              | no
    member  | member     | -            | own police  | yes              | yes
"""

ROLES = {"chair": "chair", "member": "panel_member", "attends": "attending"}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_quorum(case: Case) -> None:
    there = [
        Present(AGENCIES[name], ROLES[case[name]]) for name in ("council", "own police", "other police") if case[name]
    ]
    found = quorum(
        [*there, Present(AGENCIES["clinic"], "panel_member")], local_authority=1, police=AGENCIES[case["lives under"]]
    )

    assert (found.local_authority, found.police_of_residence) == (
        case["local authority?"] == "yes",
        case["police?"] == "yes",
    )
    assert bool(found) == (case["local authority?"] == case["police?"] == "yes")
