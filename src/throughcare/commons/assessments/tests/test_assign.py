from datetime import date

import pytest

from throughcare.commons.assessments import actions, queries
from throughcare.commons.assessments.tests.builders import FRAMEWORK, a_finished_assessment
from throughcare.commons.cases.models import Draft, Grant, Task
from throughcare.commons.cases.tests.builders import NOW, a_case, a_grant, a_town, opened
from throughcare.kernel.answers import NotFound, Refusal

pytestmark = pytest.mark.django_db


def test_an_assessor_who_is_asked_can_open_the_case_and_has_a_task():
    town = a_town()
    case = a_case(town)
    with pytest.raises(NotFound), opened(case, town.hana):
        pass

    with opened(case, town.ada) as case_open:
        actions.ask_to_assess(case_open, staff_key=str(town.hana.key), due_on=date(2026, 7, 1), at=NOW)

    with opened(case, town.hana) as case_open:
        assert case_open.roles == {"assessor"}
    assert Task.objects.get(code="assessments.assess").assigned_to == town.hana


def test_the_task_rests_once_the_assessment_is_finished():
    town = a_town()
    case = a_case(town)
    with opened(case, town.ada) as case_open:
        actions.ask_to_assess(case_open, staff_key=str(town.hana.key), due_on=date(2026, 7, 1), at=NOW)

    a_finished_assessment(town, case, by=town.hana)

    assert Task.objects.get(code="assessments.assess").done_by == town.hana


def test_somebody_who_is_no_assessor_is_not_asked():
    town = a_town()

    with pytest.raises(Refusal), opened(a_case(town), town.ada) as case_open:
        actions.ask_to_assess(case_open, staff_key=str(town.ivo.key), due_on=date(2026, 7, 1), at=NOW)

    assert not Grant.objects.exists()


def test_an_assessor_asks_nobody_to_assess():
    town = a_town()
    case = a_case(town)
    a_grant(case, town.hana, "assessor")

    with pytest.raises(Refusal), opened(case, town.hana) as case_open:
        actions.ask_to_assess(case_open, staff_key=str(town.hana.key), due_on=date(2026, 7, 1), at=NOW)


def test_what_an_assessor_does_not_know_becomes_a_task_of_the_coordinator():
    town = a_town()
    case = a_case(town)
    a_grant(case, town.hana, "assessor")

    with opened(case, town.hana) as case_open:
        actions.ask_to_find_out(case_open, factor="threat", missing="the school's account", at=NOW)

    task = Task.objects.get(code="information.ask")
    assert (task.assigned_to, task.what, task.address) == (
        town.ada,
        "the school's account",
        "information/ask",
    )


def test_what_a_coordinator_does_not_know_stands_in_the_question_to_agencies():
    town = a_town()
    case = a_case(town)

    with opened(case, town.ada) as case_open:
        actions.prepare_question(case_open, missing="the school's account", at=NOW)

    assert Draft.objects.get().body == {"text": "the school's account"}


def test_a_further_assessment_replaces_the_day_set_before():
    town = a_town()
    case = a_case(town)
    with opened(case, town.ada) as case_open:
        for day in (date(2026, 9, 1), date(2026, 10, 1)):
            actions.set_further(case_open, on=day, rule="as the panel decided", source="s.36(4)(e)", at=NOW)

    open_ones = Task.objects.filter(code=queries.FURTHER, done_at__isnull=True)
    assert [task.due_on for task in open_ones] == [date(2026, 10, 1)]
    assert FRAMEWORK not in open_ones[0].rule
