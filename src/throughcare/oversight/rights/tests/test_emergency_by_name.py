"""Opening a record in an emergency by name and birth: what is told is the same whether there is one or not."""

import re
from datetime import date

import pytest
from django.utils import timezone

from throughcare.commons.agencies.models import Post, Staff
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.models import Grant
from throughcare.commons.mail.models import Mail
from throughcare.commons.people.actions import NewPerson
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import Conflict, NotFound, Refusal
from throughcare.oversight.rights import actions, queries
from throughcare.oversight.rights.models import EmergencyAccess, NothingOpened
from throughcare.safeguards.audit.models import Line, Reason

WHY = "He rang: he will hurt himself tonight, and nobody of the team can be reached"
SAM = {"name": "Sam Tarow", "born-day": "14", "born-month": "3", "born-year": "2010", "reason": WHY}
EACH_TIME = re.compile(r'until .*?\. It|value="[^"]*"')  # moments, and what keeps a form from being sent twice
NOBODY = SAM | {"born-day": "15"}


@pytest.fixture
def reference(invented):
    return invented.receive(at=timezone.now())


def by_name(invented, who="cleo", *, name="Sam Tarow", born=date(2010, 3, 14), reason=WHY):
    with invented.acting(who, at=timezone.now()) as staff:
        return actions.break_glass_by_name(name=name, born_on=born, reason=reason, by=staff, at=timezone.now())


def keep_out(invented, reference, who="cleo"):
    with invented.opened(reference, "mo", at=timezone.now()) as case:
        cases.exclude(case, staff_id=invented.staff[who], kind="relative", reason="a cousin", at=case.at)


def opens(invented, reference, who="cleo"):
    try:
        with invented.opened(reference, who, at=timezone.now()):
            return True
    except NotFound:
        return False


def test_it_opens_what_fits_by_name_and_day_with_one_line_and_a_notice(invented, reference):
    by_name(invented)

    line = Line.objects.get(verb="rights:glass_broken")
    assert opens(invented, reference)
    assert line.case_id and Reason.objects.get(line_id=line.pk).text == WHY
    assert [(mail.staff_id, mail.kind) for mail in Mail.objects.all()] == [(invented.staff["dov"], "urgent")]
    assert not NothingOpened.objects.exists()


@pytest.mark.parametrize(
    "asked",
    [{"born": date(2010, 3, 15)}, {"born": date(2010, 4, 14)}, {"name": "Priya Longacre"}],
    ids=["another day", "another month", "another name"],
)
def test_what_does_not_fit_opens_nothing_and_is_one_line_of_ones_own(invented, reference, asked):
    before = Line.objects.count()
    by_name(invented, **asked)

    (line,) = Line.objects.order_by("id")[before:]
    assert (line.verb, line.case_id, line.staff_id) == (
        "rights:glass_broken:not-found",
        None,
        invented.staff["cleo"],
    )
    assert not opens(invented, reference) and not Grant.objects.filter(by_what="emergency").exists()
    assert NothingOpened.objects.get().reason == WHY


def test_the_officer_is_told_of_a_search_that_opened_nothing_and_reads_why(invented, reference):
    by_name(invented, "ada", born=date(1990, 1, 1))

    assert [mail.staff_id for mail in Mail.objects.all()] == [invented.staff["dov"]]
    assert WHY in invented.browser("dov").get("/to-review/").text
    with acting("oversight", staff=invented.staff["dov"], at=timezone.now()):
        assert [one.reason for one in queries.searches_to_review()] == [WHY]
    for who in ("cleo", "mo"):
        with invented.acting(who, at=timezone.now()):
            assert queries.searches_to_review() == []


@pytest.mark.parametrize("name", ["Sam Tarrow", "Tarrow, Sam", "Sam Tarow", "Sam James Tarrow", "sam tarrow"])
def test_a_whole_name_opens_in_any_order_and_spelling(invented, reference, name):
    by_name(invented, name=name)

    assert opens(invented, reference)


@pytest.mark.parametrize("name", ["Sam", "Tarrow", "Sam Longacre", "Adam Tarrow", "S T"])
def test_a_part_of_a_name_or_half_of_another_opens_nothing_even_with_the_day(invented, reference, name):
    by_name(invented, name=name)

    assert not opens(invented, reference) and NothingOpened.objects.count() == 1


@pytest.mark.parametrize(
    ("asked", "fits"), [("Yusuf Adeyemi", True), ("Joe Adeyemi", True), ("Joe", False), ("Zola", True)]
)
def test_another_name_counts_and_a_first_name_where_it_is_all_that_is_recorded(invented, asked, fits):
    known = NewPerson("Yusuf Adeyemi", other_names=("Joe Adeyemi",), born_on=date(2010, 3, 14), birth_precision="exact")
    lone = NewPerson("Zola", born_on=date(2010, 3, 14), birth_precision="exact")
    references = [invented.receive(each, at=timezone.now()) for each in (known, lone)]
    by_name(invented, name=asked)

    assert any(opens(invented, each) for each in references) is fits


def test_of_twins_only_the_one_whose_name_is_written_so_is_opened_and_of_two_who_sound_alike_none(invented):
    tim, tom = (
        invented.receive(NewPerson(name, born_on=date(2010, 3, 14), birth_precision="exact"), at=timezone.now())
        for name in ("Tim Marlow", "Tom Marlow")
    )
    by_name(invented, name="Tym Marlow")
    neither = opens(invented, tim), opens(invented, tom)
    by_name(invented, name="Tim Marlow")

    assert neither == (False, False)
    assert (opens(invented, tim), opens(invented, tom)) == (True, False)


