"""Rows, tags and links of lists: what is in them is escaped, and nothing is drawn where there is nothing."""

import pytest
from markupsafe import Markup

from throughcare.frame.drawn import draw_link, draw_row, draw_tag
from throughcare.frame.pieces import Head

HEADS = ["Person", Head("Cases", numeric=True), Head("Day", whole=True)]
EVIL = "<b>&\"'"
SAFE = "&lt;b&gt;&amp;&#34;&#39;"


def test_a_row_has_a_cell_under_each_head():
    drawn = draw_row(HEADS, [Markup("<a>Sam</a>"), 3, None])

    assert drawn == Markup(
        '<tr class="govuk-table__row">\n'
        '  <td class="govuk-table__cell" data-label="Person"><div><a>Sam</a></div></td>\n'
        '  <td class="govuk-table__cell govuk-table__cell--numeric" data-label="Cases"><div>3</div></td>\n'
        '  <td class="govuk-table__cell tc-table__cell--whole" data-label="Day"></td>\n'
        "</tr>"
    )


def test_the_first_cell_may_be_the_head_of_its_row():
    drawn = draw_row(["Area", "Cases"], ["Northmere", 2], head_first=True)

    assert '<th scope="row" class="govuk-table__header" data-label="Area"><div>Northmere</div></th>' in drawn
    assert drawn.count("<th") == 1


@pytest.mark.parametrize(
    "drawn",
    [
        draw_row([EVIL], [EVIL]),
        draw_row([EVIL], [EVIL], head_first=True),
        draw_tag(EVIL, EVIL),
        draw_link(EVIL, EVIL, EVIL),
    ],
)
def test_whatever_somebody_typed_is_escaped(drawn):
    assert isinstance(drawn, Markup)
    assert EVIL not in drawn and "<b>" not in drawn
    assert drawn.count(SAFE) >= 2


def test_what_is_read_out_after_a_link_is_there_only_where_it_is_given():
    assert draw_link("Open", "/x/") == Markup('<a class="govuk-link" href="/x/">Open</a>')
    assert '<span class="govuk-visually-hidden"> Sam</span>' in draw_link("Open", "/x/", "Sam")


def test_a_row_that_is_too_short_is_a_defect():
    with pytest.raises(IndexError):
        draw_row(HEADS, ["one"])
