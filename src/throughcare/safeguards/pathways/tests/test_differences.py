"""What changes for a case that moves to another version of its pathway, rule by rule."""

import pytest

from throughcare.safeguards.pathways.differences import Difference, differences
from throughcare.safeguards.pathways.tests.builders import a_pathway


def longer(data):
    data["clocks"]["loan"]["length"] = 15


def for_readers_too(data):
    data["verbs"]["books.lend"]["who"].append("reader")


def without_a_card(data):
    data["verbs"]["books.lend"]["gates"] = ["reason_given"]


def asked_for_nicely(data):
    data["gates"]["reason_given"]["reason"] = "no reason is written"


def without_patience(data):
    del data["clocks"]["patience"]


def owned_by_the_warden(data):
    data["stages"]["lent"]["owner"] = "warden"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (
            longer,
            Difference(
                "changed",
                "3.1",
                "Loan: length",
                "10 working days from the day it was lent. Local target.",
                "15 working days from the day it was lent. Local target.",
            ),
        ),
        (for_readers_too, Difference("changed", "2.2", "Lend: who", "the librarian", "the librarian; a reader")),
        (without_a_card, Difference("changed", "2.2", "Lend: needs", "the card is in date", "there is a reason")),
        (
            asked_for_nicely,
            Difference("changed", "2.8", "there is a reason: if not", "there is no reason", "no reason is written"),
        ),
        (without_patience, Difference("removed", "3.6", "Patience")),
        (owned_by_the_warden, Difference("changed", "", "Lent: owner", "the librarian", "the warden")),
    ],
)
def test_every_difference_is_told_with_what_was_said_and_what_is_said_now(change, found):
    assert differences(a_pathway(), a_pathway(change)) == [found]


def test_what_is_new_is_told():
    assert differences(a_pathway(without_patience), a_pathway()) == [Difference("added", "3.6", "Patience")]


def test_one_version_does_not_differ_from_itself():
    assert differences(a_pathway(), a_pathway()) == []


def test_rules_stand_in_the_order_of_the_rulebook():
    def much(data):
        longer(data)
        for_readers_too(data)
        owned_by_the_warden(data)

    assert [one.section for one in differences(a_pathway(), a_pathway(much))] == ["", "2.2", "3.1"]
