"""Names of others are fields that there are, and what is left out of a text is theirs and never the person's own."""

import pytest

from tests.kit.invented import NOW
from throughcare.commons.past import others
from throughcare.commons.past.queries import Kept
from throughcare.kernel.definitions import load
from throughcare.safeguards.access.register import register


def a_relative(name):
    return Kept("people.relative", 1, NOW, NOW, None, "fact", "", {"name": name})


def test_every_name_of_others_is_a_field():
    named = load("records", "others").data["names"]

    assert named
    for one in named:
        table, _dot, name = one.rpartition(".")
        assert register()[table].model._meta.get_field(name)


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("Magda Holt", {"Magda Holt", "Magda", "Holt"}),
        ("Magda Tarrow", {"Magda Tarrow", "Magda"}),
        ("Sam Tarrow", set()),
        ("Jo Li", {"Jo Li"}),
        ("", set()),
    ],
)
def test_a_name_of_the_persons_own_is_not_hidden_with_another_persons(name, hidden):
    assert set(others.names_in([a_relative(name)], own=["Sam Tarrow"])) == hidden
