"""How long a record is kept: who may decide, what holds it, and what a run erases."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from tests.kit.invented import NOW, SAM, Invented
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.models import Case, Note, StageChange
from throughcare.commons.people.actions import NewPerson
from throughcare.commons.people.models import Person
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.oversight.rights import actions, erasing, ledger, queries
from throughcare.oversight.rights.models import ErasureRequest, Hold, RetentionReview
from throughcare.oversight.rights.tests.test_erasure import everything, link_now
from throughcare.safeguards.audit.models import Line
from throughcare.safeguards.audit.record import verify

CLOSED = datetime(2026, 6, 20, 12, tzinfo=UTC)
LATER = datetime(2027, 7, 1, 12, tzinfo=UTC)  # a year and more after a child's referral was closed
WORDS = "A zebra crossing"


@pytest.fixture(autouse=True)
def ledger_elsewhere(settings, tmp_path):
    settings.ERASURES = tmp_path / "erasures.jsonl"


def closed(invented: Invented, *, person: NewPerson = SAM, closed_at: datetime = CLOSED, **where: str) -> str:
    """A referral with which nothing more was done."""
    reference = invented.receive(person, **where)
    Case.objects.filter(reference=reference).update(closed_at=closed_at, stage="closed")
    return reference


def noted(invented: Invented, reference: str) -> None:
    with invented.opened(reference, "ada") as case:
        cases.add_note(case, compartment="core", text=WORDS, kind="fact", source="", happened_at=NOW, at=NOW)


def as_officer(invented: Invented, call, *args, by: str = "dov", at: datetime = LATER, **values):
    with acting("oversight", staff=invented.staff[by], at=at):
        return call(*args, by=invented.staff[by], at=at, **values)


def kept(invented: Invented, reference: str, *, at: datetime = LATER) -> queries.Kept | None:
    with acting("oversight", staff=invented.staff["dov"], at=at):
        of = queries.overseen(reference)
        return queries.kept(of.case_id) if of else None


def agreed(invented: Invented, reference: str, *, at: datetime = LATER) -> ErasureRequest:
    """An erasure that the officer asked for and the manager agreed to."""
    request = as_officer(invented, actions.end_keeping, reference, at=at)
    with invented.opened(reference, "mo", at=at) as case:
        return actions.decide_erasure(case, key=str(request.key), granted=True, reason="", at=at)


def hold(invented: Invented, reference: str, *, at: datetime = LATER) -> Hold:
    words = {"ground": "inquiry", "reason": "The inquiry asked", "review_on": at.date() + timedelta(days=90)}
    return as_officer(invented, actions.hold, reference, at=at, **words)


def test_a_run_keeps_each_records_day_and_a_second_run_changes_nothing(invented):
    reference = closed(invented)

    first, second = actions.run_retention(at=LATER), actions.run_retention(at=LATER)

    review = RetentionReview.objects.get(case__reference=reference)
    assert (review.rule, review.is_child, review.review_on) == ("nothing_more_child", True, date(2027, 6, 20))
    assert (first.dates, second.dates, second.erased) == (1, 0, 0)


def test_the_same_day_is_worked_out_for_one_record_before_any_run(invented):
    found = kept(invented, closed(invented))

    assert (found.rule, found.months, found.review_on) == ("nothing_more_child", 12, date(2027, 6, 20))


def test_another_controllers_officer_is_told_nothing(invented):
    reference = closed(invented, area="ashcombe")

    assert kept(invented, reference) is None
    with pytest.raises(NotFound):
        as_officer(invented, actions.keep_on, reference, until=date(2027, 9, 1), reason="Needed")


def test_kept_on_its_day_is_the_new_one_and_the_audit_says_who(invented):
    reference = closed(invented)

    as_officer(invented, actions.keep_on, reference, until=date(2027, 12, 1), reason="The case of a sibling runs")

    assert kept(invented, reference).review_on == date(2027, 12, 1)
    assert Line.objects.filter(verb="rights:kept_on", staff_id=invented.staff["dov"]).count() == 1
    assert "The case of a sibling runs" in invented.browser("ada").get(f"/cases/{reference}/kept/").text


def test_what_was_decided_before_the_case_was_closed_says_nothing_of_the_time_after(invented):
    reference = closed(invented, closed_at=LATER)
    as_officer(invented, actions.keep_on, reference, until=date(2026, 12, 1), reason="Open", at=NOW)

    assert kept(invented, reference).review_on == date(2028, 7, 1)


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


def test_a_record_that_is_agreed_on_has_no_certificate_before_the_run(invented):
    request = agreed(invented, closed(invented))
    dov = invented.browser("dov")

    before = dov.post(f"/requests/erasure/{request.key}/certificate/").status_code
    actions.run_retention(at=LATER)

    assert (before, dov.post(f"/requests/erasure/{request.key}/certificate/").status_code) == (404, 200)


def test_a_hold_stops_the_officer_the_second_person_and_the_run_and_each_is_told(invented):
    reference = closed(invented)
    noted(invented, reference)
    request = as_officer(invented, actions.end_keeping, reference)
    hold(invented, reference)

    with invented.opened(reference, "mo", at=LATER) as case, pytest.raises(Refusal) as second:
        actions.decide_erasure(case, key=str(request.key), granted=True, reason="", at=LATER)
    with pytest.raises(Refusal) as officer:
        as_officer(invented, actions.end_keeping, reference)

    assert "a legal hold keeps the record" in second.value.as_text()
    assert "a legal hold keeps the record" in officer.value.as_text()


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


def test_a_hold_stops_an_erasure_on_any_other_ground(invented):
    reference = closed(invented)
    hold(invented, reference)
    asked = as_officer(invented, lambda **who: actions.ask_to_erase(reference=reference, ground="unlawful", **who))

    with invented.opened(reference, "mo", at=LATER) as case, pytest.raises(Refusal):
        actions.decide_erasure(case, key=str(asked.key), granted=True, reason="", at=LATER)

    assert "Tarrow" in everything()


def test_a_hold_is_lifted_once(invented):
    held = hold(invented, closed(invented))
    as_officer(invented, actions.lift_hold, str(held.key), reason="Over")

    with pytest.raises(Refusal) as refused:
        as_officer(invented, actions.lift_hold, str(held.key), reason="Again")

    assert "lifted already" in refused.value.as_text()
    assert Hold.objects.get().lifted_reason == "Over"


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


def test_the_officer_sees_what_is_due_children_first_and_nobody_else_has_the_page(invented):
    adult = closed(invented, person=NewPerson(name="Kit Harrow", born_on=date(1980, 1, 1), birth_precision="exact"),
                   closed_at=datetime(2023, 1, 1, tzinfo=UTC))  # fmt: skip
    child = closed(invented, closed_at=datetime(2025, 1, 1, tzinfo=UTC))
    actions.run_retention(at=LATER)

    page = invented.browser("dov").get("/retention/").text

    assert page.index(child) < page.index(adult)
    assert "Referral of a child, nothing more done" in page and "Harrow" not in page
    assert invented.browser("ada").get("/retention/").status_code == 404


def test_the_case_shows_its_day_and_rule_to_the_team_and_to_nobody_else(invented):
    reference = closed(invented)

    page = invented.browser("ada").get(f"/cases/{reference}/kept/")

    assert page.status_code == 200
    assert "20 June 2027" in page.text and "12 months" in page.text and "EWHC 2528" in page.text
    assert invented.browser("cleo").get(f"/cases/{reference}/kept/").status_code == 404


def test_the_officer_keeps_a_record_and_holds_and_lifts_by_the_pages(invented):
    reference = closed(invented, closed_at=datetime(2025, 1, 1, tzinfo=UTC))
    dov, day = invented.browser("dov"), (datetime.now(tz=UTC) + timedelta(days=60)).date()
    parts = {"day": day.day, "month": day.month, "year": day.year}

    kept_page = dov.post(
        f"/retention/{reference}/keep/", {"reason": "Still needed", **{f"until-{k}": v for k, v in parts.items()}}
    )
    held_page = dov.post(
        f"/retention/{reference}/hold/",
        {"ground": "court", "reason": "The court has it", **{f"review_on-{k}": v for k, v in parts.items()}},
    )
    shown = dov.get(f"/retention/{reference}/").text
    lifted = dov.post(f"/retention/holds/{Hold.objects.get().key}/lift/", {"reason": "It was struck out"})

    assert [one.status_code for one in (kept_page, held_page, lifted)] == [302, 302, 302]
    assert "A legal hold keeps this record" in shown and "Still needed" in shown
    assert "A legal hold keeps this record" not in dov.get(f"/retention/{reference}/").text


def test_the_officer_says_it_is_no_longer_needed_and_the_manager_agrees_by_the_pages(invented):
    reference = closed(invented, closed_at=datetime(2025, 1, 1, tzinfo=UTC))
    dov, mo = invented.browser("dov"), invented.browser("mo")

    asked = dov.post(f"/retention/{reference}/erase/", follow=True).text
    warned = mo.get(f"/cases/{reference}/erasure/").text
    mo.post(f"/cases/{reference}/erasure/", {"granted": "yes"})

    assert "Erasure asked for" in asked and "by the next run" in warned
    assert "The next run erases it" in dov.get("/requests/erasure/").text.replace("the next", "The next")
    assert actions.run_retention(at=datetime.now(tz=UTC)).erased == 1


def test_how_a_case_went_is_read_from_the_stages_it_came_through(invented):
    reference = closed(invented)
    case = Case.objects.get(reference=reference)
    carried = {"controller_id": case.controller_id, "regime": case.regime, "basis": case.basis, "review_on": NOW.date()}
    for stage in ("panel", "planning"):
        StageChange.objects.create(case=case, to_stage=stage, verb="x", happened_at=NOW, **carried)

    assert kept(invented, reference).rule == "adopted_child"
