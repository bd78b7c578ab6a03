import pytest

from tests.kit.tables import name_of, rows
from throughcare.stages.referrals import rules
from throughcare.stages.referrals.telling import NewOriginator

title = "Who is named to the panel"
text = """Whoever was first worried may stay hidden from the panel. Nobody asked them counts as yes. A colleague who refers is
then named on no record that the panel reads; the audit knows. Coordinator and police case officer always know."""

CASES = """
    told by | wish         | the panel reads          | colleague is named
    --------+--------------+--------------------------+-------------------
    public  | named        | Kit Lowe, aunt           | -
    public  | hidden       | -                        | -
    public  | nobody asked | -                        | -
    staff   | named        | Kit Lowe, aunt           | yes
    staff   | hidden       | -                        | no
    staff   | nobody asked | -                        | no
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_who_is_named(case):
    wishes = {"named": {"anonymous_to_panel": False}, "hidden": {"anonymous_to_panel": True}, "nobody asked": {}}
    kit = NewOriginator(name="Kit Lowe", role="aunt", **wishes[case["wish"]])

    assert rules.from_whom(kit) == case["the panel reads"]
    if case["told by"] == "staff":
        assert rules.may_be_named("staff", kit) == (case["colleague is named"] == "yes")
