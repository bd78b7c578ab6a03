from datetime import timedelta

import pytest

from throughcare.commons.cases.models import Case, Event, PoliceStageChange, Task
from throughcare.commons.cases.tests.builders import NOW, a_case, a_town, as_staff, opened
from throughcare.commons.sharing import actions, queries, rules
from throughcare.commons.sharing.models import AgencyAnswer, AnswerPiece, InformationRequest
from throughcare.commons.sharing.rules import Piece
from throughcare.commons.sharing.tests.builders import SEEN, a_request, an_answer
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=60)


def test_a_partner_answers_without_opening_the_case_and_the_chaser_rests():
    town = a_town()
    case = a_case(town)
    request = a_request(town, case)

    an_answer(town, request, SEEN, Piece("Quieter than before.", "opinion"))

    chase, read = Task.objects.get(code="information.chase"), Task.objects.get(code="information.read_answer")
    assert (chase.done_by, chase.outcome, read.assigned_to) == (town.pat, "Answered", town.ada)
    assert [piece.kind for piece in AnswerPiece.objects.order_by("position")] == ["fact", "opinion"]
    assert Line.objects.filter(verb="information:answered", case_id=case.pk, staff_id=town.pat.pk).count() == 1


def test_what_an_agency_answers_belongs_to_that_agency():
    town = a_town()

    an_answer(town, a_request(town, a_case(town)), SEEN)

    assert AgencyAnswer.objects.get().controller == town.school
    assert AgencyAnswer.objects.get().by == town.pat


def test_a_partner_sees_the_own_request_and_nothing_else_of_the_case():
    town = a_town()
    case = a_case(town)
    request = a_request(town, case, "northmere-school", "larkfield-clinic")
    school = InformationRequest.objects.get(agency=town.school)
    an_answer(town, school, SEEN)

    with as_staff(town.rae):
        assert [one.request.pk for one in queries.to_my_agency(town.rae.pk, at=NOW)] == [request.pk]
        assert not AgencyAnswer.objects.exists()
        assert not AnswerPiece.objects.exists()
        assert not Case.objects.exists()
        assert not Event.objects.exists()
        assert not Task.objects.exists()
    with pytest.raises(NotFound), opened(case, town.rae):
        pass


def test_a_request_to_another_agency_looks_like_none():
    town = a_town()
    request = a_request(town, a_case(town))

    for reference in (request.reference, "TC-NNNNNN/1"):
        with pytest.raises(NotFound), as_staff(town.rae):
            said = actions.Said("nothing_held")
            actions.answer_for_agency(reference, staff_id=town.rae.pk, said=said, at=NOW)

    assert not AgencyAnswer.objects.exists()


def test_a_third_partys_report_without_its_source_is_refused_and_leaves_no_trace():
    town = a_town()
    request = a_request(town, a_case(town))

    with pytest.raises(Refusal) as refused:
        an_answer(town, request, Piece("A neighbour saw Sam there.", "third_party"))

    assert refused.value.reasons[0].text == "a third party's report has no source"
    assert refused.value.ask.name == "Ada Marsh"
    assert not AgencyAnswer.objects.exists()
    assert not Task.objects.filter(code="information.read_answer").exists()


def test_an_answer_that_came_late_and_after_police_took_the_case_back_is_recorded():
    town = a_town()
    case = a_case(town)
    a_request(town, case)
    PoliceStageChange.objects.create(case=case, happened_at=LATER, to_stage="checks", verb="-", **_carried(case))
    Case.objects.filter(pk=case.pk).update(stage="checks")

    said = actions.Said(
        "held", pieces=[SEEN], way="phone", said_by="the head teacher", happened_at=NOW + timedelta(days=30)
    )
    with opened(case, town.ada, at=LATER) as case_open:
        actions.record_answer(case_open, number=1, said=said, at=LATER)
        line = queries.line(case_open, 1)

    assert line.state == rules.ANSWERED
    assert line.answers[0].is_read
    assert line.answers[0].row.happened_at == NOW + timedelta(days=30)


def test_an_agency_that_cannot_share_must_say_why():
    town = a_town()
    a_request(town, a_case(town))

    with pytest.raises(Refusal), opened(Case.objects.get(), town.ada) as case_open:
        actions.record_answer(case_open, number=1, said=actions.Said("cannot_share", way="letter"), at=NOW)


def test_an_agency_may_add_to_its_answer_later():
    town = a_town()
    case = a_case(town)
    request = a_request(town, case)
    an_answer(town, request)
    an_answer(town, request, SEEN, at=LATER)

    with opened(case, town.ada, at=LATER) as case_open:
        line = queries.line(case_open, 1)

    assert (line.state, len(line.answers)) == (rules.ANSWERED, 2)


def _carried(case):
    return {name: getattr(case, name) for name in ("controller", "regime", "basis", "review_on")}
