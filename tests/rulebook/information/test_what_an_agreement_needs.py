"""What a sharing agreement says before it is kept, and how it stands on a day."""

from datetime import date

import pytest

from tests.kit.channel import told
from tests.kit.tables import Case, name_of, rows
from throughcare.commons.sharing import rules

title = "What a sharing agreement needs"
text = """\
An agreement says with whom, for what, which data and on which lawful basis, from when and when it is looked at again. A late
review does not end it; its end does, after its last day. A new version is written on the newest, never over it."""

CASES = """
    words | party      | data | basis   | begins     | review     | ended      | today      | may be kept? | it stands   | because
    ------+------------+------+---------+------------+------------+------------+------------+--------------+-------------+------------------------------------------------------------------
    yes   | another    | yes  | basis   | 2026-01-01 | 2027-01-01 | -          | 2026-06-15 | yes          | in_force    |
    yes   | another    | yes  | basis   | 2026-01-01 | 2027-01-01 | -          | 2025-12-31 | yes          | not_yet     |
    yes   | another    | yes  | basis   | 2026-01-01 | 2027-01-01 | -          | 2027-01-01 | yes          | in_force    |
    yes   | another    | yes  | basis   | 2026-01-01 | 2027-01-01 | -          | 2027-01-02 | yes          | review_due  |
    yes   | another    | yes  | basis   | 2026-01-01 | 2027-01-01 | 2026-06-15 | 2026-06-15 | yes          | in_force    |
    yes   | another    | yes  | basis   | 2026-01-01 | 2027-01-01 | 2026-06-15 | 2026-06-16 | yes          | ended       |
    -     | another    | yes  | basis   | 2026-01-01 | 2027-01-01 | -          | 2026-06-15 | no           | in_force    | it says nothing of what it is called or what it is for
    yes   | controller | yes  | basis   | 2026-01-01 | 2027-01-01 | -          | 2026-06-15 | no           | in_force    | no other agency is a party
    yes   | another    | -    | basis   | 2026-01-01 | 2027-01-01 | -          | 2026-06-15 | no           | in_force    | it names no data
    yes   | another    | yes  | gateway | 2026-01-01 | 2027-01-01 | -          | 2026-06-15 | no           | in_force    | it names no lawful basis; a gateway or a condition alone is none
    yes   | another    | yes  | basis   | 2026-01-01 | 2026-01-01 | -          | 2026-01-01 | no           | in_force    | it is reviewed after it begins
"""
OWN, OTHER = 1, 2


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_what_an_agreement_needs(case: Case) -> None:
    words = "Sharing with schools" if case["words"] else " "
    begins, review = date.fromisoformat(case["begins"]), date.fromisoformat(case["review"])
    terms = rules.Terms(
        title=words,
        purpose=words,
        parties=[OTHER if case["party"] == "another" else OWN],
        categories=["concern"] if case["data"] else [],
        basis_kinds=[case["basis"]],
        in_force_from=begins,
        review_on=review,
    )
    ended = date.fromisoformat(case["ended"]) if case["ended"] else None

    answer = rules.may_be_written(terms, controller=OWN)
    standing = rules.stands(
        in_force_from=begins, review_on=review, ended_on=ended, today=date.fromisoformat(case["today"])
    )

    assert ("yes" if answer else "no", told(answer)) == (case["may be kept?"], case["because"])
    assert (standing.code, standing.holds) == (case["it stands"], case["it stands"] in ("in_force", "review_due"))


def test_a_version_follows_the_newest_of_an_agreement_that_has_not_ended() -> None:
    assert rules.may_follow(ended=False, based_on=2, newest=2)
    assert told(rules.may_follow(ended=False, based_on=1, newest=2)) == "somebody else wrote a version meanwhile"
    assert told(rules.may_follow(ended=True, based_on=2, newest=2)) == "the agreement has ended"


def test_an_agreement_ends_once_with_a_reason_and_not_in_days_to_come() -> None:
    def end(*, ended: bool = False, on: date = date(2026, 6, 15), reason: str = "A new one") -> str:
        begins, today = date(2026, 1, 1), date(2026, 6, 15)
        return told(rules.may_be_ended(ended=ended, ended_on=on, in_force_from=begins, reason=reason, today=today))

    assert end() == ""
    assert end(ended=True) == "the agreement has ended already"
    assert end(reason=" ") == "no reason is given"
    assert (
        end(on=date(2026, 6, 16))
        == end(on=date(2025, 12, 31))
        == "its last day lies after it began, and not after today"
    )


def test_a_reference_is_given_once() -> None:
    assert rules.may_take_reference("ISA 7", taken=["ISA 6"])
    assert told(rules.may_take_reference(" isa 6", taken=["ISA 6"])) == "another agreement has this reference"
    assert told(rules.may_take_reference(" ", taken=[])) == "it has no reference"
