"""How long a record is kept: who decides, what holds it, and what their pages show."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.kit.invented import NOW
from throughcare.commons.cases.models import Case, StageChange
from throughcare.commons.people.actions import NewPerson
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.oversight.rights import actions, queries
from throughcare.oversight.rights.models import Hold, KeptOn
from throughcare.oversight.rights.tests.kept_records import (
    CLOSED,
    LATER,
    as_officer,
    closed,
    hold,
    kept,
    noted,
)
from throughcare.oversight.rights.tests.test_erasure import everything
from throughcare.safeguards.audit.models import Line


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


def test_a_record_is_due_on_its_day_and_one_that_was_kept_on_by_the_last_word_on_that(invented):
    reference = closed(invented)
    actions.run_retention(at=CLOSED)
    its_day, soon, last = date(2027, 6, 20), date(2027, 9, 1), date(2027, 12, 1)

    before = [_due(invented, day) for day in (its_day - timedelta(days=1), its_day)]
    for until in (soon, last):
        as_officer(invented, actions.keep_on, reference, until=until, reason="The case of a sibling runs")
    after = [_due(invented, day) for day in (soon, last - timedelta(days=1), last)]

    assert (before, after) == ([([], 0), ([reference], 1)], [([], 0), ([], 0), ([reference], 1)])


def _due(invented, day: date) -> tuple[list[str], int]:
    found, number = as_officer(invented, lambda **_: (queries.due_by(day), queries.number_due_by(day)))
    return [one.reference for one in found], number


def test_what_was_decided_before_the_case_was_closed_says_nothing_of_the_time_after(invented):
    reference = closed(invented, closed_at=LATER)
    as_officer(invented, actions.keep_on, reference, until=date(2026, 12, 1), reason="Open", at=NOW)

    assert kept(invented, reference).review_on == date(2028, 7, 1)


def test_a_record_is_kept_on_no_further_than_its_rule_once_more_and_not_ended_before_its_day(invented):
    reference = closed(invented)

    with pytest.raises(Refusal) as too_far:
        as_officer(invented, actions.keep_on, reference, until=date(2028, 7, 2), reason="Needed")
    with pytest.raises(Refusal) as too_soon:
        as_officer(invented, actions.end_keeping, reference, at=CLOSED)
    as_officer(invented, actions.keep_on, reference, until=date(2028, 7, 1), reason="Needed")

    assert "gives no more time at once" in too_far.value.as_text()
    assert "its day has not come" in too_soon.value.as_text()
    assert [row.until for row in KeptOn.objects.all()] == [date(2028, 7, 1)]


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
