"""Opening a record in an emergency by name and birth: what is told is the same whether there is one or not."""

import re
from datetime import date

import pytest
from django.utils import timezone

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.models import Grant
from throughcare.commons.mail.models import Mail
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import NotFound, Refusal
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
        assert [one.reason for one in queries.nothing_opened()] == [WHY]
    for who in ("cleo", "mo"):
        with invented.acting(who, at=timezone.now()):
            assert queries.nothing_opened() == []


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
