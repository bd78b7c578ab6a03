"""Writing the plan: piece by piece, with gaps said aloud, and no word lost between two people."""

import pytest

from throughcare.commons.cases.models import Task
from throughcare.commons.cases.tests.builders import NOW, a_case, a_town, opened
from throughcare.kernel.answers import Conflict, NotFound, Refusal
from throughcare.stages.plans import actions, queries, rules
from throughcare.stages.plans.models import Piece, Sending
from throughcare.stages.plans.tests.builders import STATEMENTS, a_case_at, a_support, a_written_plan, write

pytestmark = pytest.mark.django_db


def test_a_plan_is_put_together_from_its_pieces():
    town = a_town()
    case = a_case_at(town, "planning")
    a_written_plan(town, case)
    with opened(case, town.ada) as held:
        plan = queries.draft(held)

    assert plan.statements == rules.Statements(**STATEMENTS)
    assert plan.needs[0].goals[0].own_words == "I want a job."
    assert plan.supports[0].provider_staff_id == town.ivo.pk
    assert plan.supports[0].sessions_planned == 7
    assert rules.not_covered(plan) == []


def test_what_is_not_covered_is_said_aloud():
    town = a_town()
    case = a_case_at(town, "planning")
    with opened(case, town.ada) as held:
        write(held, "need", {"need": "A quiet place to live"})
        job = write(held, "need", {"need": "Work"})
        goal = write(held, "goal", {"our_words": "A job"}, parent=str(job.thread))
        write(held, "support", a_support(town, provider_staff=None), parent=str(goal.thread))
        told = rules.not_covered(queries.draft(held))

    assert told == ["“A quiet place to live” has no goal", "Mentoring for “Work” has nobody who provides it"]


def test_nobody_writes_a_plan_before_the_panel_adopts():
    town = a_town()
    case = a_case(town, stage="panel")
    with opened(case, town.ada) as held, pytest.raises(Refusal):
        write(held, "need", {"need": "Work"})

    assert not Piece.objects.exists()


def test_two_people_who_change_other_words_of_one_piece_both_keep_them():
    town = a_town()
    case = a_case_at(town, "planning")
    need = a_written_plan(town, case)["need"]
    first = {"need": "Somebody to trust", "why": "Nobody at home listens."}
    second = {"need": "Somebody to talk to", "why": "Sam said so on 2 June."}
    with opened(case, town.ada) as held:
        write(held, "need", first, thread=str(need.thread), read=1)
        write(held, "need", second, thread=str(need.thread), read=1)
        kept = queries.draft(held).needs[0]

    assert (kept.need, kept.why) == ("Somebody to trust", "Sam said so on 2 June.")


def test_two_people_who_change_the_same_words_see_both():
    town = a_town()
    case = a_case_at(town, "planning")
    need = a_written_plan(town, case)["need"]
    with opened(case, town.ada) as held:
        write(held, "need", {"need": "A mentor", "why": "-"}, thread=str(need.thread), read=1)
        with pytest.raises(Conflict) as clash:
            write(held, "need", {"need": "A coach", "why": "-"}, thread=str(need.thread), read=1)

    assert (clash.value.theirs, clash.value.yours, clash.value.field) == ("A mentor", "A coach", "need")
    assert clash.value.by == "Ada Marsh"
    assert Piece.objects.filter(thread=need.thread).count() == 2


def test_two_people_who_begin_the_statements_at_once_meet():
    town = a_town()
    case = a_case_at(town, "planning")
    with opened(case, town.ada) as held:
        write(held, "statements", STATEMENTS)
        with pytest.raises(Conflict):
            write(held, "statements", {**STATEMENTS, "nature": "Sport"})


def test_what_is_taken_out_is_kept_and_no_longer_part_of_the_plan():
    town = a_town()
    case = a_case_at(town, "planning")
    pieces = a_written_plan(town, case)
    with opened(case, town.ada) as held:
        actions.take_out(held, thread=str(pieces["goal"].thread), read=1, at=NOW)
        plan = queries.draft(held)
        with pytest.raises(NotFound):
            write(held, "support", a_support(town), parent=str(pieces["goal"].thread))

    assert plan.needs[0].goals == ()
    assert Piece.objects.filter(thread=pieces["goal"].thread, body__own_words="I want a job.").count() == 2


def test_the_plan_goes_to_the_panel_with_all_four_statements():
    town = a_town()
    case = a_case_at(town, "planning")
    with opened(case, town.ada) as held:
        write(held, "statements", {**STATEMENTS, "consent_when": " ", "providers": ""})
        with pytest.raises(Refusal) as refused:
            actions.send_to_panel(held, at=NOW)

    texts = [reason.text for reason in refused.value.reasons]
    assert texts == [
        "the plan does not say how, when and by whom consent is asked",
        "the plan does not say who provides the support",
    ]
    assert not Sending.objects.exists()


def test_what_is_written_later_does_not_change_what_the_panel_reads():
    town = a_town()
    case = a_case_at(town, "planning")
    need = a_written_plan(town, case)["need"]
    with opened(case, town.ada) as held:
        actions.send_to_panel(held, at=NOW)
        with pytest.raises(Refusal):
            actions.send_to_panel(held, at=NOW)
        write(held, "need", {"need": "Other words", "why": ""}, thread=str(need.thread), read=1)

        assert queries.sent(held).needs[0].need == "Somebody to talk to"
        assert queries.draft(held).needs[0].need == "Other words"
        actions.send_to_panel(held, at=NOW)
        assert queries.sent(held).needs[0].need == "Other words"
    open_tasks = Task.objects.filter(case=case, code="panel.plan", done_at__isnull=True)
    assert [(task.for_role, task.address) for task in open_tasks] == [("panel", "plan")]
