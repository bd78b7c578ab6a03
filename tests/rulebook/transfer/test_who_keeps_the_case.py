import pytest

from tests.kit.tables import name_of, rows
from throughcare.safeguards.access.matrix import matrix

title = "Who keeps access when a case moves to another area"
text = """Whoever reached the case by the old area loses it in the act in which the new area accepts; so does the old panel.
A mentor or an assessor was let in by name for this person, and goes on: support does not stop because somebody moves house.
Until then those who were offered the case know its name, its reference and the offer."""

CASES = """
    role                  | comes to it by | when it moves | before that reads
    ----------------------+----------------+---------------+------------------
    coordinator           | area           | ends          | the case
    manager               | area           | ends          | the case
    police_officer        | area           | ends          | the case
    police_supervisor     | area           | ends          | the case
    named_officer         | area           | ends          | the case
    chair                 | grant          | ends          | the case
    panel_member          | grant          | ends          | the case
    panel_listed          | listed         | ends          | the name
    receiving_coordinator | listed         | ends          | the offer
    receiving_manager     | listed         | ends          | the offer
    assessor              | grant          | stays         | the case
    provider              | grant          | stays         | sessions
    supervising_officer   | grant          | ends          | the case
    prison_lead           | grant          | ends          | the case
    reader                | grant          | ends          | the case
    emergency             | grant          | ends          | the case
"""


def reads(role: str) -> str:
    """What a role reads, in the words of the table."""
    seen = matrix().compartments_for([role], "read")
    if seen == {"identity"}:
        return "the name"
    if seen == {"identity", "transfer"}:
        return "the offer"
    return "the case" if "core" in seen else "sessions"


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_who_keeps_the_case(case):
    role = matrix().roles[case["role"]]

    assert (role.reach, role.when_moved) == (case["comes to it by"], case["when it moves"])
    assert reads(role.code) == case["before that reads"]


def test_every_role_that_comes_to_a_case_says_what_becomes_of_it():
    coming = {role.code for role in matrix().roles.values() if role.reach != "none"}

    assert {case["role"] for case in rows(CASES)} == coming
