"""The journeys' own eyes: a page that keeps somebody out is caught the first time, and a kind of element that is new again."""

import pytest

from tests.kit.browser import OpenPage
from tests.kit.desk import Desk, Held

pytestmark = pytest.mark.browser

PAGE = "<html lang='en'><head><title>Held</title></head><body><main><h1>Held</h1>{}</main></body></html>"
PALE = "<p class='pale' style='color: #ccc; background: #fff'>Hardly to be read</p>"


def test_an_image_without_words_is_caught_where_its_address_is_new(open_page: OpenPage):
    page, held = open_page(), Held()
    page.set_content(PAGE.format("<img src='data:,'>"))

    with pytest.raises(AssertionError, match="image-alt"):
        Desk(page, held).looks()
    assert not held.addresses, "what failed was not held"


def test_pale_words_are_caught_at_an_address_that_was_held_before(open_page: OpenPage):
    page, held = open_page(), Held()
    page.set_content(PAGE.format("<p>Plain</p>"))
    Desk(page, held).looks()
    page.set_content(PAGE.format(PALE))

    with pytest.raises(AssertionError, match="color-contrast"):
        Desk(page, held).looks()


def test_a_telephone_is_held_by_itself(open_page: OpenPage):
    held = Held()
    for phone in (False, True):
        page = open_page(phone=phone)
        page.set_content(PAGE.format("<p>Plain</p>"))
        Desk(page, held).looks()

    assert {width for _address, width in held.addresses} == {1280, 375}


def test_what_one_process_held_the_other_need_not_and_a_new_kind_is_held_by_either(open_page: OpenPage, tmp_path):
    page, mine, theirs = open_page(), Held(told=tmp_path / "held"), Held(told=tmp_path / "held")
    page.set_content(PAGE.format("<p>Plain</p>"))
    Desk(page, mine).looks()
    Desk(page, theirs).looks()

    assert (theirs.addresses, theirs.kinds) == (mine.addresses, mine.kinds)
    assert (tmp_path / "held").read_text(encoding="utf-8").count("\n") == 1, "the page was held once"
    page.set_content(PAGE.format(PALE))
    with pytest.raises(AssertionError, match="color-contrast"):
        Desk(page, theirs).looks()
