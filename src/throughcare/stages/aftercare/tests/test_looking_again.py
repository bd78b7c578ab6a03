"""Both reviews come with the closing, cannot be deleted, and are recorded by a person."""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.kit.invented import NOW
from throughcare.commons.agencies.models import Staff
from throughcare.commons.cases.models import Case, StageChange, Task
from throughcare.commons.cases.tests.builders import a_grant
from throughcare.commons.transfers.tests.builders import accepted, offered
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.stages.aftercare import actions, queries
from throughcare.stages.aftercare.models import Found, LookAgain
from throughcare.stages.aftercare.tests.builders import (
    BACK,
    NOTHING_NEW,
    after_a_no,
    closed,
    held_and_given_back,
)
from throughcare.stages.closure.models import Closing
from throughcare.stages.closure.tests.builders import DECIDED
from throughcare.stages.delivery.tests.builders import a_plan, at_stage, before_a_panel, chaired, started, the_item
from throughcare.stages.plans.actions import AfterNoWords, ByThePanel

DAY = date(2026, 9, 15)
MOVED = NOW + timedelta(hours=2)
CARE = {"health_asked": False, "social_care_asked": True, "arranged": "The early help team rings on 22 June."}
TOLD = {"evaluation": "Tried once.", "delivery_words": "Nothing planned."}


