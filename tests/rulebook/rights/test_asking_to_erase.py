"""When the data protection officer may ask that a record is erased."""

import pytest

from tests.kit.channel import told
from tests.kit.tables import Case, name_of, rows
from throughcare.oversight.rights.rules import may_ask_to_erase

title = "Asking that a record is erased"
text = """\
The data protection officer of its controller asks, on a ground in law; the access matrix lets nobody else. A second person
decides. One request waits at a time, and what is erased is not erased again."""

CASES = """
    the record     | a request waits | may ask? | because
    ---------------+-----------------+----------+---------------------------------------------------
    stands         | no              | yes      |
    stands         | yes             | no       | an erasure of this record was asked for already
    was erased     | no              | no       | the record was erased already
    was erased     | yes             | no       | the record was erased already
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_asking_to_erase(case: Case) -> None:
    answer = may_ask_to_erase(is_erased=case["the record"] == "was erased", is_asked=case["a request waits"] == "yes")

    assert bool(answer) == (case["may ask?"] == "yes")
    assert told(answer) == case["because"]
