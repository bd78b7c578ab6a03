"""The log of breaches: its clock, who was told and when, who is not and why."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.kit.invented import NOW, Invented
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.kernel.time import format_moment
from throughcare.oversight.rights import actions, breach_words, queries
from throughcare.oversight.rights.models import Breach, BreachStep
from throughcare.safeguards.audit.models import Line

AWARE = NOW - timedelta(hours=5)
WHAT = "A letter about TC-4HX7RN lay on a printer"


def logged(invented: Invented, *, by: str = "dov", aware_at: datetime = AWARE, at: datetime = NOW) -> Breach:
    new = actions.NewBreach("wrong_person", WHAT, 1, "yes", "They may be known", "The letter was taken back", aware_at)
    with acting("oversight", staff=invented.staff[by], at=at):
        return actions.record_breach(new, by=invented.staff[by], at=at)


def step(invented: Invented, call, breach: Breach, *, by: str = "dov", at: datetime = NOW, **values) -> BreachStep:
    with acting("oversight", staff=invented.staff[by], at=at):
        return call(str(breach.key), by=invented.staff[by], at=at, **values)


def told(invented: Invented, breach: Breach, *, words: str = "By the form", whom: str = "commissioner", **when):
    return step(invented, actions.record_told, breach, whom=whom, words=words, **when)


def state(invented: Invented, breach: Breach, *, at: datetime = NOW) -> str:
    with acting("oversight", staff=invented.staff["dov"], at=at):
        return breach_words.state(queries.breach(str(breach.key)), at=at)


def test_the_clock_is_that_of_the_law_and_runs_from_when_somebody_became_aware(invented):
    breach = logged(invented)

    assert breach.tell_by == AWARE + timedelta(hours=72)
    assert [(one.verb, one.staff_id) for one in Line.objects.filter(verb="rights:breach_recorded")] == [
        ("rights:breach_recorded", invented.staff["dov"])
    ]
    assert state(invented, breach) == "Not told yet"


def test_nobody_becomes_aware_in_days_to_come(invented):
    with pytest.raises(Refusal) as refused:
        logged(invented, aware_at=NOW + timedelta(minutes=1))

    assert "after now" in refused.value.as_text()
    assert not Breach.objects.exists()


def test_told_in_time_says_when_and_told_late_says_so(invented):
    breach, late = logged(invented), AWARE + timedelta(hours=73)

    with pytest.raises(Refusal) as refused:
        told(invented, breach, words=" ", told_at=late, at=late)
    told(invented, breach, words="The form did not open for a day", told_at=late, at=late)

    assert "no reason for the delay" in refused.value.as_text()
    assert state(invented, breach, at=late).startswith("Told late")
    in_time = logged(invented)
    told(invented, in_time, words="", told_at=NOW)
    assert state(invented, in_time, at=late).startswith("Told ")
    assert "late" not in state(invented, in_time, at=late)


def test_that_the_people_were_told_does_not_stop_the_clock_of_the_commissioner(invented):
    breach = logged(invented)

    told(invented, breach, whom="people", words="By letter", told_at=NOW)

    assert state(invented, breach) == "Not told yet"


def test_not_telling_needs_a_reason_and_is_not_decided_of_whoever_was_told(invented):
    breach = logged(invented)
    with pytest.raises(Refusal) as no_reason:
        step(invented, actions.leave_untold, breach, whom="commissioner", words=" ")
    step(invented, actions.leave_untold, breach, whom="commissioner", words="Nobody read it: it was sealed")
    decided = state(invented, breach)
    told(invented, breach, told_at=NOW)
    with pytest.raises(Refusal) as was_told:
        step(invented, actions.leave_untold, breach, whom="commissioner", words="Never mind")

    assert "no reason is given" in no_reason.value.as_text()
    assert decided == "Decided not to tell, with a reason"
    assert "told already" in was_told.value.as_text()


def test_the_log_is_the_agencys_own(invented):
    breach = logged(invented)

    with pytest.raises(NotFound):
        told(invented, breach, by="isla", told_at=NOW)
    with acting("staff", staff=invented.staff["ada"], at=NOW):
        assert not Breach.objects.exists()


def test_the_officer_keeps_the_log_by_its_pages_and_nobody_else_has_them(invented):
    dov = invented.browser("dov")
    when = {"aware-day": "1", "aware-month": "6", "aware-year": "2026", "aware-time": "9am"}
    said = {
        "kind": "lost",
        "what": WHAT,
        "children": "not_known",
        "effects": "None known",
        "measures": "Wiped from afar",
    }

    wrong = dov.post("/breaches/new/", {**said, **when, "people": "some"})
    page = dov.post("/breaches/new/", {**said, **when, "people": "12"}, follow=True)
    breach = Breach.objects.get()
    late = dov.get("/breaches/").text
    dov.post(f"/breaches/{breach.key}/untold/", {"whom": "police", "words": "No crime"})
    shown = dov.get(f"/breaches/{breach.key}/").text
    paper = dov.post(f"/breaches/{breach.key}/paper/")

    assert wrong.status_code == 422 and "Enter a number" in wrong.text
    assert breach.tell_by == datetime(2026, 6, 4, 8, tzinfo=UTC)  # 9am in the summer of the United Kingdom
    assert f"Tell the Commissioner by {format_moment(breach.tell_by)}" in page.text
    assert "Late" in late and "72 hours, UK GDPR Art 33(1)" in shown and "No crime" in shown
    assert paper.content.startswith(b"%PDF")
    assert [invented.browser("ada").get(one).status_code for one in ("/breaches/", f"/breaches/{breach.key}/")] == [
        404,
        404,
    ]
