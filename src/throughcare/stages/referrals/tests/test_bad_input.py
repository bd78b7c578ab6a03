"""Bad input of every kind is refused in words, keeps what was typed, and writes nothing."""

import pytest

from throughcare.commons.cases.models import Case
from throughcare.stages.referrals.floods import SENDS, STARTS
from throughcare.stages.referrals.models import AdviceEnquiry, Amendment, Referral

from .builders import WORDS, answered, begun, received


@pytest.fixture(autouse=True)
def quiet_hour():
    STARTS.forget()
    SENDS.forget()


BAD = [
    ("worry", {"words": ""}, "Say in a sentence what worries you"),
    ("worry", {"words": " \n\t"}, "Say in a sentence what worries you"),
    ("worry", {"words": "one\x00two"}, "hidden character"),
    ("worry", {"words": "one \u202e two"}, "hidden character"),
    ("worry", {"words": "one\x07two"}, "hidden character"),
    ("worry", {"words": "x" * 8001}, "Use 8,000 characters or fewer. You have typed 1 too many"),
    ("when", {"noticed-day": "31", "noticed-month": "2", "noticed-year": "2026"}, "Enter a real date"),
    ("when", {"noticed-day": "5", "noticed-year": "2026"}, "Enter a real date"),
    ("when", {"noticed-year": "26"}, "Enter a real date"),
    ("when", {"noticed-year": "2999"}, "today or earlier"),
    ("known", {"how": "by_magic"}, "Choose from the answers shown"),
    ("name", {"name": "x" * 201}, "Use 200 characters or fewer"),
    ("name", {"name": "Sam\x00"}, "hidden character"),
    ("age", {"about": "-4"}, "Enter an age in years"),
    ("age", {"about": "²"}, "Enter an age in years"),
    ("age", {"about": "121"}, "Enter an age in years"),
    ("gender", {"gender": "not_said"}, "Choose from the answers shown"),
    ("home", {"area": "atlantis"}, "Choose from the answers shown"),
    ("reach", {"phone": "call me"}, "Enter a phone number"),
    ("reach", {"email": "nobody"}, "Enter an email address"),
    ("anonymous", {"hide_from": ["nobody", "panel"]}, "Choose from whom to keep it"),
    ("sector", {"sector": "astrology"}, "Choose from the answers shown"),
]


@pytest.mark.parametrize(("slug", "boxes", "says"), BAD)
def test_an_answer_that_cannot_be_is_refused_in_words(invented, slug, boxes, says):
    browser = begun()
    answered(browser, "worry", words=WORDS)

    page = answered(browser, slug, **boxes)

    assert page.status_code == 422
    assert says in page.text
    assert "<title>Error: " in page.text
    typed = [value for box, value in boxes.items() if box not in CHOSEN and value.strip() and value.isprintable()]
    assert all(value[:50] in page.text for value in typed)
    assert WORDS in browser.get("/share/answers/worry/").text
    assert not Case.objects.exists()


CHOSEN = {"how", "gender", "area", "sector", "hide_from"}
GOOD = [
    "خالد الرشيد",
    "O’Brien-Łukasz",
    "👨‍👩‍👧 family",
    "<script>alert(1)</script>",
    "=1+1",
    "'; DROP TABLE cases_case; --",
]


@pytest.mark.parametrize("words", GOOD)
def test_any_honest_text_is_kept_as_typed_and_shown_harmless(invented, words):
    browser = begun()
    answered(browser, "worry", words=words)

    page = browser.get("/share/answers/check/").text

    assert "<script>alert" not in page
    browser.post("/share/answers/check/")
    assert Referral.objects.get().what_worries == words


def test_the_same_holds_for_colleagues_pages(invented):
    reference = received(invented).reference
    ada = invented.browser("ada")

    amend = ada.post(
        f"/cases/{reference}/concern/amend/what-worries/", {"text": "a\x00", "version": "0", "kind": "fact"}
    )
    ask = ada.post("/refer/advice/record/", {"question": "x" * 4001, "area": "northmere"})

    assert (amend.status_code, ask.status_code) == (422, 422)
    assert not Amendment.objects.exists()
    assert not AdviceEnquiry.objects.exists()
