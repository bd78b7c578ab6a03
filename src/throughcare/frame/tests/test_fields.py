"""How fields are drawn: readers tied to their boxes, mistakes to theirs, everything typed still there."""

import re


def described_by(page, box):
    found = re.search(rf'<(?:input|textarea|select)[^>]* id="{box}"[^>]*?aria-describedby="([^"]*)"', page)
    return found[1].split() if found else []


def test_every_text_box_says_who_sees_it_and_is_tied_to_it(draw):
    page = draw("form")
    boxes = re.findall(r'<textarea[^>]* id="([^"]*)"', page)

    assert boxes == ["id_text", "id_health"]
    assert all(f"{box}-seen" in described_by(page, box) for box in boxes)
    assert re.search(r'id="id_text-seen"[^>]*><strong>Seen by</strong> the coordinator, the police officers', page)
    assert "Why these people" in page


def test_every_description_that_a_box_names_is_on_the_page(draw):
    for name in ("form", "form-errors", "question"):
        page = draw(name)
        named = {one for ids in re.findall(r'aria-describedby="([^"]*)"', page) for one in ids.split()}

        assert named
        assert named <= set(re.findall(r'\bid="([^"]*)"', page))


def test_no_two_things_share_an_id(draw):
    for name in ("form-errors", "case", "work", "conflict"):
        ids = re.findall(r'\bid="([^"]*)"', draw(name))

        assert len(ids) == len(set(ids))


def test_nothing_is_chosen_beforehand(draw):
    assert not re.search(r"\bchecked\b|\bselected\b", draw("form"))


def test_a_mistake_stands_in_the_summary_first_and_at_its_box(draw):
    page = draw("form-errors")
    told = "Enter a real date, such as 14 3 2009. If you know only the year, give the year"

    assert page.index("There is a problem") < page.index("<h1")
    assert f'<a href="#id_born-day">{told}</a>' in page
    assert re.search(rf'id="id_born-error" class="govuk-error-message">.*?{re.escape(told)}', page)


def test_every_line_of_the_summary_leads_to_a_box(draw):
    page = draw("form-errors")
    ids = set(re.findall(r'\bid="([^"]*)"', page))
    leads = re.findall(r'<li><a href="#([^"]*)">', page)

    assert len(leads) == 9
    assert set(leads) <= ids


def test_everything_typed_is_still_in_its_box(draw):
    page = draw("form-errors")

    assert re.search(r'id="id_when-day"[^>]*value="31"', page)
    assert re.search(r'id="id_born-year"[^>]*value="09"', page)
    assert re.search(r'id="id_email"[^>]*value="sam"', page)
    assert "word " * 110 in page


def test_not_known_stands_apart_behind_or(draw):
    page = draw("form")

    assert page.count('<div class="govuk-radios__divider">or</div>') == 1
    assert page.index("govuk-radios__divider") < page.index('value="unknown"')


def test_only_a_box_with_a_limit_counts_characters(draw):
    page = draw("form")

    assert re.findall(r'data-maxlength="(\d+)"', page) == ["500"]
    assert "You can enter up to 500 characters" in page


def test_one_question_a_page_has_its_label_as_the_heading(draw):
    assert re.search(
        r'<h1 class="govuk-label-wrapper">\s*<label class="govuk-label govuk-label--l" for="id_worry">',
        draw("question"),
    )
