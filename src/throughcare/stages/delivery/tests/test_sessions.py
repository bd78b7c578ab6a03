"""Sessions are planned once, changed by another, and what became of them is always saved."""

from datetime import timedelta

import pytest

from tests.kit.invented import NOW
from throughcare.commons.cases.models import Event, RuleIncident, Task
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.stages.delivery import actions, queries
from throughcare.stages.delivery.actions import Happening, NewSession, Written
from throughcare.stages.delivery.models import Agreed, Outcome, Report, Session
from throughcare.stages.delivery.plan import Promise
from throughcare.stages.delivery.tests.builders import a_plan, at_stage, planned, started

TOMORROW = NOW + timedelta(days=1)
AFTER = NOW + timedelta(days=2)


@pytest.fixture
def reference(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    return started(invented, at_stage(invented))


def held(case, key, *, written=None, attendance="came", at=AFTER):
    return actions.record_session(case, key=key, happening=Happening(attendance, TOMORROW), written=written, at=at)


def test_planned_beside_delivered_is_told_in_words(invented, reference):
    keys = [planned(invented, reference, days=days) for days in (1, 1.1, 9)]
    with invented.opened(reference, "ivo", at=AFTER) as case:
        held(case, keys[0])
        held(case, keys[1], attendance="did_not_come")

    with invented.opened(reference, "ada", at=AFTER) as case:
        delivered = queries.planned_beside_delivered(case)

    assert delivered.words == "7 agreed, 1 held, 1 missed, 1 to come"
    assert (delivered.planned, delivered.held, delivered.missed, delivered.to_come) == (7, 1, 1, 1)
    assert [row.words for row in delivered.by_support] == ["7 agreed, 1 held, 1 missed, 1 to come"]


def test_a_change_is_another_session_and_the_first_keeps_what_it_said(invented, reference):
    key = planned(invented, reference)
    before = Session.objects.get(key=key)

    with invented.opened(reference, "ivo") as case:
        new = NewSession(NOW + timedelta(days=3), "phone", "", "", "")
        actions.change_session(case, key=key, new=new, reason="Exam", at=NOW)

    after = Session.objects.get(key=key)
    assert (after.starts_at, after.place) == (before.starts_at, "Library")
    assert Outcome.objects.get(session=after).changed
    with invented.opened(reference, "ada") as case:
        assert queries.planned_beside_delivered(case).to_come == 1


def test_a_recorded_session_is_not_changed_afterwards(invented, reference):
    key = planned(invented, reference)
    with invented.opened(reference, "ivo", at=AFTER) as case:
        held(case, key)
        with pytest.raises(Refusal) as refused:
            actions.change_session(
                case, key=key, new=NewSession(AFTER + timedelta(days=1), "phone"), reason="x", at=AFTER
            )

    assert "recorded already" in refused.value.as_text()
    assert Session.objects.count() == 1


def test_planning_without_consent_is_refused_and_leaves_no_trace(invented, monkeypatch):
    reference = at_stage(invented, "consent")

    with invented.opened(reference, "ada") as case, pytest.raises(Refusal) as refused:
        actions.plan_session(case, new=NewSession(TOMORROW, "in_person"), at=NOW)

    assert "consent to support is not in force" in refused.value.as_text()
    assert not Session.objects.exists()


def test_a_session_held_before_consent_is_saved_told_and_marked(invented, monkeypatch):
    reference = at_stage(invented, "planning")

    with invented.opened(reference, "ada") as case:
        outcome = actions.record_unplanned(
            case, kind="in_person", happening=Happening("came", NOW - timedelta(hours=2)), at=NOW
        )

    assert outcome.against == "plan_approved consent_in_force"
    assert set(RuleIncident.objects.values_list("rule", flat=True)) == {
        "consent to support is not in force",
        "the panel has not approved the plan",
    }
    task = Task.objects.get(code="cases.look_at_incident")
    assert task.assigned_to_id == invented.staff["ada"]


def test_what_was_held_before_consent_and_recorded_after_it_is_marked_too(invented, reference):
    with invented.opened(reference, "ada") as case:
        long_ago = actions.record_unplanned(
            case, kind="phone", happening=Happening("came", NOW - timedelta(days=30)), at=NOW
        )
        today = actions.record_unplanned(case, kind="phone", happening=Happening("came", NOW), at=NOW)

    assert "consent_in_force" in long_ago.against
    assert today.against == ""


def test_a_provider_who_contradicts_a_rule_tells_the_team_without_reading_it(invented, reference, monkeypatch):
    with invented.opened(reference, "ivo") as case:
        actions.record_unplanned(case, kind="phone", happening=Happening("came", NOW - timedelta(days=30)), at=NOW)
        assert not RuleIncident.objects.exists()
        assert not Task.objects.exists()

    assert RuleIncident.objects.count() >= 1
    assert Event.objects.filter(words="Session: Came").exists()


def test_something_to_tell_now_makes_a_task_for_the_owner_and_still_saves(invented, reference):
    key = planned(invented, reference)
    with invented.opened(reference, "ivo", at=AFTER) as case:
        held(case, key, written=Written(told_now=True, tell_now="Spoke of Friday", person_said="All fine"), at=AFTER)

    assert Report.objects.get().tell_now == "Spoke of Friday"
    task = Task.objects.get(code=queries.TELL_NOW)
    assert (task.assigned_to_id, task.due_on, task.what) == (invented.staff["ada"], AFTER.date(), "")


def test_reasons_are_kept_as_given(invented, reference):
    key = planned(invented, reference)
    with invented.opened(reference, "ivo", at=AFTER) as case:
        actions.record_session(
            case, key=key, happening=Happening("did_not_come_with_word", TOMORROW, "Had an exam"), at=AFTER
        )
        line = queries.session(case, key)

    assert (line.state, line.reason_given) == ("missed", "Had an exam")


def test_a_provider_sees_the_own_sessions_and_nobody_elses(invented, monkeypatch):
    pat = Promise("s2", "education", "A place at college", invented.staff["pat"], "", "weekly", 4)
    a_plan(monkeypatch, invented, others=(pat,))
    reference = started(invented, at_stage(invented))
    own = planned(invented, reference)
    support = Agreed.objects.get(support_kind="education")
    with invented.opened(reference, "pat") as case:
        new = NewSession(TOMORROW, "in_person", str(support.key))
        other = str(actions.plan_session(case, new=new, at=NOW).key)
    with invented.opened(reference, "pat", at=AFTER) as case:
        held(case, other, written=Written(person_said="For Pat alone"))

    with invented.opened(reference, "ivo", at=AFTER) as case:
        assert [line.key for line in queries.sessions(case)] == [own]
        assert [row.support_kind for row in queries.agreed(case)] == ["mentoring"]
        assert not Report.objects.exists()
        assert not Outcome.objects.exists()
        with pytest.raises(NotFound):
            queries.session(case, other)
    with invented.opened(reference, "ada", at=AFTER) as case:
        assert len(queries.sessions(case)) == 2
        assert Report.objects.count() == 1


def test_a_provider_plans_no_session_for_another(invented, monkeypatch):
    pat = Promise("s2", "education", "A place at college", invented.staff["pat"], "", "weekly", 4)
    a_plan(monkeypatch, invented, others=(pat,))
    reference = started(invented, at_stage(invented))
    support = str(Agreed.objects.get(support_kind="education").key)

    with invented.opened(reference, "ivo") as case, pytest.raises(NotFound):
        actions.plan_session(case, new=NewSession(TOMORROW, "in_person", support), at=NOW)

    assert not Session.objects.exists()


def test_my_sessions_lists_the_own_on_every_case(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    references = [started(invented, at_stage(invented)) for _number in range(2)]
    for reference in references:
        planned(invented, reference)

    with invented.acting("ivo") as ivo:
        lines = queries.my_sessions(ivo, at=NOW)
    with invented.acting("cleo") as cleo:
        nothing = queries.my_sessions(cleo, at=NOW)

    assert sorted(line.reference for line in lines) == sorted(references)
    assert nothing == []
