from datetime import timedelta

import pytest

from throughcare.commons.cases.models import Task
from throughcare.commons.cases.tests.builders import NOW, a_browser, a_case, a_town, as_staff, opened
from throughcare.commons.sharing import actions, queries
from throughcare.commons.sharing.models import AgencyAnswer, InformationRequest, Withdrawal
from throughcare.commons.sharing.rules import Piece
from throughcare.commons.sharing.tests.builders import SEEN, a_request, an_answer
from throughcare.kernel.answers import Refusal
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=21)
WHY = "The panel has what it needs."


def withdrawn(town, case, *, words=WHY, at=NOW):
    with opened(case, town.ada, at=at) as case_open:
        return actions.withdraw(case_open, number=1, words=words, at=at)


def test_the_agencys_own_staff_read_that_nothing_is_asked_any_more_and_why():
    town = a_town()
    case = a_case(town)
    request = a_request(town, case)

    withdrawn(town, case)

    with as_staff(town.pat):
        line = queries.request_to_my_agency(request.reference, staff_id=town.pat.pk, at=NOW)
    assert (str(line.state.label), line.withdrawal.words) == ("Withdrawn", WHY)
    assert WHY in a_browser(town.pat).get(f"/agency-requests/{request.reference}/").text
    assert Line.objects.filter(verb="information:withdrawn", case_id=case.pk).count() == 1


def test_nothing_that_was_asked_is_lost_and_nobody_chases_it():
    town = a_town()
    case = a_case(town)
    a_request(town, case)

    withdrawn(town, case)

    assert InformationRequest.objects.count() == 1
    assert not Task.objects.filter(done_at__isnull=True).exists()
    with opened(case, town.ada, at=LATER) as case_open:
        assert queries.summary(case_open) == queries.summary_of(queries.lines(case_open))
        assert queries.summary(case_open).words == "1 asked, 1 withdrawn"
        with pytest.raises(Refusal) as refused:
            actions.chase(case_open, number=1, words="", at=LATER)
    assert "this request was withdrawn" in refused.value.as_text()


def test_an_agency_sends_no_more_than_is_asked_and_is_told_whom_to_ring():
    town = a_town()
    case = a_case(town)
    request = a_request(town, case)
    withdrawn(town, case)

    with pytest.raises(Refusal) as refused:
        an_answer(town, request, SEEN)

    assert "nothing is asked of your agency any more" in refused.value.as_text()
    assert refused.value.ask.name == "Ada Marsh"
    assert not AgencyAnswer.objects.exists()


def test_what_an_agency_says_all_the_same_is_written_down():
    town = a_town()
    case = a_case(town)
    a_request(town, case)
    withdrawn(town, case)

    with opened(case, town.ada) as case_open:
        said = actions.Said("held", pieces=(Piece("By phone.", "fact"),), way="phone")
        actions.record_answer(case_open, number=1, said=said, at=NOW)
        assert queries.line(case_open, 1).state.label == "Answered"


@pytest.mark.parametrize("words", ["", "  "])
def test_a_withdrawal_without_a_reason_is_refused(words):
    town = a_town()
    case = a_case(town)
    a_request(town, case)

    with pytest.raises(Refusal) as refused:
        withdrawn(town, case, words=words)

    assert "the reasons are not written down" in refused.value.as_text()
    assert not Withdrawal.objects.exists()


def test_what_was_answered_is_not_withdrawn():
    town = a_town()
    case = a_case(town)
    an_answer(town, a_request(town, case))

    with pytest.raises(Refusal) as refused:
        withdrawn(town, case)

    assert "this request has been answered" in refused.value.as_text()


def test_the_page_asks_why_and_says_who_reads_it():
    town = a_town()
    case = a_case(town)
    a_request(town, case)
    ada = a_browser(town.ada)
    address = f"/cases/{case.reference}/information/1/withdraw/"

    assert "Withdraw this request" in ada.get(f"/cases/{case.reference}/information/1/").text
    assert "the staff of that agency" in ada.get(address).text
    assert "Say why it is no longer needed" in ada.post(address, {"words": ""}).text
    assert "Request withdrawn. Northmere School reads why." in ada.post(address, {"words": WHY}, follow=True).text
    assert a_browser(town.cleo).get(address).status_code == 404
