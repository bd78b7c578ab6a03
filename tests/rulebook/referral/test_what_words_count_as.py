import pytest

from tests.kit.tables import name_of, rows
from throughcare.kernel.definitions import codelist
from throughcare.stages.referrals import rules

title = "What a referral's words count as"
text = """Fact, opinion and somebody's report are kept apart (DPA 2018 s.38). What comes from outside is a third party's report to
us, however sure they are; a colleague's words are what the colleague says they are."""

CASES = """
    told by   | how they know | counts as
    ----------+---------------+------------
    public    | saw_or_heard  | third_party
    public    | own_view      | third_party
    public    | -             | third_party
    import    | saw_or_heard  | third_party
    staff     | saw_or_heard  | fact
    staff     | read_it       | fact
    staff     | was_told      | third_party
    staff     | own_view      | opinion
    staff     | not_known     | opinion
    staff     | -             | third_party
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_what_words_count_as(case):
    kinds = {value.code: str(value.extra["kind"]) for value in codelist("how_known").values}

    assert rules.kind_of(case["told by"], case["how they know"], kinds=kinds) == case["counts as"]
