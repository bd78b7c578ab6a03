from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext

from throughcare.commons.agencies.models import Qualification
from throughcare.commons.assessments import actions, queries, readings
from throughcare.commons.assessments.models import (
    Assessment,
    AssessmentDraft,
    Evidence,
    Formulation,
    Judgement,
    Rating,
)
from throughcare.commons.assessments.rules import Piece, Written
from throughcare.commons.assessments.tests.builders import (
    FRAMEWORK,
    TEXTS,
    a_draft,
    a_finished_assessment,
    a_whole_draft,
    my_draft,
)
from throughcare.commons.cases.actions import add_note
from throughcare.commons.cases.citing import citable
from throughcare.commons.cases.models import Task
from throughcare.commons.cases.tests.builders import NOW, a_case, a_certificate, a_grant, a_town, as_staff, opened
from throughcare.kernel.answers import Refusal
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db


def finished_by(case, by, *, at=NOW):
    with opened(case, by, at=at) as case_open:
        return actions.finish(case_open, at=at)


def test_a_finished_assessment_keeps_instrument_version_assessor_and_that_it_was_superseded():
    town = a_town()
    case = a_case(town)
    a_grant(case, town.hana, "assessor")

    row = a_finished_assessment(town, case, by=town.hana)

    assert (row.instrument, row.version, row.by, row.superseded) == (FRAMEWORK, "2012-10-23", town.hana, True)
    assert Rating.objects.filter(assessment=row).count() == 22
    assert not AssessmentDraft.objects.exists()
    assert Line.objects.filter(verb="assessments:finished").count() == 1


def test_an_ended_certificate_refuses_finishing_not_drafting_and_says_what_helps():
    town = a_town()
    case = a_case(town)
    a_certificate(town.ada, FRAMEWORK, expires_on=date(2026, 3, 3))
    a_certificate(town.dee, FRAMEWORK)
    a_whole_draft(case, town.ada)

    with pytest.raises(Refusal) as refused:
        finished_by(case, town.ada)

    assert refused.value.not_done == "The assessment was not finished"
    assert [reason.text for reason in refused.value.reasons] == [
        "the assessor has no certificate in date for this instrument",
        "your certificate ended on 3 March 2026",
    ]
    assert any("Ask Dee Frost, who holds one" in mend.text for mend in refused.value.mends)
    assert any("Your draft is kept until" in mend.text for mend in refused.value.mends)
    assert refused.value.ask.name == "Ada Marsh"
    assert my_draft(case, town.ada).texts == TEXTS
    assert not Assessment.objects.exists()


def test_a_certificate_of_another_version_refuses_finishing_not_drafting():
    town = a_town()
    case = a_case(town)
    of_another, of_this = a_certificate(town.ada, FRAMEWORK), a_certificate(town.dee, FRAMEWORK)
    Qualification.objects.filter(pk=of_another.pk).update(version="2009")
    Qualification.objects.filter(pk=of_this.pk).update(version="2012-10-23")
    a_whole_draft(case, town.ada)

    with pytest.raises(Refusal) as refused:
        finished_by(case, town.ada)

    assert "your certificate is for version 2009, and this is version 2012-10-23" in [
        reason.text for reason in refused.value.reasons
    ]
    assert any("Ask Dee Frost, who holds one" in mend.text for mend in refused.value.mends)
    assert my_draft(case, town.ada).texts == TEXTS
    Qualification.objects.filter(pk=of_another.pk).update(version="2012-10-23")
    finished_by(case, town.ada)
    assert Assessment.objects.count() == 1


def test_a_certificate_in_date_is_kept_with_the_assessment():
    town = a_town()
    case = a_case(town)
    a_certificate(town.ada, FRAMEWORK, expires_on=date(2027, 3, 3))

    assert a_finished_assessment(town, case).certified_until == date(2027, 3, 3)