def by_hand(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_both_reviews_appear_with_the_closing(invented, monkeypatch):
    reference = closed(invented, monkeypatch)

    with invented.opened(reference, "ada") as case:
        lines = queries.reviews(case)

    assert [(line.label, str(line.due_on), line.state) for line in lines] == [
        ("Review 6 months after closing", "2026-12-15", "to_come"),
        ("Review 12 months after closing", "2027-06-15", "to_come"),
    ]
    assert Task.objects.filter(code=queries.REVIEW, done_at__isnull=True).count() == 2


def test_a_refused_closing_sets_no_review(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    reference = chaired(invented, started(invented, at_stage(invented)))

    with invented.opened(reference, "gail") as case, pytest.raises(Refusal):
        actions.close_case(case, item=None, decided=DECIDED, at=NOW)

    assert not Closing.objects.exists()
    assert not LookAgain.objects.exists()


@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET due_on = '2099-01-01'", "TRUNCATE {}"])
def test_nobody_deletes_or_moves_a_review_even_by_hand(invented, monkeypatch, statement):
    reference = closed(invented, monkeypatch)

    with invented.opened(reference, "ada"), pytest.raises(ProgrammingError, match="permission denied"):
        by_hand(statement.format("aftercare_lookagain"))

    assert LookAgain.objects.count() == 2


@pytest.mark.parametrize("role", ["clock", "oversight", "reception", "public_form", "facts"])
def test_no_other_role_deletes_a_review_either(invented, monkeypatch, role):
    closed(invented, monkeypatch)

    with acting(role, staff=None, at=NOW), pytest.raises(ProgrammingError, match="permission denied"):
        by_hand("DELETE FROM aftercare_lookagain")

    assert LookAgain.objects.count() == 2


def test_a_case_that_came_here_by_another_way_gets_its_reviews_by_itself_once(invented):
    reference = at_stage(invented, "aftercare")

    with acting("clock", staff=None, at=NOW):
        first, second = actions.open_missing(at=NOW), actions.open_missing(at=NOW)

    assert (first, second) == (1, 0)
    with invented.opened(reference, "ada") as case:
        assert len(queries.reviews(case)) == 2


def test_a_record_ends_its_task_and_leaves_the_other(invented, monkeypatch):
    reference = closed(invented, monkeypatch)

    with invented.opened(reference, "ada") as case:
        first = queries.reviews(case)[0]
        actions.record_review(case, key=first.key, found=NOTHING_NEW, happened_at=NOW, at=NOW)
        assert [line.state for line in queries.reviews(case)] == ["recorded", "to_come"]

    assert Task.objects.get(code=queries.REVIEW, done_at__isnull=True).address.endswith(
        str(LookAgain.objects.latest("due_on").key)
    )


def test_a_record_says_who_was_asked(invented, monkeypatch):
    reference = closed(invented, monkeypatch)
    silent = actions.Finding("nothing_new", False, " ", "", "", "")

    with invented.opened(reference, "ada") as case, pytest.raises(Refusal) as refused:
        actions.record_review(case, key=queries.reviews(case)[0].key, found=silent, happened_at=NOW, at=NOW)

    assert "nothing says who was asked" in refused.value.as_text()
    assert not Found.objects.exists()


def test_reviews_move_with_the_case_to_another_area(invented, monkeypatch):
    reference = closed(invented, monkeypatch)
    with pytest.raises(NotFound), invented.opened(reference, "cleo"):
        pass

    accepted(invented, offered(invented, reference))

    with invented.opened(reference, "cleo", at=MOVED) as case:
        first, _second = queries.reviews(case)
        actions.record_review(case, key=first.key, found=NOTHING_NEW, happened_at=MOVED, at=MOVED)
        assert [line.state for line in queries.reviews(case)] == ["recorded", "to_come"]
    waiting = Task.objects.get(code=queries.REVIEW, done_at__isnull=True)
    assert (waiting.assigned_to_id, waiting.area.code) == (invented.staff["cleo"], "ashcombe")
    assert LookAgain.objects.count() == 2


@pytest.mark.parametrize(
    ("route", "more"),
    [
        ("alternative_support", TOLD),
        ("close", TOLD | {"ending": "consent_not_given"}),
    ],
)
def test_a_decision_after_a_no_that_ends_support_sets_both_reviews_at_once(invented, route, more):
    reference = chaired(invented, before_a_panel(invented, after_a_no(invented)))
    a_grant(Case.objects.get(reference=reference), Staff.objects.get(pk=invented.staff["ivo"]), "provider")

    with invented.opened(reference, "gail") as case:
        words = AfterNoWords(route, "Sam said no.", DAY, **CARE, **more)
        panel = ByThePanel(the_item(case), "unanimity")
        moved = actions.decide_after_no(case, words=words, panel=panel, at=NOW)
        assert [str(line.due_on) for line in queries.reviews(moved)] == ["2026-12-15", "2027-06-15"]

    assert Task.objects.filter(code=queries.REVIEW, done_at__isnull=True).count() == 2
    with acting("clock", staff=None, at=NOW):
        assert actions.open_missing(at=NOW) == 0
    with pytest.raises(NotFound), invented.opened(reference, "ivo", at=MOVED):
        pass


def test_a_decision_after_a_no_that_goes_on_sets_none(invented):
    reference = chaired(invented, after_a_no(invented))

    with invented.opened(reference, "gail") as case:
        actions.decide_after_no(case, words=AfterNoWords("new_plan", "Sam wants another.", DAY), at=NOW)

    assert not LookAgain.objects.exists()


def test_a_refused_decision_after_a_no_sets_none(invented):
    reference = chaired(invented, after_a_no(invented))

    with invented.opened(reference, "gail") as case, pytest.raises(Refusal):
        actions.decide_after_no(case, words=AfterNoWords("close", "Sam said no.", DAY), at=NOW)

    assert not LookAgain.objects.exists()


def test_given_back_by_police_a_closed_case_keeps_its_reviews_and_its_ceiling(invented, monkeypatch):
    reference = closed(invented, monkeypatch)
    with invented.opened(reference, "ada") as case:
        before = (queries.closed_at(case), queries.last_day(case), queries.of_this_closing(case))

    held_and_given_back(invented, reference)

    with invented.opened(reference, "ada", at=BACK) as case:
        assert queries.is_here(case)
        assert (queries.closed_at(case), queries.last_day(case)) == before[:2]
        assert [line.key for line in queries.of_this_closing(case)] == [line.key for line in before[2]]
    assert Task.objects.filter(code=queries.REVIEW, done_at__isnull=True).count() == 2
    with acting("clock", staff=None, at=BACK):
        assert actions.open_missing(at=BACK) == 0


def test_the_panel_looks_again_for_longer_up_to_the_ceiling(invented, monkeypatch):
    reference = closed(invented, monkeypatch)
    last = NOW.date().replace(year=2028)

    with invented.opened(reference, "gail") as case, pytest.raises(Refusal) as refused:
        actions.extend(case, due_on=last + timedelta(days=1), reasons="One more look", at=NOW)
    with invented.opened(reference, "gail") as case:
        actions.extend(case, due_on=last, reasons="One more look", at=NOW)
        assert str(queries.reviews(case)[-1].due_on) == "2028-06-15"

    assert "beyond the ceiling" in refused.value.as_text()
    assert LookAgain.objects.count() == 3


def test_looking_again_ends_only_when_every_review_is_recorded(invented, monkeypatch):
    reference = closed(invented, monkeypatch)
    with invented.opened(reference, "ada") as case:
        first, second = queries.reviews(case)
        actions.record_review(case, key=first.key, found=NOTHING_NEW, happened_at=NOW, at=NOW)

    with invented.opened(reference, "ada") as case, pytest.raises(Refusal) as refused:
        actions.finish(case, at=NOW)
    with invented.opened(reference, "ada") as case:
        actions.record_review(case, key=second.key, found=NOTHING_NEW, happened_at=NOW, at=NOW)
        moved = actions.finish(case, at=NOW)

    assert "a review that was due is not recorded" in refused.value.as_text()
    assert moved.stage == "closed"
    assert Case.objects.get(reference=reference).closed_at == NOW


def test_any_concern_opens_the_case_again_at_the_checks(invented, monkeypatch):
    reference = closed(invented, monkeypatch)

    with invented.opened(reference, "ada") as case:
        moved = actions.return_to_checks(case, reason="The school rang", at=NOW)

    assert moved.stage == "checks"
    change = StageChange.objects.latest("id")
    assert (change.verb, change.reason) == ("checks.return", "")
    assert Task.objects.filter(code=queries.REVIEW, done_at__isnull=True).count() == 2
    with invented.opened(reference, "dee") as case:
        from throughcare.commons.cases.models import PoliceTask

        assert PoliceTask.objects.filter(code="checks.deconflict", done_at__isnull=True).exists()


def test_opened_again_and_closed_again_it_has_reviews_of_its_own(invented, monkeypatch):
    reference = closed(invented, monkeypatch)
    later = NOW + timedelta(days=90)
    Case.objects.filter(reference=reference).update(stage="aftercare")
    case_row = Case.objects.get(reference=reference)
    values = {name: getattr(case_row, name) for name in ("controller_id", "regime", "basis", "review_on")}
    StageChange.objects.create(case=case_row, happened_at=later, to_stage="aftercare", verb="-", **values)
    Found.objects.bulk_create(
        Found(case=case_row, happened_at=NOW, look_again=row, finding="concern_again", contact_made=True, **values)
        for row in LookAgain.objects.all()
    )

    with acting("clock", staff=None, at=later):
        assert actions.open_missing(at=later) == 1

    with invented.opened(reference, "ada", at=later) as case:
        assert (len(queries.reviews(case)), len(queries.of_this_closing(case))) == (4, 2)
