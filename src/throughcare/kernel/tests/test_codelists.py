from datetime import date

import pytest

from throughcare.kernel.definitions import Code, CodeList, DefinitionError

OLD = Code("red", "Red", date(2020, 1, 1), date(2021, 12, 31), edition="2020", becomes=("scarlet",))
MIDDLE = Code("scarlet", "Scarlet", date(2022, 1, 1), date(2023, 12, 31), edition="2022", becomes=("ruby", "rose"))
NEW = (Code("ruby", "Ruby", date(2024, 1, 1), edition="2024"), Code("rose", "Rose", date(2024, 1, 1), edition="2024"))
COLOURS = CodeList("colours", "2024-01-01", "Colours", (OLD, MIDDLE, *NEW))


def test_only_what_is_valid_on_the_day_may_be_chosen():
    assert COLOURS.choices(date(2021, 12, 31)) == [("red", "Red")]
    assert COLOURS.choices(date(2024, 6, 1)) == [("ruby", "Ruby"), ("rose", "Rose")]


def test_an_old_code_keeps_its_label():
    assert COLOURS.label("red") == "Red"
    assert "red" in COLOURS


def test_a_code_that_never_was_is_a_defect():
    with pytest.raises(DefinitionError, match="mauve"):
        COLOURS.label("mauve")


def test_a_code_is_followed_through_the_editions():
    assert COLOURS.mapped("red", edition="2024") == ("ruby", "rose")
    assert COLOURS.mapped("red", edition="2020") == ("red",)


def test_what_cannot_be_compared_leads_to_nothing():
    assert COLOURS.mapped("ruby", edition="2020") == ()


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ((OLD, OLD, MIDDLE, *NEW), "the code red stands twice"),
        ((Code("red", "Red", date(2020, 1, 1), date(2019, 1, 1)),), "red ends before it begins"),
        ((OLD,), "red becomes scarlet, which is not in the list"),
        ((Code("red", "Red", date(2020, 1, 1), becomes=("red",)),), "red becomes red, which is no later"),
    ],
)
def test_a_broken_list_tells_what_is_wrong(values, problem):
    assert CodeList("colours", "", "Colours", values).problems() == [problem]


def test_a_sound_list_has_no_problems():
    assert COLOURS.problems() == []
