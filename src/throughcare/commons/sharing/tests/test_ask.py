import pytest

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.models import Task
from throughcare.commons.cases.tests.builders import NOW, a_case, a_grant, a_town, an_exclusion, as_staff, opened
from throughcare.commons.sharing import actions, queries
from throughcare.commons.sharing.models import InformationRequest
from throughcare.commons.sharing.tests.builders import QUESTION, a_request
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db


def test_two_agencies_are_asked_the_same_in_one_act():
    town = a_town()
    case = a_case(town)

    with opened(case, town.ada) as case_open:
        asked = actions.ask(case_open, chosen=["northmere-school", "larkfield-clinic"], question=QUESTION, at=NOW)

    assert [request.reference for request in asked] == [f"{case.reference}/1", f"{case.reference}/2"]
    assert len({request.batch for request in asked}) == 1
    assert Line.objects.filter(verb="information:requested").count() == 1


def test_the_day_proposed_by_the_rule_carries_the_rule_and_its_mark():
    town = a_town()

    request = a_request(town, a_case(town))

    task = Task.objects.get(code="information.chase")
    assert (request.due_on, request.verify) == (task.due_on, True)
    assert "10 working days" in request.rule
    assert task.what == "Northmere School"


def test_nobody_is_asked_while_the_case_is_with_police_and_nothing_is_left_behind():
    town = a_town()

    for stage in ("checks", "police_led", "security_threat"):
        with pytest.raises(Refusal) as refused, opened(a_case(town, stage=stage), town.ada) as case_open:
            actions.ask(case_open, chosen=["northmere-school"], question=QUESTION, at=NOW)
        assert [reason.text for reason in refused.value.reasons] == ["the case is with police for checks"]

    assert not InformationRequest.objects.exists()
    assert not Task.objects.exists()


def test_a_request_without_basis_is_refused_with_every_reason_at_once():
    town = a_town()
    bare = actions.Question("Sam", "What do you know?", "", "", QUESTION.due_on.replace(year=2025))

    with pytest.raises(Refusal) as refused, opened(a_case(town), town.ada) as case_open:
        actions.ask(case_open, chosen=[], question=bare, at=NOW)

    assert len(refused.value.reasons) == 3
    assert all(refused.value.mends)


def test_an_assessor_reads_what_was_asked_and_cannot_ask():
    town = a_town()
    case = a_case(town)
    a_request(town, case)
    a_grant(case, town.hana, "assessor")
    with opened(case, town.hana) as case_open:
        assert queries.summary(case_open).asked == 1
        with pytest.raises(Refusal):
            actions.ask(case_open, chosen=["northmere-school"], question=QUESTION, at=NOW)


def test_cleo_finds_neither_the_case_nor_what_was_asked():
    town = a_town()
    case = a_case(town)
    a_request(town, case)

    with as_staff(town.cleo):
        assert not InformationRequest.objects.exists()
    with pytest.raises(NotFound), opened(case, town.cleo):
        pass


def test_a_colleague_who_is_kept_out_sees_no_request_although_the_agency_is_theirs():
    town = a_town()
    case = a_case(town)
    request = a_request(town, case)
    an_exclusion(case, town.pat, by=town.mo)

    with as_staff(town.pat):
        assert queries.to_my_agency(town.pat.pk, at=NOW) == []
        assert queries.request_to_my_agency(request.reference, staff_id=town.pat.pk, at=NOW) is None


def test_asking_takes_what_was_to_be_asked_off_the_list():
    town = a_town()
    case = a_case(town)
    with opened(case, town.ada) as case_open:
        for code in ("information.begin", "information.ask"):
            cases.ask(case_open, NewTask(code=code, due_on=NOW.date(), for_role="coordinator"), at=NOW)

    a_request(town, case)

    assert set(Task.objects.filter(done_at=None).values_list("code", flat=True)) == {"information.chase"}
