"""Anybody tells a concern without an account; nothing is kept that was not sent, and nothing can be read."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.models import Case
from throughcare.commons.people.models import Contact, Particulars, Person
from throughcare.safeguards.audit.models import Line
from throughcare.stages.referrals.floods import SENDS, STARTS
from throughcare.stages.referrals.forms.sections import slugs
from throughcare.stages.referrals.models import Originator, Provenance, Referral

from .builders import WORDS, answered, begun

OPEN_PAGES = ["", "danger/", "999/", "not-sure/", "screen/", "ended/", "ask/", "ask/sent/"]


@pytest.fixture(autouse=True)
def quiet_hour():
    STARTS.forget()
    SENDS.forget()


@pytest.mark.parametrize("page", OPEN_PAGES)
def test_every_page_before_the_form_opens_without_an_account(invented, page):
    answer = Client().get(f"/share/{page}")

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"


def test_no_title_says_what_the_page_is_about(invented):
    browser = begun()
    pages = [*OPEN_PAGES, "answers/", *(f"answers/{slug}/" for slug in slugs(inside=False))]
    titles = [browser.get(f"/share/{page}").text.split("<title>")[1].split("</title>")[0] for page in pages[:5]]
    titles += [begun(browser).get(f"/share/{page}").text.split("<title>")[1].split("</title>")[0] for page in pages[8:]]

    assert [title for title in titles if any(word in title.lower() for word in ("prevent", "concern", "channel"))] == []


def test_danger_stops_the_form_and_stores_nothing(invented):
    browser = begun()
    answered(browser, "worry", words=WORDS)

    answer = browser.post("/share/danger/", {"danger": "yes"}, follow=True)

    assert "Ring 999 now" in answer.text
    assert browser.get("/share/answers/", follow=True).redirect_chain[-1][0] == "/share/ended/"
    assert not Case.objects.exists()
    assert not Line.objects.exists()


@pytest.mark.parametrize(("danger", "next_page"), [("no", "screen"), ("not_sure", "not-sure")])
def test_the_danger_question_leads_on(invented, danger, next_page):
    assert Client().post("/share/danger/", {"danger": danger}).url == f"/share/{next_page}/"


def test_the_danger_question_must_be_answered(invented):
    answer = Client().post("/share/danger/", {})

    assert answer.status_code == 422
    assert "Say whether anyone is in immediate danger" in answer.text


def test_what_was_told_is_received_as_it_was_told(invented):
    browser = begun()
    answered(browser, "worry", words=WORDS)
    answered(browser, "when", **{"noticed-month": "5", "noticed-year": "2026", "where": "In class"})
    answered(browser, "name", name="Sam Tarrow", other_names="Sammy Tarow, S. Tarrow")
    answered(browser, "age", **{"born-year": "2010"})
    answered(browser, "home", area="ashcombe", address="2 Mill Lane")
    answered(browser, "reach", phone="01632 960 181", safe="text only")
    answered(browser, "sector", sector="friends_and_family")
    answered(browser, "you", name="Kit Lowe", phone="01632 960 151")
    answered(browser, "anonymous", hide_from=["panel"])

    page = browser.post("/share/answers/check/", follow=True).text

    row = Referral.objects.get()
    assert row.case.reference in page
    assert (row.what_worries, row.where_and_when, str(row.noticed_on), row.noticed_precision) == (
        WORDS,
        "In class",
        "2026-05-01",
        "month",
    )
    assert row.area_id == invented.areas["ashcombe"]
    assert Particulars.objects.get().birth_precision == "year"
    assert set(Contact.objects.values_list("way", "value")) == {("address", "2 Mill Lane"), ("phone", "01632 960 181")}
    assert Provenance.objects.get().sector == "friends_and_family"
    told = Originator.objects.get()
    assert (told.name, told.anonymous_to_person, told.anonymous_to_panel) == ("Kit Lowe", False, True)
    assert row.from_whom == ""


def test_one_sentence_is_enough_and_goes_to_the_sites_own_area(invented, settings):
    settings.DEFAULT_AREA = "northmere"
    browser = begun()
    answered(browser, "worry", words=WORDS)
    answered(browser, "home", area="not_known")

    browser.post("/share/answers/check/")

    case = Case.objects.get()
    assert case.area_id == invented.areas["northmere"]
    assert Person.objects.get().name == ""
    assert "Name not known" in invented.browser("ada").get(f"/cases/{case.reference}/").text
    assert "Name not known" in invented.browser("ada").get("/cases/").text
    assert Originator.objects.get().anonymous_to_panel


def test_the_check_page_shows_words_gaps_and_readers(invented):
    browser = begun()
    answered(browser, "worry", words=WORDS)
    answered(browser, "others", unknown="unknown")

    page = browser.get("/share/answers/check/").text

    assert WORDS in page
    assert "Not provided" in page
    assert "I do not know" in page
    assert "Seen by" in page
    assert "A court may order us to give it." in page
    assert "the person who referred" not in page


def test_nothing_can_be_checked_before_something_worries(invented):
    browser = begun()

    assert "Cannot start yet" in browser.get("/share/answers/").text
    assert browser.get("/share/answers/check/").url == "/share/answers/worry/"
    assert browser.post("/share/answers/check/").status_code != 500
    assert not Case.objects.exists()


def test_a_second_click_makes_no_second_case(invented):
    browser = begun()
    answered(browser, "worry", words=WORDS)

    first = browser.post("/share/answers/check/", follow=True).text
    second = browser.post("/share/answers/check/", follow=True).text

    assert Case.objects.count() == 1
    assert Case.objects.get().reference in first
    assert Case.objects.get().reference in second


def test_an_hour_of_silence_ends_the_draft(invented, monkeypatch):
    browser = begun()
    answered(browser, "worry", words=WORDS)
    later = timezone.now() + timedelta(minutes=61)
    monkeypatch.setattr("throughcare.frame.transaction.timezone.now", lambda: later)

    page = browser.get("/share/answers/", follow=True)

    assert "We kept nothing" in page.text
    assert WORDS not in page.text


def test_what_is_not_sent_is_noise_to_whoever_reads_the_database(invented):
    browser = begun()
    answered(browser, "worry", words=WORDS)

    kept = Session.objects.get()

    assert WORDS not in str(kept.get_decoded())
    assert kept.expire_date <= timezone.now() + timedelta(minutes=61)


def test_another_browser_with_the_session_but_not_the_key_reads_nothing(invented):
    browser = begun()
    answered(browser, "worry", words=WORDS)
    other = Client()
    other.cookies[settings.SESSION_COOKIE_NAME] = browser.cookies[settings.SESSION_COOKIE_NAME].value

    page = other.get("/share/answers/worry/", follow=True)

    assert WORDS not in page.text
    assert "We kept nothing" in page.text


def test_exit_drops_the_draft_and_leaves_for_a_neutral_site(invented, settings):
    settings.EXIT_SITE = "https://example.org/weather"
    browser = begun()
    answered(browser, "worry", words=WORDS)

    leaving = browser.get("/exit/")

    assert (leaving.status_code, leaving.url) == (302, "https://example.org/weather")
    assert "unsent" not in Session.objects.get().get_decoded()
    assert browser.get("/share/answers/").url == "/share/ended/"


def test_exit_stands_on_every_page_of_the_form(invented):
    browser = begun()

    for slug in slugs(inside=False):
        assert 'href="/exit/"' in browser.get(f"/share/answers/{slug}/").text, slug


def test_a_machine_that_fills_the_hidden_box_is_held_off_and_a_person_loses_nothing(invented):
    browser = begun()
    answered(browser, "worry", words=WORDS)

    page = browser.post("/share/answers/check/", {"website": "http://spam.example"})

    assert page.status_code == 422
    assert "Leave the box “Website” empty" in page.text
    assert WORDS in page.text
    assert not Case.objects.exists()


def test_a_flood_is_held_off_and_nothing_typed_is_lost(invented, monkeypatch):
    limits = {"sent_an_hour_from_one_place": 1, "sent_an_hour_by_everyone": 5, "ends_after_quiet_minutes": 60}
    limits["starts_an_hour_from_one_place"] = 60
    monkeypatch.setattr("throughcare.stages.referrals.queries.limits", lambda section: limits)
    for _time in range(2):
        browser = begun(Client())
        answered(browser, "worry", words=WORDS)
        page = browser.post("/share/answers/check/")

    assert page.status_code == 422
    assert "Nothing you wrote is lost" in page.text
    assert WORDS in page.text
    assert Case.objects.count() == 1


def test_beginning_over_and_over_is_held_off(invented, monkeypatch):
    limits = {"starts_an_hour_from_one_place": 2, "ends_after_quiet_minutes": 60}
    monkeypatch.setattr("throughcare.stages.referrals.queries.limits", lambda section: limits)

    answers = [Client().post("/share/screen/").status_code for _time in range(3)]

    assert answers == [302, 302, 429]


def test_behind_a_proxy_each_visitor_counts_for_themselves(invented, monkeypatch, settings):
    settings.CLIENT_HEADER = "X-Forwarded-For"
    limits = {"starts_an_hour_from_one_place": 1, "ends_after_quiet_minutes": 60}
    monkeypatch.setattr("throughcare.stages.referrals.queries.limits", lambda section: limits)

    places = ["198.51.100.7", "1.2.3.4, 198.51.100.8", "9.9.9.9, 198.51.100.8"]
    answers = [Client(headers={"X-Forwarded-For": place}).post("/share/screen/").status_code for place in places]

    assert answers == [302, 302, 429]


def test_a_flood_is_forgotten_after_an_hour():
    at = datetime.fromisoformat("2026-06-15T12:00:00+00:00")
    SENDS.count("198.51.100.7", at=at)

    assert SENDS.full_until("198.51.100.7", most=1, at=at + timedelta(minutes=59)) == at + timedelta(hours=1)
    assert SENDS.full_until("198.51.100.7", most=1, at=at + timedelta(minutes=60)) is None
    assert SENDS.full_until("198.51.100.8", most=1, at=at) is None


def test_the_confirmation_says_what_happens_next_and_never_whether_the_person_is_known(invented):
    browser = begun()
    answered(browser, "worry", words=WORDS)
    answered(browser, "you", phone="01632 960 151")

    page = browser.post("/share/answers/check/", follow=True).text

    assert "You hear from us by" in page
    assert "Do not question the person" in page
    assert agencies.duty_number("out_of_hours", area_id=None).phone in page


def test_a_question_that_does_not_exist_is_not_found(invented):
    browser = begun()

    assert browser.get("/share/answers/religion/").status_code == 404
    assert browser.get("/share/answers/type/").status_code == 404


def test_a_form_without_an_area_to_go_to_is_never_lost_silently(invented):
    browser = begun()
    answered(browser, "worry", words=WORDS)

    refused = answered(browser, "home", area="atlantis")

    assert refused.status_code == 422
    assert "Choose from the answers shown" in refused.text


def test_somebody_who_is_signed_in_reads_it_as_everybody_does(invented):
    page = invented.browser("cleo").get("/share/")

    assert page.status_code == 200
    assert "Cleo Ward" not in page.text
