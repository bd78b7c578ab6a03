"""Asking, and recording what was said: gates refuse to ask, nothing refuses to write down what happened."""

from datetime import UTC, date, datetime, timedelta

import pytest

from throughcare.commons.cases.models import Case, Event, RuleIncident, Task
from throughcare.commons.cases.tests.builders import NOW, a_case, a_grant, a_town, opened
from throughcare.commons.consents import actions, queries
from throughcare.commons.consents.models import Consent
from throughcare.commons.consents.tests.builders import CHILD, a_mother, a_planned_case, the_person
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db


def stage(case):
    return Case.objects.get(pk=case.pk).stage


def open_tasks(case):
    return {task.code: task for task in Task.objects.filter(case=case, done_at__isnull=True)}


def test_consent_is_asked_under_an_approved_plan_alone():
    town = a_town()
    early = a_case(town, stage="consent")
    ready = a_planned_case(town)

    with opened(early, town.ada) as held, pytest.raises(Refusal) as refused:
        actions.record_asked(held, purpose="support", how="At the school", happened_at=NOW, at=NOW)
    with opened(ready, town.ada) as held:
        actions.record_asked(held, purpose="support", how="At the school", happened_at=NOW, at=NOW)

    assert "the panel has not approved the plan" in refused.value.as_text()
    assert not Consent.objects.filter(case=early).exists()
    assert Consent.objects.get(case=ready).step == "asked"


def test_a_yes_moves_the_case_to_support_and_leaves_one_line():
    town = a_town()
    case = a_planned_case(town)
    with opened(case, town.ada) as held:
        actions.record_given(held, purpose="support", words=the_person(), happened_at=NOW, at=NOW)

    assert stage(case) == "support"
    assert [line.verb for line in Line.objects.order_by("id")] == ["cases:looked", "consents:given"]
    assert Event.objects.get(case=case).words == "Consent was given: Support under the plan"


def test_a_yes_that_a_rule_speaks_against_is_kept_and_told():
    town = a_town()
    case = a_case(town, stage="gathering")
    with opened(case, town.ada) as held:
        actions.record_given(held, purpose="support", words=a_mother(), happened_at=NOW, at=NOW)

    assert stage(case) == "gathering"
    assert RuleIncident.objects.get(case=case).rule == "the panel has not approved the plan"
    assert "cases.look_at_incident" in open_tasks(case)


def test_a_guardians_answer_without_who_they_are_is_refused_in_four_parts():
    town = a_town()
    case = a_planned_case(town, born_on=CHILD)
    with opened(case, town.ada) as held, pytest.raises(Refusal) as refused:
        actions.record_given(held, purpose="support", words=a_mother(giver=" "), happened_at=NOW, at=NOW)

    told = refused.value.as_text()
    assert told.startswith("Consent was not recorded")
    assert "it is not said who they are" in told
    assert "Write who answered" in told
    assert "Whom to ask: Ada Marsh" in told
    assert not Consent.objects.exists()


def test_a_childs_own_yes_waits_for_a_parent():
    town = a_town()
    case = a_planned_case(town, born_on=CHILD)
    with opened(case, town.ada) as held:
        actions.record_given(held, purpose="support", words=the_person(), happened_at=NOW, at=NOW)
    assert stage(case) == "consent"

    with opened(case, town.ada) as held:
        actions.record_given(held, purpose="support", words=a_mother(), happened_at=NOW, at=NOW)
    assert stage(case) == "support"
    assert open_tasks(case)["consents.ask_at_18"].due_on == date(2028, 3, 14)


def test_an_officer_records_a_guardians_name_though_the_family_is_not_theirs_to_write():
    town = a_town()
    case = a_planned_case(town, born_on=CHILD)
    with opened(case, town.dee) as held:
        actions.record_given(held, purpose="support", words=a_mother(), happened_at=NOW, at=NOW)
        assert queries.latest(held).giver == "Rina Tarrow"


def test_a_no_needs_no_reason_and_asks_for_a_decision():
    town = a_town()
    case = a_planned_case(town)
    with opened(case, town.ada) as held:
        actions.record_refused(held, purpose="support", words=the_person(), happened_at=NOW, at=NOW)

    assert stage(case) == "decision_after_no"
    task = open_tasks(case)["panel.after_no"]
    assert (task.for_role, task.address, task.due_on) == ("panel", "after-no", date(2026, 6, 29))
    assert task.rule


