import pytest

from throughcare.kernel import paging


def test_one_row_too_many_tells_of_a_next_page():
    page = paging.Page.of(list(range(26)), number=1)

    assert (len(page.rows), page.has_next, page.has_previous) == (25, True, False)


def test_the_last_page_says_where_its_rows_stand():
    page = paging.Page.of(list(range(10)), number=3, counted=60)

    assert (page.first, page.last, page.total_shown, page.has_next) == (51, 60, "60", False)


def test_an_empty_page_stands_nowhere():
    page = paging.Page.of([], counted=0)

    assert (page.first, page.last, page.total_shown) == (0, 0, "0")


@pytest.mark.parametrize(("counted", "shown"), [(None, ""), (999, "999"), (1000, "1,000"), (1001, "1,000+")])
def test_counts_stop_at_a_thousand(counted, shown):
    assert paging.Page.of([1], counted=counted).total_shown == shown
    assert counted is None or counted <= paging.count_limit()


@pytest.mark.parametrize(
    ("typed", "number"),
    [("2", 2), ("", 1), (None, 1), ("0", 1), ("-3", 1), ("two", 1), ("9" * 40, 1), ("²", 1)],
)
def test_an_address_with_an_odd_page_number_leads_to_the_first_page(typed, number):
    assert paging.page_number(typed) == number


def test_offset_and_limit_fetch_one_row_more_than_is_shown():
    assert (paging.offset(3), paging.limit()) == (50, 26)