def test_every_gap_is_told_at_once():
    town = a_town()
    case = a_case(town)
    a_draft(case, town.ada)

    with pytest.raises(Refusal) as refused:
        finished_by(case, town.ada)

    assert [reason.rule for reason in refused.value.reasons] == ["5.12", "", ""]
    assert len(my_draft(case, town.ada).all_gaps()) == 22


def test_what_is_finished_cannot_be_changed():
    town = a_town()
    case = a_case(town)
    row = a_finished_assessment(town, case)

    with pytest.raises(ProgrammingError), opened(case, town.ada), transaction.atomic():
        Assessment.objects.filter(pk=row.pk).update(superseded=False)


def test_a_successor_names_what_it_follows_and_why():
    town = a_town()
    case = a_case(town)
    first = a_finished_assessment(town, case)

    second = a_finished_assessment(town, case, at=NOW + timedelta(days=90), why="Sam has moved house")

    with opened(case, town.ada, at=NOW + timedelta(days=90)) as case_open:
        assert [one.key for one in queries.finished(case_open)] == [str(second.key), str(first.key)]
    assert (second.follows, second.start.why) == (first, "Sam has moved house")


def test_finishing_sets_the_day_to_look_again_by_the_rule():
    town = a_town()
    case = a_case(town)

    a_finished_assessment(town, case)

    task = Task.objects.get(code="assessments.reassess")
    assert (task.due_on, task.verify, task.assigned_to) == (date(2026, 9, 15), True, town.ada)


def test_a_citation_says_no_more_than_that_there_is_a_note_of_a_day():
    town = a_town()
    case = a_case(town)
    a_whole_draft(case, town.ada)
    with opened(case, town.ada) as case_open:
        words = "Sam sees a doctor for low mood."
        add_note(case_open, compartment="health", text=words, kind="fact", source="", happened_at=NOW, at=NOW)
        code = next(one.code for one in citable(case_open) if one.kind == "note")
        mine = Written("some", pieces=(Piece("for", "Low mood is known.", "fact", cite=code),), none_against=True)
        actions.save_factor(case_open, factor="mental_health", mine=mine, revision=1, at=NOW)

    row = finished_by(case, town.ada)

    piece = Evidence.objects.get(assessment=row, cited="note")
    assert (piece.source, str(piece.cited_key)) == ("Note of 15 Jun 2026", code.partition(":")[2])


def test_who_may_read_what_was_finished():
    town = a_town()
    case = a_case(town, stage="panel")
    a_grant(case, town.ben, "panel_member")
    a_grant(case, town.ivo, "provider")
    row = a_finished_assessment(town, case)

    with opened(case, town.ben) as case_open:
        assert readings.reading(case_open, str(row.key)).unknown[0].missing == "the school's account"
    for unseeing in (town.ivo, town.mo, town.cleo, town.pat):
        with as_staff(unseeing):
            assert not Assessment.objects.exists()
            assert not Evidence.objects.exists()


def test_nothing_of_an_assessment_adds_up():
    town = a_town()
    case = a_case(town)
    a_finished_assessment(town, case)

    names = {field.name for model in (Assessment, Rating, Evidence) for field in model._meta.get_fields()}
    assert not {name for name in names if any(word in name for word in ("score", "total", "sum", "level", "rank"))}


def test_all_answers_and_all_evidence_are_one_statement_each():
    town = a_town()
    case = a_case(town)
    a_certificate(town.ada, FRAMEWORK)
    a_whole_draft(case, town.ada)

    with CaptureQueriesContext(connection) as asked:
        finished_by(case, town.ada)

    for model in (Rating, Evidence, Judgement, Formulation):
        into = f'INSERT INTO "{model._meta.db_table}"'
        assert sum(one["sql"].startswith(into) for one in asked) == (1 if model.objects.exists() else 0), model
    assert Rating.objects.count() == 22
    assert Evidence.objects.count() == 21  # one factor is not known and has none
