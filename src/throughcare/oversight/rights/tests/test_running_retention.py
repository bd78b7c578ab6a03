"""What a run of retention erases: what two persons decided and no hold keeps, once, and one case where only that goes."""

from datetime import date, timedelta
from types import SimpleNamespace

import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from tests.kit.invented import Invented
from throughcare.commons.cases.models import Case, Note
from throughcare.commons.files import actions as files
from throughcare.commons.files import cabinet
from throughcare.commons.files.tests.builders import a_document, a_file
from throughcare.commons.people.actions import NewPerson
from throughcare.commons.people.models import Person
from throughcare.oversight.equality import actions as equality
from throughcare.oversight.equality import codes, definition
from throughcare.oversight.equality.models import Sheet
from throughcare.oversight.rights import actions, erasing, ledger
from throughcare.oversight.rights.models import ErasureRequest, RetentionReview
from throughcare.oversight.rights.tests.kept_records import (
    CLOSED,
    LATER,
    WORDS,
    agreed,
    as_officer,
    closed,
    hold,
    noted,
)
from throughcare.oversight.rights.tests.test_erasure import everything, link_now
from throughcare.safeguards.audit.models import Line
from throughcare.safeguards.audit.record import verify


@pytest.fixture(autouse=True)
def ledger_elsewhere(settings, tmp_path):
    settings.ERASURES = tmp_path / "erasures.jsonl"


def test_a_run_keeps_each_records_day_and_a_second_run_changes_nothing(invented):
    reference = closed(invented)

    first, second = actions.run_retention(at=LATER), actions.run_retention(at=LATER)

    review = RetentionReview.objects.get(case__reference=reference)
    assert (review.rule, review.is_child, review.review_on) == ("nothing_more_child", True, date(2027, 6, 20))
    assert (first.dates, second.dates, second.erased) == (1, 0, 0)


def test_two_persons_decide_and_the_run_erases_once_with_a_certificate(
    invented, django_capture_on_commit_callbacks, settings
):
    reference = closed(invented)
    noted(invented, reference)
    request = agreed(invented, reference)
    assert WORDS in everything() and ledger.carried_out() == []

    with django_capture_on_commit_callbacks(execute=True):
        first = actions.run_retention(at=LATER)
    second = actions.run_retention(at=LATER)

    link_now()
    request.refresh_from_db()
    assert (first.erased, second.erased) == (1, 0)
    assert WORDS not in everything() and "Tarrow" not in everything()
    assert request.rows_emptied > 0
    assert [one.request for one in ledger.read(settings.ERASURES.read_text())] == [str(request.key)]
    assert Line.objects.filter(verb="rights:erased").count() == 1
    assert not RetentionReview.objects.filter(case__reference=reference).exists()
    assert verify()[1] == []


def test_what_one_person_asked_for_and_what_the_second_declined_stays(invented):
    waits, declined = (closed(invented, person=NewPerson(name=f"Kit Harrow {n}")) for n in range(2))
    as_officer(invented, actions.end_keeping, waits)
    request = as_officer(invented, actions.end_keeping, declined)
    with invented.opened(declined, "mo", at=LATER) as case:
        actions.decide_erasure(case, key=str(request.key), granted=False, reason="Still needed", at=LATER)

    ran = actions.run_retention(at=LATER)

    assert (ran.erased, ran.held) == (0, 0)
    assert everything().count("Kit Harrow") >= 2
    assert not Case.objects.filter(erased_at__isnull=False).exists()


