from datetime import date, timedelta

import pytest

from throughcare.commons.assessments import actions, queries
from throughcare.commons.assessments.tests.builders import a_draft, a_finished_assessment
from throughcare.commons.cases.models import Draft, Grant, Task
from throughcare.commons.cases.tests.builders import NOW, a_browser, a_case, a_grant, a_town, opened
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=1)


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


def asked(town, case):
    with opened(case, town.ada) as case_open:
        actions.ask_to_assess(case_open, staff_key=str(town.hana.key), due_on=date(2026, 7, 1), at=NOW)


def test_whoever_was_let_in_to_assess_can_open_the_case_no_longer_once_they_have_finished():
    town = a_town()
    case = a_case(town)
    asked(town, case)

    a_finished_assessment(town, case, by=town.hana)

    with pytest.raises(NotFound), opened(case, town.hana, at=LATER):
        pass
    with opened(case, town.ada, at=LATER) as case_open:
        assert queries.asked_to_assess(case_open) == []
        assert len(queries.finished(case_open)) == 1


def test_a_coordinator_who_finishes_keeps_the_case():
    town = a_town()
    case = a_case(town)

    a_finished_assessment(town, case, by=town.ada)

    with opened(case, town.ada, at=LATER) as case_open:
        assert case_open.roles == {"coordinator"}


def test_an_assessment_that_is_taken_away_ends_access_task_and_beginning():
    town = a_town()
    case = a_case(town)
    asked(town, case)
    a_draft(case, town.hana)

    with opened(case, town.ada) as case_open:
        actions.take_away(case_open, staff_key=str(town.hana.key), reason="On leave until July.", at=NOW)
        assert queries.begun(case_open) == []

    with pytest.raises(NotFound), opened(case, town.hana, at=LATER):
        pass
    assert Task.objects.get(code="assessments.assess").outcome == "Taken away"
    assert Line.objects.filter(verb="assessments:taken_away", case_id=case.pk).count() == 1


@pytest.mark.parametrize(("who", "reason"), [("ada", " "), ("dee", "On leave.")])
def test_taking_away_needs_a_reason_and_is_the_coordinators(who, reason):
    town = a_town()
    case = a_case(town)
    asked(town, case)

    with opened(case, town.people[who]) as case_open, pytest.raises(Refusal):
        actions.take_away(case_open, staff_key=str(town.hana.key), reason=reason, at=NOW)

    with opened(case, town.hana, at=LATER) as case_open:
        assert case_open.roles == {"assessor"}


def test_nothing_is_taken_away_from_somebody_who_was_not_asked():
    town = a_town()

    with opened(a_case(town), town.ada) as case_open, pytest.raises(Refusal) as refused:
        actions.take_away(case_open, staff_key=str(town.hana.key), reason="On leave.", at=NOW)

    assert "not asked to assess" in refused.value.as_text()


def test_the_page_takes_an_assessment_away_and_asks_why():
    town = a_town()
    case = a_case(town)
    asked(town, case)
    ada = a_browser(town.ada)
    address = f"/cases/{case.reference}/assessment/assign/{town.hana.key}/take-away/"

    assert address in ada.get(f"/cases/{case.reference}/assessment/").text
    assert "Say why it is taken away" in ada.post(address, {"reason": ""}).text
    assert "can no longer open the case" in ada.post(address, {"reason": "On leave."}, follow=True).text
    assert a_browser(town.cleo).get(address).status_code == 404


def test_what_is_not_known_is_put_to_the_panel_in_one_click():
    town = a_town()
    case = a_case(town)
    a_grant(case, town.hana, "assessor")
    a_draft(case, town.hana)

    with opened(case, town.hana) as case_open:
        actions.put_to_panel(case_open, factor="threat", missing="What did the school see?", at=NOW)

    task = Task.objects.get(code="assessments.put_to_panel")
    assert (task.assigned_to, task.what, task.address) == (town.ada, "What did the school see?", "panel")
