"""The table of the standard has every requirement once, tells no more than is so, and is what the manual shows."""

import pytest

from tests.kit import asvs
from tests.kit.proven import missing_tests

# Version 5.0.0: the numbers of each section that are of level 1, and those of level 2.
REQUIREMENTS = {
    "1.1": ("", "1 2"),
    "1.2": ("1 2 3 4 5", "6 7 8 9"),
    "1.3": ("1 2", "3 4 5 6 7 8 9 10 11"),
    "1.4": ("", "1 2 3"),
    "1.5": ("1", "2"),
    "2.1": ("1", "2 3"),
    "2.2": ("1 2", "3"),
    "2.3": ("1", "2 3 4"),
    "2.4": ("", "1"),
    "3.2": ("1 2", ""),
    "3.3": ("1", "2 3 4"),
    "3.4": ("1 2", "3 4 5 6"),
    "3.5": ("1 2 3", "4 5"),
    "3.7": ("", "1 2"),
    "4.1": ("1", "2 3"),
    "4.2": ("", "1"),
    "4.3": ("", "1 2"),
    "4.4": ("1", "2 3 4"),
    "5.1": ("", "1"),
    "5.2": ("1 2", "3"),
    "5.3": ("1 2", ""),
    "5.4": ("", "1 2 3"),
    "6.1": ("1", "2 3"),
    "6.2": ("1 2 3 4 5 6 7 8", "9 10 11 12"),
    "6.3": ("1 2", "3 4"),
    "6.4": ("1 2", "3 4"),
    "6.5": ("", "1 2 3 4 5"),
    "6.6": ("", "1 2 3"),
    "6.8": ("", "1 2 3 4"),
    "7.1": ("", "1 2 3"),
    "7.2": ("1 2 3 4", ""),
    "7.3": ("", "1 2"),
    "7.4": ("1 2", "3 4 5"),
    "7.5": ("", "1 2"),
    "7.6": ("", "1 2"),
    "8.1": ("1", "2"),
    "8.2": ("1 2", "3"),
    "8.3": ("1", ""),
    "8.4": ("", "1"),
    "9.1": ("1 2 3", ""),
    "9.2": ("1", "2 3 4"),
    "10.1": ("", "1 2"),
    "10.2": ("", "1 2"),
    "10.3": ("", "1 2 3 4"),
    "10.4": ("1 2 3 4 5", "6 7 8 9 10 11"),
    "10.5": ("", "1 2 3 4 5"),
    "10.6": ("", "1 2"),
    "10.7": ("", "1 2 3"),
    "11.1": ("", "1 2"),
    "11.2": ("", "1 2 3"),
    "11.3": ("1 2", "3"),
    "11.4": ("1", "2 3 4"),
    "11.5": ("", "1"),
    "11.6": ("", "1"),
    "12.1": ("1", "2 3"),
    "12.2": ("1 2", ""),
    "12.3": ("", "1 2 3 4"),
    "13.1": ("", "1"),
    "13.2": ("", "1 2 3 4 5"),
    "13.3": ("", "1 2"),
    "13.4": ("1", "2 3 4 5"),
    "14.1": ("", "1 2"),
    "14.2": ("1", "2 3 4"),
    "14.3": ("1", "2 3"),
    "15.1": ("1", "2 3"),
    "15.2": ("1", "2 3"),
    "15.3": ("1", "2 3 4 5 6 7"),
    "16.1": ("", "1"),
    "16.2": ("", "1 2 3 4 5"),
    "16.3": ("", "1 2 3 4"),
    "16.4": ("", "1 2 3"),
    "16.5": ("", "1 2 3"),
    "17.1": ("", "1"),
    "17.2": ("", "1 2 3 4"),
    "17.3": ("", "1 2"),
}  # fmt: skip
NEEDS_A_WHY = 12  # letters


def wanted() -> list[tuple[str, str]]:
    return [
        (f"{section}.{number}", level)
        for section, levels in REQUIREMENTS.items()
        for level, numbers in zip("12", levels, strict=True)
        for number in numbers.split()
    ]


def test_every_requirement_of_both_levels_stands_there_once():
    found = [(row["id"], row["level"]) for row in asvs.rows()]

    assert len(wanted()) == 70 + 183
    assert sorted(found) == sorted(wanted())


def test_every_line_has_a_state_and_words():
    rows = asvs.rows()

    assert {row["state"] for row in rows} <= set(asvs.STATES)
    assert [row["id"] for row in rows if len(row["what"]) < 4 or not row["how"]] == []
    assert [row["id"] for row in rows if "|" in "".join(row.values())] == []


def test_what_is_met_names_its_test_or_says_why_there_is_none():
    bare = [
        row["id"]
        for row in asvs.rows()
        if not row["tests"] and len(row["how"]) < NEEDS_A_WHY and row["state"] != "not applicable"
    ]
    claimed = [row["id"] for row in asvs.rows() if row["state"] in ("not met", "not applicable") and row["tests"]]

    assert bare == []
    assert claimed == [], "what is not met is proved by no test"


def test_every_test_that_a_line_names_is_there():
    found = {row["id"]: missing_tests(row["tests"]) for row in asvs.rows()}
    strange = [row["id"] for row in asvs.rows() for each in row["tests"].split("; ") if each and "::test_" not in each]

    assert {number: each for number, each in found.items() if each} == {}
    assert strange == []


@pytest.mark.parametrize("state", ["met", "partly", "not met"])
def test_the_page_shows_how_many_are_in_each_state(state):
    number = sum(row["state"] == state for row in asvs.rows())

    assert number > 0 or state == "not met"
    assert f"| {state} | {number} |" in asvs.page()


def test_the_page_is_current():
    assert asvs.PAGE.read_text(encoding="utf-8") == asvs.page(), "Run: make docs"
