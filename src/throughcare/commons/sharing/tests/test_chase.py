from datetime import timedelta

import pytest

from throughcare.commons.cases.models import Task
from throughcare.commons.cases.tests.builders import NOW, a_case, a_town, as_staff, opened
from throughcare.commons.sharing import actions, queries
from throughcare.commons.sharing.models import Chaser, InformationRequest
from throughcare.commons.sharing.tests.builders import SEEN, a_request, an_answer
from throughcare.kernel.answers import Refusal
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=21)


def test_all_late_ones_are_chased_in_one_act_and_the_others_left_in_peace():
    town = a_town()
    case = a_case(town)
    a_request(town, case, "northmere-school", "larkfield-clinic")
    a_request(town, case, "ashcombe-police", due_in=timedelta(days=40))
    an_answer(town, InformationRequest.objects.get(agency=town.school), SEEN)

    with opened(case, town.ada, at=LATER) as case_open:
        chased = actions.chase_late(case_open, at=LATER)
        summary = queries.summary(case_open)
        assert summary == queries.summary_of(queries.lines(case_open))

    assert [chaser.agency for chaser in chased] == [town.clinic]
    assert summary.words == "3 asked, 1 answered, 1 waiting, 1 late"
    assert Line.objects.filter(verb="information:chased").count() == 1


def test_a_chaser_sets_the_next_day_to_chase():
    town = a_town()
    case = a_case(town)
    a_request(town, case)

    with opened(case, town.ada, at=LATER) as case_open:
        chaser = actions.chase(case_open, number=1, words="The panel meets next week.", at=LATER)

    first, second = Task.objects.filter(code="information.chase").order_by("id")
    assert (first.outcome, second.due_on) == ("Asked again", chaser.due_on)
    assert second.rule.startswith("3 working days")


def test_the_agencys_staff_see_that_they_were_asked_again():
    town = a_town()
    case = a_case(town)
    request = a_request(town, case)
    with opened(case, town.ada, at=LATER) as case_open:
        actions.chase(case_open, number=1, words="", at=LATER)

    with as_staff(town.pat, at=LATER):
        line = queries.request_to_my_agency(request.reference, staff_id=town.pat.pk, at=LATER)

    assert line.last_chased == LATER


def test_what_was_answered_is_not_chased():
    town = a_town()
    case = a_case(town)
    an_answer(town, a_request(town, case))

    with pytest.raises(Refusal) as refused, opened(case, town.ada) as case_open:
        actions.chase(case_open, number=1, words="", at=NOW)

    assert refused.value.reasons[0].text == "this request has been answered"
    assert not Chaser.objects.exists()


def test_nobody_is_chased_while_the_case_is_with_police():
    town = a_town()
    case = a_case(town, stage="checks")

    with pytest.raises(Refusal), opened(case, town.ada) as case_open:
        actions.chase_late(case_open, at=NOW)


def test_the_card_counts_as_the_page_does():
    town = a_town()
    case = a_case(town)
    agencies = ("northmere-school", "larkfield-clinic", "ashcombe-police")
    first, *_others = (a_request(town, case, agency) for agency in agencies)
    an_answer(town, first)
    an_answer(town, first, SEEN)

    for at in (NOW, LATER):
        with opened(case, town.ada, at=at) as case_open:
            assert queries.summary(case_open) == queries.summary_of(queries.lines(case_open))
            rows = dict(queries.card(case_open).rows)
    assert rows["Late"] == "Larkfield Clinic, Ashcombe Police"


def test_the_card_is_for_those_who_may_read_it_and_says_what_is_missing():
    town = a_town()
    case = a_case(town)

    with opened(case, town.ada) as case_open:
        assert queries.card(case_open).empty == "Nobody has been asked yet."
        assert [link.label for link in queries.side_links(case_open)] == ["Information", "Shared with"]
    with opened(case, town.mo) as case_open:
        assert (queries.card(case_open), queries.side_links(case_open)) == (None, [])
    with opened(a_case(town, stage="checks"), town.ada) as case_open:
        assert queries.card(case_open) is None
        assert [link.label for link in queries.side_links(case_open)] == ["Shared with"]