def officers_told(invented):
    names = {number: name for name, number in invented.staff.items()}
    return {names[mail.staff_id] for mail in Mail.objects.filter(kind="urgent")}


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("ada", "her own agency has an officer"),
        ("dee", "her agency has none, and she works in an area whose council has one"),
        ("cleo", "neither her agency nor her area has one, so the only one of the site answers"),
    ],
)
def test_a_search_that_opened_nothing_always_reaches_an_officer(invented, reference, who, why):
    by_name(invented, who, born=date(1990, 1, 1))

    assert officers_told(invented) == {"dov"}, why
    assert WHY in invented.browser("dov").get("/to-review/").text


def test_the_nearest_officer_answers_and_not_another(invented, reference):
    Post.objects.create(
        staff_id=invented.staff["theo"],
        role="data_protection",
        agency_id=Staff.objects.get(pk=invented.staff["theo"]).agency_id,
        from_on=date(2020, 1, 1),
    )
    by_name(invented, "cleo", born=date(1990, 1, 1))

    assert officers_told(invented) == {"theo"}
    assert WHY not in invented.browser("dov").get("/to-review/").text
    assert WHY in invented.browser("theo").get("/to-review/").text


def test_an_officers_own_search_is_never_theirs_to_answer_for(invented, reference):
    Post.objects.create(
        staff_id=invented.staff["ada"],
        role="data_protection",
        agency_id=Staff.objects.get(pk=invented.staff["ada"]).agency_id,
        from_on=date(2020, 1, 1),
    )
    by_name(invented, "ada", born=date(1990, 1, 1))

    assert officers_told(invented) == {"dov"}
    assert WHY not in invented.browser("ada").get("/to-review/").text


def test_a_search_that_opened_nothing_is_reviewed_once_with_words(invented, reference):
    by_name(invented, born=date(1990, 1, 1))
    dov, key = invented.browser("dov"), NothingOpened.objects.get().key
    address = f"/to-review/search/{key}/"

    page = dov.get(address).text
    silent = dov.post(address, {"was_right": "yes", "review": ""})
    sent = dov.post(address, {"was_right": "no", "review": "The team was on duty"}, follow=True).text

    assert WHY in page and "For whom they looked is kept nowhere" in page
    assert "of the agency that answers for Cleo Ward, and Cleo Ward" in page
    assert "of this case" not in page
    assert silent.status_code == 422
    assert "Searches by name that were reviewed" in sent and "The team was on duty" in sent
    assert Line.objects.filter(verb="rights:search_reviewed", case_id=None).count() == 1
    with acting("oversight", staff=invented.staff["dov"], at=timezone.now()), pytest.raises(Conflict) as clash:
        actions.review_search(str(key), was_right=True, words="It was", by=invented.staff["dov"], at=timezone.now())
    assert (clash.value.theirs, clash.value.yours) == ("The team was on duty", "It was")


@pytest.mark.parametrize("who", ["ada", "mo", "cleo", "eva"])
def test_nobody_else_reads_or_reviews_a_search(invented, reference, who):
    by_name(invented, born=date(1990, 1, 1))
    key = NothingOpened.objects.get().key

    assert invented.browser(who).get(f"/to-review/search/{key}/").status_code == 404
    with acting("oversight", staff=invented.staff[who], at=timezone.now()), pytest.raises(NotFound):
        actions.review_search(str(key), was_right=True, words="yes", by=invented.staff[who], at=timezone.now())


def test_kept_out_missing_and_open_already_get_the_same_answer(invented, reference):
    keep_out(invented, reference)
    cleo, ada = invented.browser("cleo"), invented.browser("ada")

    pages = [
        browser.post("/emergency/by-name/", said, follow=True).text
        for browser, said in ((cleo, SAM), (cleo, NOBODY), (ada, SAM))
    ]

    told = [EACH_TIME.sub("", page.partition("<main")[2].partition("</main>")[0]) for page in pages]
    assert told[0] == told[1] == told[2] != ""
    assert all("If there is a record that can be opened to you" in page for page in pages)
    assert NothingOpened.objects.count() == 3 and not EmergencyAccess.objects.exists()


def test_what_was_opened_stands_on_the_page_and_nothing_before_a_reason_is_written(invented, reference):
    cleo = invented.browser("cleo")

    silent = cleo.post("/emergency/by-name/", SAM | {"reason": ""})
    opened = cleo.post("/emergency/by-name/", SAM, follow=True).text

    assert silent.status_code == 422 and reference not in silent.text
    assert f'href="/cases/{reference}/"' in opened


@pytest.mark.parametrize("who", ["dov", "gail", "pat"])
def test_whoever_works_on_no_cases_is_refused(invented, reference, who):
    with pytest.raises(Refusal):
        by_name(invented, who)

    assert not EmergencyAccess.objects.exists() and not NothingOpened.objects.exists()


@pytest.mark.parametrize(
    ("officers", "words"), [(True, "The data protection officer was told."), (False, "tell your manager now")]
)
def test_whoever_looked_reads_whether_anybody_was_told(invented, reference, officers, words):
    if not officers:
        Post.objects.filter(role="data_protection").delete()

    assert words in invented.browser("cleo").post("/emergency/by-name/", SAM, follow=True).text
    assert words in invented.browser("cleo").post("/emergency/by-name/", NOBODY, follow=True).text
