"""The public form is put away under a code that its writer alone has, and gone on with on any device."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.test import Client
from django.utils import timezone

from throughcare.commons.cases.models import Case
from throughcare.frame.transaction import acting
from throughcare.safeguards.audit.models import Line
from throughcare.stages.referrals import actions, queries, saving
from throughcare.stages.referrals.floods import SAVES, SENDS, STARTS, WRONG_CODES
from throughcare.stages.referrals.models import SavedForm
from throughcare.stages.referrals.unsent import Unsent

from .builders import WORDS, answered, begun

REFERENCE, CODE = re.compile(r"SF-[0-9A-Z]{6}(?=</dd>)"), re.compile(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}(?=</dd>)")
NO_SUCH = ("SF-777777", "7777-7777-7777-7777")


@pytest.fixture(autouse=True)
def quiet_hour():
    for flood in (STARTS, SENDS, SAVES, WRONG_CODES):
        flood.forget()


def saved(browser: Client | None = None) -> tuple[str, str]:
    """Write a form, put it away, and give its reference and its code as the page shows them."""
    browser = browser or begun()
    answered(browser, "worry", words=WORDS)
    page = browser.post("/share/save/", follow=True).text
    return REFERENCE.search(page)[0], CODE.search(page)[0]


def opened(reference: str, code: str, browser: Client | None = None):
    return (browser or Client()).post("/share/back/", {"reference": reference, "code": code})


def test_a_form_is_gone_on_with_on_another_device(invented):
    reference, code = saved()
    other = Client()

    assert opened(reference, code, other).url == "/share/answers/"
    assert WORDS in other.get("/share/answers/worry/").text


@pytest.mark.parametrize("typed", [str.lower, lambda words: words.replace("-", " "), lambda words: f" {words}. "])
def test_the_code_is_read_as_people_type_it(invented, typed):
    reference, code = saved()

    assert opened(reference.lower(), typed(code)).status_code == 302


def test_saving_takes_the_words_out_of_the_browser_and_leaving_takes_the_code(invented):
    browser = begun()
    _reference, code = saved(browser)

    assert browser.get("/share/answers/", follow=True).redirect_chain[-1][0] == "/share/ended/"
    saved(browser := begun())
    browser.get("/share/saved/done/")
    assert code not in browser.get("/share/saved/", follow=True).text


def test_a_second_click_saves_nothing_twice_and_shows_the_same_code(invented):
    browser = begun()
    _reference, code = saved(browser)

    assert code in browser.post("/share/save/", follow=True).text
    assert SavedForm.objects.count() == 1


def test_a_wrong_code_a_wrong_reference_and_an_old_form_are_answered_alike(invented):
    reference, code = saved()
    reference_of_old, code_of_old = saved()
    SavedForm.objects.filter(reference=reference_of_old).update(
        saved_at=timezone.now() - timedelta(days=9), expires_at=timezone.now() - timedelta(days=2)
    )
    tries = [(reference, NO_SUCH[1]), (NO_SUCH[0], code), (reference_of_old, code_of_old), ("x", "y")]

    pages = []
    for typed in tries:
        answer = opened(*typed)
        page = re.sub(r'(name="[^"]*"[^>]*)value="[^"]*"', r"\1", answer.text)
        pages.append((answer.status_code, page))

    assert {status for status, _page in pages} == {422}
    assert len({page for _status, page in pages}) == 1
    assert "No form opens with these" in pages[0][1]


def test_every_try_asks_the_database_and_the_machine_the_same(invented, django_assert_num_queries, monkeypatch):
    reference, code = saved()
    made = []
    kept = saving._key
    monkeypatch.setattr(saving, "_key", lambda *given: made.append(given) or kept(*given))

    for typed in ((reference, code), (reference, NO_SUCH[1]), (NO_SUCH[0], code), ("", "")):
        with django_assert_num_queries(1):
            saving.open_with(*typed, at=timezone.now())

    assert len(made) == 4


def test_after_some_wrong_codes_a_place_must_wait_even_with_the_right_one(invented):
    reference, code = saved()
    for _number in range(queries.limits("public_form")["wrong_codes_an_hour_from_one_place"]):
        assert opened(reference, NO_SUCH[1]).status_code == 422

    answer = opened(reference, code)

    assert answer.status_code == 429
    assert "Try again at" in answer.text


def test_a_place_that_saves_very_often_must_wait_and_loses_nothing(invented):
    for _number in range(queries.limits("public_form")["saved_an_hour_from_one_place"]):
        saved()
    browser = begun()
    answered(browser, "worry", words=WORDS)

    assert browser.post("/share/save/").status_code == 429
    assert WORDS in browser.get("/share/answers/worry/").text


def test_sending_forgets_what_was_saved(invented):
    reference, code = saved()
    browser = Client()
    opened(reference, code, browser)

    browser.post("/share/answers/check/")

    assert Case.objects.count() == 1
    assert not SavedForm.objects.exists()
    assert opened(reference, code).status_code == 422


def test_sent_from_two_devices_it_is_one_concern(invented):
    reference, code = saved()
    first, second = Client(), Client()
    opened(reference, code, first)
    opened(reference, code, second)

    for browser in (first, second):
        browser.post("/share/answers/check/")

    assert Case.objects.count() == 1


def test_saved_anew_it_has_a_new_code_and_the_old_one_opens_nothing(invented):
    reference, code = saved()
    browser = Client()
    opened(reference, code, browser)

    new = saved(browser)

    assert opened(reference, code).status_code == 422
    assert opened(*new).status_code == 302
    assert SavedForm.objects.count() == 1


def test_coming_back_leaves_no_trace_and_makes_nothing_last_longer(invented):
    reference, code = saved()
    before = SavedForm.objects.values().get()

    opened(reference, code)

    assert SavedForm.objects.values().get() == before
    assert not Line.objects.exists()


def test_it_lives_for_the_days_that_the_definition_says_and_then_the_clock_removes_it(invented):
    saved()
    row = SavedForm.objects.get()
    days = queries.limits("public_form")["saved_days"]

    assert row.expires_at - row.saved_at == timedelta(days=days)
    removed = []
    for at in (row.expires_at - timedelta(seconds=1), row.expires_at):
        with acting("clock", staff=None, at=at):
            removed.append(actions.remove_expired_forms(at=at))
    assert removed == [0, 1]


def test_nothing_of_it_can_be_read_where_it_is_kept(invented):
    reference, code = saved()
    kept = str(SavedForm.objects.values().get())

    assert reference in kept
    assert not [word for word in (*WORDS.split(), code, code.replace("-", "")) if len(word) > 3 and word in kept]


@pytest.mark.parametrize(
    "role", ["staff", "oversight", "public_form", "reception", "clock", "facts", "matcher", "eraser"]
)
def test_no_role_reads_the_table(invented, role):
    saved()

    with pytest.raises(ProgrammingError, match="permission denied"), acting(role, staff=None, at=timezone.now()):
        SavedForm.objects.count()


@pytest.mark.parametrize("role", ["staff", "oversight", "clock"])
def test_no_role_but_the_forms_own_opens_one(invented, role):
    reference, _code = saved()

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        acting(role, staff=None, at=timezone.now()),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM tc.saved_form(%s)", [reference])


def test_a_form_without_a_word_offers_no_saving(invented):
    browser = begun()

    assert "Save and come back later" not in browser.get("/share/answers/").text


def test_the_key_of_a_form_is_made_from_its_code_slowly_and_under_its_own_salt(monkeypatch):
    asked = []
    right = saving.Scrypt
    monkeypatch.setattr(saving, "Scrypt", lambda **how: asked.append(how) or right(**how))

    keys = {saving._key("ABCD-EFGH", salt) for salt in ("00" * 16, "11" * 16)}

    assert len(keys) == 2
    assert all(one["n"] * one["r"] * 128 >= 32 * 1024 * 1024 for one in asked)  # bytes that each guess takes


def test_two_forms_never_have_the_same_key_or_code(invented):
    with acting("public_form", staff=None, at=timezone.now()):
        one, other = (saving.save(Unsent(), at=timezone.now()) for _number in range(2))

    assert one.reference != other.reference
    assert one.code != other.code
    assert len(set(SavedForm.objects.values_list("salt", flat=True))) == 2