def test_consent_withdrawn_half_way_stops_support_at_once():
    town = a_town()
    case = a_planned_case(town)
    with opened(case, town.ada) as held:
        actions.record_given(held, purpose="support", words=the_person(), happened_at=NOW, at=NOW)
    later = NOW + timedelta(days=20)
    with opened(case, town.ada, at=later) as held:
        actions.record_withdrawn(held, purpose="support", reason="time", happened_at=later, at=later)
        assert not queries.in_force(held)

    assert stage(case) == "decision_after_no"
    assert "panel.after_no" in open_tasks(case)


@pytest.mark.parametrize(("name", "role"), [("ivo", "provider"), ("ben", "panel_member"), ("hana", "assessor")])
def test_whoever_hears_that_somebody_stops_writes_it_down(name, role):
    town = a_town()
    case = a_planned_case(town, stage="support")
    a_grant(case, town.people[name], role)
    with opened(case, town.people[name]) as held:
        actions.record_withdrawn(held, purpose="support", happened_at=NOW, at=NOW)

    assert Consent.objects.get(case=case).by_id == town.people[name].pk
    assert stage(case) == "decision_after_no"
    assert "panel.after_no" in open_tasks(case)


def test_another_purpose_is_withdrawn_by_itself():
    town = a_town()
    case = a_planned_case(town, stage="support")
    with opened(case, town.ada) as held:
        actions.record_given(held, purpose="research", words=the_person(), happened_at=NOW, at=NOW)
        assert queries.in_force(held, purpose="research")
        actions.record_withdrawn(held, purpose="research", happened_at=NOW, at=NOW)

        assert not queries.in_force(held, purpose="research")
    assert stage(case) == "support"
    assert "panel.after_no" not in open_tasks(case)


def test_sharing_names_the_agency():
    town = a_town()
    case = a_planned_case(town)
    with opened(case, town.ada) as held:
        with pytest.raises(Refusal):
            actions.record_given(held, purpose="share", words=the_person(), happened_at=NOW, at=NOW)
        words = the_person(named_agencies="Northmere School")
        actions.record_given(held, purpose="share", words=words, happened_at=NOW, at=NOW)

        assert queries.latest(held, "share").named_agencies == "Northmere School"


def test_time_to_think_is_a_task_with_a_day():
    town = a_town()
    case = a_planned_case(town)
    day = date(2026, 6, 29)
    with opened(case, town.ada) as held:
        actions.record_needs_time(
            held, purpose="support", words=the_person(), ask_again_on=day, happened_at=NOW, at=NOW
        )

    assert stage(case) == "consent"
    assert open_tasks(case)["consents.ask_again"].due_on == day


def test_support_waits_from_the_18th_birthday_until_the_person_was_asked():
    town = a_town()
    case = a_planned_case(town, born_on=CHILD)
    with opened(case, town.ada) as held:
        actions.record_given(held, purpose="support", words=a_mother(), happened_at=NOW, at=NOW)
    birthday = datetime(2028, 3, 14, 9, tzinfo=UTC)
    with opened(case, town.mo, at=birthday) as held:
        actions.record_suspended_at_18(held, at=birthday)

    assert stage(case) == "consent"
    assert set(open_tasks(case)) == {"consents.ask"}


def test_every_purpose_that_rested_on_a_guardian_waits_and_the_person_is_asked_once():
    town = a_town()
    case = a_planned_case(town, born_on=CHILD)
    for purpose, more in (("support", {}), ("share", {"named_agencies": "Bryn College"}), ("research", {})):
        with opened(case, town.ada) as held:
            actions.record_given(held, purpose=purpose, words=a_mother(**more), happened_at=NOW, at=NOW)
    assert Task.objects.filter(case=case, code="consents.ask_at_18").count() == 1
    birthday = datetime(2028, 3, 14, 9, tzinfo=UTC)
    with opened(case, town.ada, at=birthday) as held:
        assert queries.ended_by_age(held) == ["research", "share", "support"]
        actions.record_suspended_at_18(held, at=birthday)
        assert queries.ended_by_age(held) == []

    suspended = Consent.objects.filter(case=case, step="suspended").values_list("purpose", flat=True)
    assert sorted(suspended) == ["research", "share", "support"]


def test_cleo_opens_nothing():
    town = a_town()
    case = a_planned_case(town)
    with pytest.raises(NotFound), opened(case, town.cleo):
        pass
