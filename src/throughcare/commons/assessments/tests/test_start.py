from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from throughcare.commons.assessments import actions, queries
from throughcare.commons.assessments.instruments import instrument
from throughcare.commons.assessments.models import AssessmentDraft, Start
from throughcare.commons.assessments.tests.builders import FRAMEWORK, a_draft, a_finished_assessment, my_draft
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import drafts
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.models import Task
from throughcare.commons.cases.tests.builders import NOW, a_case, a_grant, a_town, as_staff, opened
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import Refusal
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db


def test_a_superseded_instrument_needs_a_reason():
    town = a_town()

    with pytest.raises(Refusal) as refused, opened(a_case(town), town.ada) as case_open:
        actions.start(case_open, used=instrument(FRAMEWORK), reason=" ", why="", at=NOW)

    assert refused.value.reasons[0].text == "the instrument is retired and no reason for using it is given"
    assert not Start.objects.exists()


def test_no_assessment_begins_while_the_case_is_with_police():
    town = a_town()

    with pytest.raises(Refusal):
        a_draft(a_case(town, stage="checks"), town.ada)

    assert not AssessmentDraft.objects.exists()


def test_a_second_assessment_says_why_it_is_made():
    town = a_town()
    case = a_case(town)
    a_finished_assessment(town, case)

    with pytest.raises(Refusal) as refused:
        a_draft(case, town.ada)
    a_draft(case, town.ada, why="Sam has moved house")

    assert "why it is looked at again" in refused.value.reasons[0].text
    assert Start.objects.latest("id").why == "Sam has moved house"


def test_a_draft_is_its_writers_alone_and_that_it_was_begun_is_known():
    town = a_town()
    case = a_case(town)
    a_grant(case, town.hana, "assessor")
    a_draft(case, town.hana)

    with opened(case, town.ada) as case_open:
        assert queries.my_draft(case_open) is None
        assert not AssessmentDraft.objects.exists()
        assert [start.by for start in queries.begun(case_open)] == [town.hana]
    with as_staff(town.cleo):
        assert not Start.objects.exists()
    assert Line.objects.filter(verb="assessments:started").count() == 1


def test_a_panel_member_reads_assessments_and_begins_none():
    town = a_town()
    case = a_case(town, stage="panel")
    a_grant(case, town.ben, "panel_member")

    with pytest.raises(Refusal):
        a_draft(case, town.ben)


def test_an_expired_draft_is_gone_and_another_can_begin():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)
    later = NOW + timedelta(days=61)

    assert my_draft(case, town.ada, at=later) is None
    a_draft(case, town.ada, at=later)

    assert AssessmentDraft.objects.get().saved_at == later


def test_a_draft_that_is_thrown_away_leaves_only_that_it_was_begun_and_ended():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)

    with opened(case, town.ada) as case_open:
        actions.discard(case_open, at=NOW)
        assert queries.begun(case_open) == []

    assert not AssessmentDraft.objects.exists()
    assert Start.objects.get().ended_at == NOW


def test_the_clock_removes_what_has_expired_and_sees_none_of_it():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)
    later = NOW + timedelta(days=61)

    with acting("clock", staff=None, at=NOW):
        assert actions.remove_expired(at=NOW) == 0
    with acting("clock", staff=None, at=later):
        assert actions.remove_expired(at=later) == 1
        with pytest.raises(ProgrammingError), transaction.atomic():
            list(AssessmentDraft.objects.all())

    assert not AssessmentDraft.objects.exists()
    assert Start.objects.get().ended_at == later


def test_the_clock_removes_words_that_were_never_sent():
    town = a_town()
    with as_staff(town.ada):
        drafts.keep("x", {"text": "words"}, staff_id=town.ada.pk, at=NOW)
        assert drafts.kept("x", staff_id=town.ada.pk, at=NOW).body == {"text": "words"}

    last = NOW + drafts.lives("form")
    for at, removed in ((last - timedelta(seconds=1), 0), (last, 1)):
        with acting("clock", staff=None, at=at):
            assert drafts.remove_expired(at=at) == removed


def test_beginning_takes_it_off_the_list():
    town = a_town()
    case = a_case(town)
    with opened(case, town.ada) as case_open:
        cases.ask(case_open, NewTask(code=queries.BEGIN, due_on=NOW.date(), for_role="coordinator"), at=NOW)

    a_draft(case, town.ada)

    assert Task.objects.get(code=queries.BEGIN).outcome == "Begun"
