"""A name that may not be printed: whole on the screen, words in its place on paper, and no tag is touched."""

import re

from markupsafe import Markup

from throughcare.frame.off_paper import off_paper, without_names

NAMES = {"Will O'Hara": "W. O.", "Will": "W.", "O'Hara": "O."}


def on_paper(page):
    """What is left of a drawn page where what the screen alone shows is taken away."""
    return re.sub(r'<span class="tc-off-paper">.*?</span>', "", str(off_paper(Markup(page), NAMES)))


def test_a_name_is_drawn_for_the_screen_and_its_words_for_paper():
    drawn = off_paper(Markup("<p>Will came.</p>"), NAMES)

    assert drawn == ('<p><span class="tc-off-paper">Will</span><span class="tc-on-paper">W.</span> came.</p>')
    assert isinstance(drawn, Markup)


def test_the_whole_name_goes_before_its_parts_and_signs_are_read_as_pages_write_them():
    assert "W. O.</span>" in on_paper("<p>WILL O&#39;HARA</p>")
    assert "O&#39;Hara" not in on_paper("<p>O&#39;Hara and Will O&#39;Hara</p>")


def test_a_word_that_is_no_name_stays():
    page = "<p>He will come. Goodwill. Willow.</p>"

    assert off_paper(Markup(page), NAMES) == page


def test_tags_boxes_and_scripts_stay_and_the_title_takes_the_words_alone():
    page = '<title>Will, TC-1</title><a href="/Will" title="Will">x</a><textarea>Will</textarea><script>Will</script>'

    assert off_paper(Markup(page), NAMES) == page.replace("<title>Will,", "<title>W.,")


def test_a_page_without_an_order_is_left_as_it_is():
    page = Markup("<p>Will came.</p>")

    assert off_paper(page, {}) is page
    assert off_paper(page, None) is page


def test_the_values_of_a_file_lose_every_name_however_deep():
    values = {"title": "TC-1", "rows": [["About", "Will O'Hara"], {"words": "Will said that he will."}], "number": 3}

    assert without_names(values, NAMES) == {
        "title": "TC-1", "rows": [["About", "W. O."], {"words": "W. said that he will."}], "number": 3,
    }  # fmt: skip
    assert without_names(values, {}) is values