def test_a_run_takes_the_files_and_the_equality_answers_of_the_record_along(
    invented, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.FILES_DIR = tmp_path / "files"
    reference = invented.receive()
    with invented.opened(reference, "ada") as case:
        files.attach(case, new=a_document(), file=a_file(), at=LATER)
        number = case.id
    Case.objects.filter(reference=reference).update(closed_at=CLOSED, stage="closed")
    equality.send(codes.letter_code(number, key=definition.key()), [])
    agreed(invented, reference)
    lying = len(list(cabinet.kept()))

    with django_capture_on_commit_callbacks(execute=True):
        actions.run_retention(at=LATER)

    assert (lying, len(list(cabinet.kept()))) == (1, 0)
    assert not Sheet.objects.exists()


def test_a_record_that_is_agreed_on_has_no_certificate_before_the_run(invented):
    request = agreed(invented, closed(invented))
    dov = invented.browser("dov")

    before = dov.post(f"/requests/erasure/{request.key}/certificate/").status_code
    actions.run_retention(at=LATER)

    assert (before, dov.post(f"/requests/erasure/{request.key}/certificate/").status_code) == (404, 200)


def test_a_hold_that_comes_after_the_decision_stops_the_run_until_it_is_lifted(invented):
    reference = closed(invented)
    noted(invented, reference)
    agreed(invented, reference)
    held = hold(invented, reference)

    stopped = actions.run_retention(at=LATER)
    as_officer(invented, actions.lift_hold, str(held.key), reason="The inquiry has ended")
    went_on = actions.run_retention(at=LATER)

    assert (stopped.erased, stopped.held, went_on.erased, went_on.held) == (0, 1, 1, 0)
    assert WORDS not in everything()


def two_of_sam(invented: Invented) -> tuple[str, str]:
    first, second = closed(invented), closed(invented, person=NewPerson(name="Kit Harrow"), closed_at=LATER)
    person = Case.objects.get(reference=first).person_id
    Case.objects.filter(reference=second).update(person_id=person, opened_at=CLOSED + timedelta(days=30))
    noted(invented, first)
    return first, second


def pointed_to(reference: str, invented: Invented) -> list[str]:
    with invented.opened(reference, "ada", at=LATER) as case, connection.cursor() as cursor:
        cursor.execute("SELECT reference FROM tc.earlier_cases(%s)", [case.id])
        return [row[0] for row in cursor.fetchall()]


def test_one_case_goes_and_the_person_stays_with_the_other_which_no_longer_points_to_it(invented):
    first, second = two_of_sam(invented)
    agreed(invented, first)
    before = pointed_to(second, invented)

    actions.run_retention(at=LATER)

    assert (before, pointed_to(second, invented)) == ([first], [])
    assert WORDS not in everything() and "Tarrow" in everything()
    assert Case.objects.get(reference=first).erased_at is not None
    assert Person.objects.get(pk=Case.objects.get(reference=second).person_id).erased_at is None


def test_the_person_goes_with_the_last_of_their_cases(invented):
    first, second = two_of_sam(invented)
    agreed(invented, first)
    actions.run_retention(at=LATER)
    at = LATER + timedelta(days=400)

    agreed(invented, second, at=at)
    actions.run_retention(at=at)

    assert "Tarrow" not in everything()


def test_a_run_that_breaks_off_is_taken_up_where_it_was(invented, monkeypatch):
    references = [closed(invented, person=NewPerson(name=f"Kit Harrow {n}")) for n in range(3)]
    for reference in references:
        agreed(invented, reference)
    erase, calls = actions.retention.erasing.erase_cases, []

    def breaks(ids):
        calls.append(ids)
        if len(calls) == 2:
            raise RuntimeError("the power went")
        return erase(ids)

    monkeypatch.setattr(actions.retention.erasing, "erase_cases", breaks)
    with pytest.raises(RuntimeError):
        actions.run_retention(at=LATER, batch=1)
    left = ErasureRequest.objects.filter(rows_emptied__isnull=True).count()

    assert (left, actions.run_retention(at=LATER, batch=1).erased) == (2, 2)
    assert Person.objects.filter(erased_at__isnull=False).count() == 3


def test_a_run_waits_for_a_copy_that_is_being_made_and_loses_nothing(invented):
    reference = closed(invented)
    noted(invented, reference)
    request = agreed(invented, reference)
    person = Case.objects.get(reference=reference).person_id
    known = connection.get_connection_params()
    own = {key: known[key] for key in ("host", "port", "user", "dbname", "password") if key in known}

    with psycopg.connect(**own) as copying:
        copying.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [f"person:{person}", erasing.LOCK])
        with pytest.raises(OperationalError), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '200ms'")
            actions.run_retention(at=LATER)
        request.refresh_from_db()
        assert request.rows_emptied is None and WORDS in everything()

    assert actions.run_retention(at=LATER).erased == 1
    assert WORDS not in everything()


def test_a_restored_copy_forgets_the_one_case_again_and_keeps_the_person(invented):
    first, second = two_of_sam(invented)
    request = SimpleNamespace(asked_by=invented.staff["dov"], decided_by=invented.staff["mo"])
    line = ledger.Erased(
        request="0b1f6f0e-6f0a-4a51-9c7b-0d6f3a1c2b4d",
        case=Case.objects.get(reference=first).pk,
        ground="period_over",
        asked_by=request.asked_by,
        asked_at=LATER.isoformat(),
        decided_by=request.decided_by,
        decided_at=LATER.isoformat(),
    )

    assert ledger.replay([line], at=LATER) == (1, 0)

    assert [note.text for note in Note.objects.all()] == [""]
    assert "Tarrow" in everything() and Case.objects.get(reference=second).erased_at is None
