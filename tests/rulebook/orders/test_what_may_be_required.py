import pytest

from tests.kit.tables import name_of, rows
from throughcare.commons.orders import rules
from throughcare.commons.orders.definition import order_kind

title = "What an order may require"
text = """Attendance at an appointment may be required, by the order itself or by a decision in the case that says who took it
and why. Worship, religious instruction and the profession of a belief may be offered and are never required of anybody."""

CASES = """
    order   | condition    | required? | asks for              | basis         | who and why | may? | because
    --------+--------------+-----------+-----------------------+---------------+-------------+------+----------------------------------------------
    licence | programme    | yes       | -                     | in_instrument | -           | yes  | -
    licence | programme    | yes       | -                     | case_by_case  | yes         | yes  | -
    licence | programme    | yes       | -                     | case_by_case  | -           | no   | it is not said who decided in this case that attendance is required, and why
    licence | programme    | yes       | -                     | -             | -           | no   | it is not said on what basis attendance is required
    licence | curfew       | yes       | -                     | in_instrument | -           | no   | attendance cannot be required under this kind of condition
    licence | curfew       | no        | -                     | -             | -           | yes  | -
    licence | programme    | yes       | worship               | in_instrument | -           | no   | nobody may be required to: attend worship or prayer
    licence | programme    | no        | worship               | -             | -           | yes  | -
    tpim    | appointments | yes       | -                     | in_instrument | -           | yes  | -
    tpim    | appointments | yes       | religious_instruction | in_instrument | -           | no   | nobody may be required to: take religious instruction
    teo     | appointments | yes       | profession            | in_instrument | -           | no   | nobody may be required to: profess, or give up, a belief
    teo     | address      | yes       | -                     | in_instrument | -           | no   | attendance cannot be required under this kind of condition
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_what_an_order_may_require(case):
    kind = order_kind(case["order"])
    answer = rules.may_be_mandated(
        mandated=case["required?"] == "yes",
        requires=case["asks for"],
        kind_attends=kind.condition(case["condition"]).attendance,
        never=kind.never_mandated,
        basis=case["basis"],
        basis_words=case["who and why"],
    )

    told = "; ".join(reason.text for reason in answer.reasons)
    assert ("yes" if answer else "no", told) == (case["may?"], case["because"])
