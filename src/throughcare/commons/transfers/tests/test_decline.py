"""A declined case stays where it is, with reasons; an offer that nobody answers comes before a manager by itself."""

from datetime import timedelta

import pytest

from tests.kit.invented import NOW
from throughcare.commons.cases.models import Case, Event, OfferTask, Task
from throughcare.commons.transfers import actions, queries
from throughcare.commons.transfers.models import Transfer
from throughcare.commons.transfers.tests.builders import LATER, a_case_at, as_offered, in_post, offered
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db
DUE_DAY = NOW + timedelta(days=7)
DAY_AFTER = NOW + timedelta(days=8)


def decline(invented, reference, *, words="No mentor speaks Welsh here.", who="cleo"):
    with as_offered(invented, reference, who) as case:
        return actions.decline(case, words=words, at=LATER)


def escalate(at):
    with acting("clock", staff=None, at=at):
        return actions.escalate(at=at)


def test_a_declined_case_stays_with_its_owner_who_reads_why(invented):
    reference = offered(invented, a_case_at(invented))

    decline(invented, reference)

    case = Case.objects.get(reference=reference)
    assert (case.owner_id, case.area.code) == (invented.staff["ada"], "northmere")
    task = Task.objects.get(code=queries.DECLINED)
    assert (task.assigned_to_id, task.address) == (invented.staff["ada"], "hand-over")
    assert Event.objects.filter(words="Ashcombe declined the case").exists()
    assert Line.objects.filter(verb="transfers:declined", case_id=case.pk).count() == 1
    with invented.opened(reference, "ada", at=LATER) as held:
        assert queries.offers(held)[0].answer_words == "No mentor speaks Welsh here."


def test_whoever_declined_knows_no_more_of_the_case(invented):
    reference = offered(invented, a_case_at(invented))
    decline(invented, reference)

    with pytest.raises(NotFound), as_offered(invented, reference, "cleo", at=LATER + timedelta(minutes=1)):
        pass
    assert not OfferTask.objects.filter(done_at__isnull=True).exists()


def test_a_no_without_reasons_is_refused(invented):
    reference = offered(invented, a_case_at(invented))

    with pytest.raises(Refusal) as refused:
        decline(invented, reference, words="  ")

    assert "the reasons are not written down" in refused.value.as_text()
    assert Transfer.objects.get().answer == ""


def test_a_manager_sees_the_offer_and_answers_nothing(invented):
    in_post("Nia Holt", "manager")
    invented = type(invented)(invented.areas, {**invented.staff, "nia": in_post("Noa Holt", "manager").pk})
    reference = offered(invented, a_case_at(invented))

    with as_offered(invented, reference, "nia") as case:
        assert queries.offered(case).to_area == "Ashcombe"
    with pytest.raises(Refusal) as refused:
        decline(invented, reference, who="nia")

    assert "coordinator of the receiving area" in refused.value.as_text()


def test_an_offer_that_nobody_answers_comes_before_the_manager_and_the_sender_is_told_once(invented):
    nia = in_post("Nia Holt", "manager")
    reference = offered(invented, a_case_at(invented))

    assert [escalate(at) for at in (DUE_DAY, DAY_AFTER, DAY_AFTER)] == [0, 1, 0]

    settle = OfferTask.objects.get(code=queries.SETTLE)
    assert (settle.assigned_to_id, settle.pathway_rule, str(settle.due_on)) == (nia.pk, "14.21", "2026-06-25")
    assert Task.objects.get(code=queries.UNANSWERED).assigned_to_id == invented.staff["ada"]
    case = Case.objects.get(reference=reference)
    assert case.owner_id == invented.staff["ada"]
    assert Line.objects.filter(verb="transfers:escalated", case_id=case.pk).count() == 1


def test_the_answer_rests_every_task_that_waited_for_it(invented):
    in_post("Nia Holt", "manager")
    reference = offered(invented, a_case_at(invented))
    escalate(DAY_AFTER)

    with as_offered(invented, reference, "cleo", at=DAY_AFTER) as case:
        actions.decline(case, words="No mentor.", at=DAY_AFTER)

    waiting = {*Task.objects.filter(done_at__isnull=True).values_list("code", flat=True)}
    assert waiting == {queries.DECLINED}
    assert not OfferTask.objects.filter(done_at__isnull=True).exists()


def test_a_coordinator_who_comes_to_the_area_while_an_offer_waits_is_let_in_by_the_clock(invented):
    reference = offered(invented, a_case_at(invented))
    people = {**invented.staff, "rita": in_post("Rita Fold", "coordinator").pk}
    invented = type(invented)(invented.areas, people)
    with pytest.raises(NotFound), as_offered(invented, reference, "rita"):
        pass

    escalate(LATER)

    with as_offered(invented, reference, "rita", at=LATER + timedelta(minutes=1)) as case:
        assert queries.offered(case).to_area == "Ashcombe"
