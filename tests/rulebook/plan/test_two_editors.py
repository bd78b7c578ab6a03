"""What becomes of two people's words."""

import pytest

from tests.kit.tables import name_of, rows
from throughcare.stages.plans.rules import merge

title = "Two people write the same piece"
text = """\
What only one of two people changed since both read it stands. Where both changed the same words differently, neither is
saved before a person has seen both texts and chosen."""

CASES = """
    both read | saved meanwhile | typed now | stands    | shown to a person?
    ----------+-----------------+-----------+-----------+-------------------
    work      | work            | a job     | a job     | no
    work      | a trade         | work      | a trade   | no
    work      | a trade         | a trade   | a trade   | no
    work      | a trade         | a job     | -         | yes
    work      | -               | a job     | -         | yes
    -         | a trade         | a job     | -         | yes
    -         | -               | a job     | a job     | no
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_what_becomes_of_two_texts(case):
    read, saved, typed = ({"need": case[name]} for name in ("both read", "saved meanwhile", "typed now"))
    merged = merge(base=read, theirs=saved, mine=typed)

    assert bool(merged.clash) == (case["shown to a person?"] == "yes")
    if not merged.clash:
        assert merged.body["need"] == case["stands"]


def test_what_a_person_settled_stands():
    merged = merge(base={"need": "work"}, theirs={"need": "a trade"}, mine={"need": "a job"}, settled=["need"])

    assert (merged.clash, merged.body) == ("", {"need": "a job"})
