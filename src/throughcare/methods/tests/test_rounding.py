"""Rounding to a base: the boundaries by hand, the rest as properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.methods.rounding import counts_behind, percentage, round_to_base

counts = st.integers(min_value=0, max_value=1_000_000)
bases = st.integers(min_value=1, max_value=100)


@pytest.mark.parametrize(
    ("count", "printed"),
    [(0, 0), (1, 0), (2, 0), (3, 5), (4, 5), (5, 5), (6, 5), (7, 5), (8, 10), (12, 10), (13, 15), (6_922, 6_920)],
)
def test_base_5_goes_to_the_nearest_multiple(count: int, printed: int) -> None:
    assert round_to_base(count) == printed


def test_a_tie_goes_up() -> None:
    assert round_to_base(5, base=10) == 10


def test_zero_can_mean_0_1_or_2() -> None:
    assert list(counts_behind(0)) == [0, 1, 2]


def test_ten_can_mean_8_to_12() -> None:
    assert list(counts_behind(10)) == [8, 9, 10, 11, 12]


@given(counts, bases)
def test_what_is_printed_is_a_multiple_no_further_than_half_a_base(count: int, base: int) -> None:
    printed = round_to_base(count, base=base)

    assert printed % base == 0
    assert 2 * abs(printed - count) <= base


@given(counts, counts, bases)
def test_a_larger_count_never_prints_smaller(one: int, other: int, base: int) -> None:
    low, high = sorted((one, other))

    assert round_to_base(low, base=base) <= round_to_base(high, base=base)


@given(counts, bases)
def test_rounding_twice_changes_nothing(count: int, base: int) -> None:
    once = round_to_base(count, base=base)

    assert round_to_base(once, base=base) == once


@given(st.integers(min_value=0, max_value=2_000), bases)
def test_the_counts_behind_a_figure_are_those_that_print_as_it_and_no_others(multiple: int, base: int) -> None:
    printed = multiple * base
    around = range(max(0, printed - base), printed + base + 1)

    assert list(counts_behind(printed, base=base)) == [n for n in around if round_to_base(n, base=base) == printed]


@given(counts)
def test_with_base_5_at_least_three_counts_stand_behind_every_figure(count: int) -> None:
    assert len(counts_behind(round_to_base(count))) >= 3


@pytest.mark.parametrize(("count", "base"), [(-1, 5), (3, 0), (3, -5)])
def test_impossible_counts_and_bases_are_refused(count: int, base: int) -> None:
    with pytest.raises(ValueError, match=r"less than zero|1 or more"):
        round_to_base(count, base=base)


def test_a_figure_off_its_base_has_no_counts_behind_it() -> None:
    with pytest.raises(ValueError, match="7 is not a multiple of 5"):
        counts_behind(7)


@pytest.mark.parametrize(
    ("part", "whole", "smallest_base", "printed"),
    [
        (35, 240, 100, 15),
        (1, 200, 100, 1),
        (0, 100, 100, 0),
        (100, 100, 100, 100),
        (35, 95, 100, None),
        (0, 0, 0, None),
    ],
)
def test_a_percentage_needs_a_base_large_enough(part: int, whole: int, smallest_base: int, printed: int | None) -> None:
    assert percentage(part, whole, smallest_base=smallest_base) == printed
