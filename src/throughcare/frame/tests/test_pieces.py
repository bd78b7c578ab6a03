"""Tables, lists, cards and marks as they are drawn."""

import re

import jinja2
import pytest
from django.template import engines
from markupsafe import Markup

from throughcare.frame.pieces import Head, Task, heads_of, words_changed
from throughcare.frame.shell import Link
from throughcare.kernel.paging import Page

pytestmark = pytest.mark.usefixtures("own_templates")


def drawn(source, **context):
    imports = '{% import "frame/macros.html" as m %}'
    text = engines.all()[0].env.from_string(imports + source).render(**context)
    return re.sub(r"\s+", " ", text).strip()


def test_a_name_that_a_template_does_not_know_is_a_defect():
    with pytest.raises(jinja2.UndefinedError):
        drawn("{{ take_care }}")


def test_what_people_typed_is_never_read_as_markup():
    table = drawn("{{ m.table('Notes', ['Text'], [[text]]) }}", text="<b>& bold</b>")

    assert "&lt;b&gt;&amp; bold&lt;/b&gt;" in table


def test_a_table_has_a_caption_scopes_and_numbers_to_the_right():
    table = drawn(
        "{{ m.table('Referrals', heads, [['2026', '1,240']]) }}", heads=["Year", Head("Referred", numeric=True)]
    )

    assert '<caption class="govuk-table__caption govuk-table__caption--m">Referrals</caption>' in table
    assert table.count('scope="col"') == 2
    assert re.search(r'<td class="govuk-table__cell govuk-table__cell--numeric" data-label="Referred">', table)


@pytest.mark.parametrize(("columns", "blocks"), [(3, False), (4, True)])
def test_only_tables_of_more_than_three_columns_turn_into_blocks_on_a_phone(columns, blocks):
    table = drawn("{{ m.table('T', heads) }}", heads=["Head"] * columns)

    assert ("tc-table--blocks" in table) is blocks


def test_a_sorted_column_says_so_to_screen_readers_and_links_the_other_way():
    table = drawn("{{ m.table('T', heads) }}", heads=[Head("Due", url="?sort=-due", sorted="ascending"), "What"])

    assert 'aria-sort="ascending"' in table
    assert 'href="?sort=-due"' in table


def test_a_plain_word_may_stand_for_a_head():
    assert heads_of(["Due", Head("Owner")]) == [Head("Due"), Head("Owner")]


def test_the_pager_says_what_is_shown_and_leads_on():
    page = Page(rows=list(range(25)), number=2, counted=1001, has_next=True)
    pager = drawn("{{ m.pagination(page, '/work?page={}'.format, 'tasks') }}", page=page)

    assert "Showing 26 to 50 of 1,000+ tasks" in pager
    assert 'href="/work?page=1" rel="prev"' in pager
    assert 'href="/work?page=3" rel="next"' in pager


def test_the_pager_of_a_single_page_has_no_links():
    assert "<nav" not in drawn("{{ m.pagination(page, '{}'.format, 'tasks') }}", page=Page(rows=[1], counted=1))


def test_a_chosen_filter_is_a_link_that_removes_it():
    chosen = drawn("{{ m.chosen_filters(links, '/cases') }}", links=[Link("Stage: Plan", "/cases?owner=me")])

    assert re.search(
        r'<a href="/cases\?owner=me"><span class="govuk-visually-hidden">Remove </span>Stage: Plan', chosen
    )


def test_nothing_chosen_draws_nothing():
    assert drawn("{{ m.chosen_filters([], '/cases') }}") == ""


def test_a_task_without_an_address_is_no_link_and_a_done_one_no_tag():
    tasks = [
        Task("Check and send", "Cannot start yet"),
        Task("Who", "Completed", "/who"),
        Task("When", "Incomplete", "/when", colour="light-blue"),
    ]
    drawn_list = drawn("{{ m.task_list(tasks) }}", tasks=tasks)

    assert drawn_list.count("<a ") == 2
    assert drawn_list.count("govuk-tag ") == 1
    assert "govuk-task-list__status--cannot-start-yet" in drawn_list


def test_an_unanswered_question_reads_not_provided_and_its_change_link_names_it(draw):
    page = draw("check")

    assert "Not provided" in page
    assert 'Change<span class="govuk-visually-hidden"> when and where</span>' in page


def test_an_unconfirmed_rule_shows_its_mark(draw):
    assert re.search(r'govuk-tag--yellow">Verify</strong>', draw("case"))


def test_phone_numbers_are_links_with_their_spaces():
    assert drawn("{{ '01632 960 101' | phone }}") == (
        '<a class="govuk-link tc-nowrap" href="tel:01632960101">01632 960 101</a>'
    )


def test_numbers_have_commas():
    assert drawn("{{ 1240 | number }}") == "1,240"


def test_words_that_differ_are_marked_on_both_sides():
    theirs, yours = "It went well.\nHe left.", "It went badly.\nHe left <early>."

    assert words_changed(yours, theirs) == Markup("It went <ins>badly.</ins>\nHe <ins>left &lt;early&gt;.</ins>")
    assert words_changed(theirs, theirs) == theirs


def test_the_parts_of_a_case_stand_beside_it_and_folded_on_a_phone(draw):
    page = draw("case")

    assert page.count('<a class="tc-side__link" href="/plan">Plan</a>') == 2
    assert '<details class="govuk-details tc-side-phone">' in page
