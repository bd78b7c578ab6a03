"""The panel approves the plan: what it read is laid down for good, and a provider sees goals and support alone."""

import pytest
from django.db import ProgrammingError, transaction

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.models import Case, Grant, RuleIncident, Task
from throughcare.commons.cases.tests.builders import NOW, a_case, a_grant, opened
from throughcare.commons.meetings import queries as meetings
from throughcare.commons.meetings.tests.builders import THEN, a_panel, everybody_came, item_of
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.stages.plans import actions, models, queries, rules
from throughcare.stages.plans.tests.builders import (
    STATEMENTS,
    a_case_at,
    a_plan_before_the_panel,
    a_written_plan,
    an_approved_plan,
    decided,
    write,
)

pytestmark = pytest.mark.django_db


def approve(case, town, *, who="gail", **more):
    with opened(case, town.people[who], at=THEN) as held:
        return actions.approve(held, item=item_of(held), decided=decided(**more), at=THEN)


def test_an_approved_plan_says_what_the_panel_read():
    town = a_panel()
    case = an_approved_plan(town)
    with opened(case, town.ada, at=THEN) as held:
        plan = queries.approved(held)

        assert plan.version == 1
        assert plan.statements == rules.Statements(**STATEMENTS)
        assert plan.needs[0].why == "Nobody at home listens."
        assert [support.kind for support in plan.supports] == ["mentoring"]
        assert plan.decision == str(meetings.decisions(held)[0].key)
    assert Case.objects.get(pk=case.pk).stage == "consent"
    assert Task.objects.filter(case=case, code="consents.ask", done_at__isnull=True, address="consent").count() == 1
    assert not Task.objects.filter(case=case, code="panel.plan", done_at__isnull=True).exists()


def test_approving_lets_no_provider_in():
    town = a_panel()
    case = an_approved_plan(town)

    assert not Grant.objects.filter(case=case, role="provider").exists()
    with pytest.raises(NotFound), opened(case, town.ivo, at=THEN):
        pass


def test_a_provider_reads_goals_and_support_and_nothing_else():
    town = a_panel()
    case = an_approved_plan(town)
    a_grant(case, town.ivo, "provider")
    with opened(case, town.ivo, at=THEN) as held:
        plan = queries.approved(held)

        assert plan.needs[0].goals[0].own_words == "I want a job."
        assert plan.supports[0].how_often == "Once a week"
        assert (plan.needs[0].need, plan.needs[0].why) == ("", "")
        assert plan.statements == rules.Statements()
        assert models.Piece.objects.count() == models.Need.objects.count() == models.Sending.objects.count() == 0
        assert queries.card(held) is None


def test_without_a_quorum_nothing_is_approved():
    town = a_panel()
    case = a_plan_before_the_panel(town, came=False)
    everybody_came(town, case, but=("dee",))
    with pytest.raises(Refusal) as refused:
        approve(case, town)

    assert "nobody from the police of the area" in refused.value.as_text()
    assert not models.Version.objects.exists()
    assert Case.objects.get(pk=case.pk).stage == "planning"


def test_the_coordinator_cannot_approve_the_own_plan():
    town = a_panel()
    case = a_plan_before_the_panel(town)
    with pytest.raises(Refusal):
        approve(case, town, who="ada")

    assert not models.Version.objects.exists()


def test_the_same_plan_is_not_approved_twice():
    town = a_panel()
    case = an_approved_plan(town)
    with pytest.raises(Refusal) as refused:
        approve(case, town)

    assert "no plan waits for the panel" in refused.value.as_text()


@pytest.mark.parametrize("kind", [models.Version, models.Statements, models.Need, models.Goal, models.Support])
def test_what_was_approved_cannot_be_changed_or_removed(kind):
    town = a_panel()
    case = an_approved_plan(town)
    for change in (lambda rows: rows.update(case_id=case.pk), lambda rows: rows._raw_delete(rows.db)):
        with opened(case, town.ada, at=THEN), pytest.raises(ProgrammingError), transaction.atomic():
            change(kind.objects.filter(case_id=case.pk))
    assert kind.objects.filter(case=case).exists()


def test_writing_on_leaves_the_approved_plan_as_it_is():
    town = a_panel()
    case = an_approved_plan(town)
    with opened(case, town.ada, at=THEN) as held:
        need = queries.draft(held).needs[0]
        write(held, "need", {"need": "Other words", "why": ""}, thread=need.key, read=need.version, at=THEN)

        assert queries.approved(held).needs[0].need == "Somebody to talk to"
        assert queries.has_changed(held)


def test_the_person_agrees_in_their_words():
    town = a_panel()
    case = an_approved_plan(town)
    with opened(case, town.ada, at=THEN) as held:
        actions.agree(held, agrees=True, own_words="All right, let us try.", happened_at=THEN, at=THEN)

        assert queries.agreed(held).own_words == "All right, let us try."
        assert queries.agreed(held).version.number == 1
    assert not RuleIncident.objects.filter(case=case).exists()


@pytest.mark.parametrize(("name", "role"), [("ada", ""), ("ivo", "provider")])
def test_agreeing_to_a_plan_that_nobody_approved_is_kept_and_told(name, role):
    town = a_panel()
    case = a_case(town, stage="planning")
    if role:
        a_grant(case, town.people[name], role)
    with opened(case, town.people[name]) as held:
        actions.agree(held, agrees=True, own_words="Fine.", happened_at=NOW, at=NOW)

    assert RuleIncident.objects.get(case=case).rule == "the panel has not approved the plan"
    assert models.Agreement.objects.get(case=case).version_id is None


def test_the_panel_withdraws_support_and_somebody_decides_what_follows():
    town = a_panel()
    case = an_approved_plan(town)
    Case.objects.filter(pk=case.pk).update(stage="support")
    with opened(case, town.gail, at=THEN) as held:
        actions.withdraw_support(held, item=item_of(held), decided=decided(outcome="withdraw"), at=THEN)

    assert Case.objects.get(pk=case.pk).stage == "decision_after_no"
    assert Task.objects.filter(case=case, code="panel.after_no", done_at__isnull=True).exists()


def test_sending_takes_the_change_that_a_review_asked_for_off_the_list():
    town = a_panel()
    case = a_case_at(town, "planning")
    a_written_plan(town, case)
    with opened(case, town.ada) as held:
        cases.ask(held, NewTask(code="plans.change", due_on=NOW.date(), for_role="coordinator"), at=NOW)

    with opened(case, town.ada) as held:
        actions.send_to_panel(held, at=NOW)

    assert set(Task.objects.filter(done_at=None).values_list("code", flat=True)) == {"panel.plan"}
