"""The pages that say no, and what they give back."""

import re

import pytest
from django.http import Http404
from django.test import RequestFactory

from tests.kit.gallery import pages
from throughcare.frame import answers
from throughcare.frame.forms import Form, LongText, SeenBy, ShortText
from throughcare.kernel.answers import Conflict, NotFound, Refusal, no

pytestmark = pytest.mark.usefixtures("own_templates")


class NoteForm(Form):
    text = LongText(label="What happened", compartment="core")
    place = ShortText(label="Where", required=False)


def asked(data=None, method="post"):
    request = getattr(RequestFactory(), method)("/note?draft=1", data or {})
    request.shell = pages.signed_in()
    return request


def text_of(response):
    return response.content.decode()


def test_a_refusal_has_its_four_heads_in_their_order_and_every_reason(draw):
    page = draw("refusal")
    heads = re.findall(r"<h2[^>]*>([^<]*)</h2>", page)

    assert heads[:4] == ["What was not done", "Why", "What would make it possible", "Whom to ask"]
    assert "Sam has not been asked for consent" in page
    assert "The panel has not approved version 3" in page
    assert 'href="/manual/rulebook#rule-4.2"' in page
    assert re.search(r'<a href="/consent" role="button"[^>]*>Record consent</a>', page)


def test_a_refusal_gives_back_what_was_typed_under_its_questions():
    request = asked({"text": "Sam came at 4.\n<b>Late</b>", "place": ""})
    request.form = NoteForm(request.POST, readers={"core": SeenBy("all")})
    refused = Refusal("The note was not added", reasons=no("The panel has not met").reasons)
    response = answers.answer(request, refused)

    assert response.status_code == 422
    assert response["Cache-Control"] == "no-store"
    assert "What happened" in text_of(response)
    assert "Sam came at 4.\n&lt;b&gt;Late&lt;/b&gt;" in text_of(response)
    assert "Where" not in re.findall(r'<h3 class="govuk-heading-s"[^>]*>([^<]*)', text_of(response))


def test_without_a_form_the_words_come_back_under_their_boxes_but_never_a_password():
    request = asked({"what_happened": "Sam rang.", "password": "open sesame", "csrfmiddlewaretoken": "abc"})

    assert answers.typed_in(request) == [("What happened", "Sam rang.")]


def test_a_refusal_without_anyone_to_ask_names_the_number_of_the_service():
    assert "01632 960 101" in text_of(answers.refusal(asked(), Refusal("Nothing was sent")))


def test_a_conflict_keeps_both_texts_and_everything_else_that_was_sent():
    request = asked({"note": "Mine", "kind": "fact", "csrfmiddlewaretoken": "abc"})
    page = text_of(
        answers.answer(request, Conflict(theirs="Theirs", yours="Mine", by="Ben Hale", at=pages.AT, field="note"))
    )

    assert "Ben Hale changed this while you were writing" in page
    assert "<ins>Theirs</ins>" in page
    assert "<ins>Mine</ins>" in page
    assert re.search(r'<textarea[^>]*name="note"[^>]*>\nMine</textarea>', page)
    assert '<input type="hidden" name="kind" value="fact">' in page
    assert '<form action="/note?draft=1" method="post"' in page
    assert 'name="note" value' not in page
    assert "checked" not in page


def test_a_name_inside_a_translated_sentence_is_never_read_as_markup():
    clash = Conflict(theirs="a", yours="b", by="<b>Ben</b>", at=pages.AT)
    page = text_of(answers.answer(asked({"text": "b"}), clash))

    assert "<b>Ben" not in page
    assert "&lt;b&gt;Ben&lt;/b&gt; changed this" in page


def test_a_refusal_in_the_title_is_never_read_as_markup():
    page = text_of(answers.refusal(asked(), Refusal("</title><script>alert(1)</script>")))

    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 3  # title, heading, first part


def test_hidden_and_missing_are_the_same_bytes():
    hidden = answers.answer(asked(method="get"), NotFound())
    missing = answers.answer(asked(method="get"), Http404("no such address"))

    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content


def test_a_defect_shows_its_reference_and_the_text(draw):
    page = draw("error")

    assert "R-4F7K2M" in page
    assert "Sam rang at 9." in page
    assert "copy it before you leave" in page


def test_a_defect_whose_text_is_kept_says_so():
    assert "Your text is kept" in text_of(answers.error(asked(), reference="R-1", kept=True))


def test_a_locked_page_shows_nothing_of_the_case(draw):
    page = draw("locked")

    assert "You were signed out at 2:14pm" in page
    assert "Your text is kept. Sign in to finish saving." in page
    assert "TC-" not in page


def test_closed_for_work_says_when_it_opens_and_whom_to_ring(draw):
    assert "opens again on Monday at 8am" in draw("closed")
    assert "tel:01632960101" in draw("closed")


def test_what_is_none_of_these_is_raised_again():
    with pytest.raises(KeyError):
        answers.answer(asked(), KeyError("a defect"))


@pytest.mark.parametrize("name", ["refusal", "conflict", "not-found"])
def test_a_no_is_never_red_and_never_denied(draw, name):
    page = draw(name)

    assert "error-summary" not in page
    assert not re.search(r"denied|forbidden|invalid|sorry", page, re.IGNORECASE)
