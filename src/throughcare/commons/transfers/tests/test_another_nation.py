"""A case that came from another nation keeps its pathway until somebody there moves it, with a reason; and never by itself."""

from datetime import timedelta

import pytest

from tests.kit.invented import NOW
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import queries as threads
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.models import Case, Event, PathwayChange, Task
from throughcare.commons.transfers import actions
from throughcare.commons.transfers.actions import NewOffer
from throughcare.commons.transfers.tests.builders import BY, LATER, a_case_at, accepted, as_offered, offered
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.models import Line

THEN = LATER + timedelta(minutes=1)
TO_SCOTLAND = NewOffer("lochmuir", "They moved to Lochmuir.", "Support goes on.", BY)


def in_scotland(invented, stage="support"):
    reference = offered(invented, a_case_at(invented, stage), new=TO_SCOTLAND)
    with as_offered(invented, reference, "isla") as case:
        actions.accept(case, owner_id=invented.staff["isla"], police_owner_id=invented.staff["ross"], at=LATER)
    return reference


def moved(invented, reference, *, who="isla", reason="They live here now."):
    with invented.opened(reference, who, at=THEN) as case:
        cases.move_pathway(case, reason=reason, at=THEN)


def test_on_acceptance_the_new_owner_is_asked_and_the_case_stays_as_it_is(invented):
    reference = in_scotland(invented)

    case = Case.objects.get(reference=reference)
    assert (case.pathway, case.area.code) == ("channel", "lochmuir")
    task = Task.objects.get(code="cases.move_pathway")
    assert (task.assigned_to_id, task.due_on, task.address) == (invented.staff["isla"], uk_today(LATER), "team/pathway")
    assert not PathwayChange.objects.exists()


def test_within_a_nation_nobody_is_asked(invented):
    accepted(invented, offered(invented, a_case_at(invented)))

    assert not Task.objects.filter(code="cases.move_pathway").exists()


def test_moving_it_keeps_stage_and_records_and_asks_what_must_be_done_again(invented):
    reference = in_scotland(invented)
    moved(invented, reference)

    case = Case.objects.get(reference=reference)
    assert (case.pathway, case.pathway_version, case.stage) == ("pmap", "2023-12-15", "support")
    row = PathwayChange.objects.get()
    assert (row.from_pathway, row.to_pathway, row.reason) == ("channel", "pmap", "They live here now.")
    again = Task.objects.filter(code="cases.do_again", done_at__isnull=True)
    assert again.count() == 3
    assert "under the law of Scotland" in again.order_by("id")[0].what
    assert again.filter(verify=True, rule_source__contains="Age of Legal Capacity (Scotland)").exists()
    assert not Task.objects.filter(code="cases.move_pathway", done_at__isnull=True).exists()
    assert Event.objects.filter(verb="cases.move_pathway").count() == 1
    assert Line.objects.filter(verb="cases:pathway_moved").count() == 1
    with invented.opened(reference, "isla", at=THEN) as held:
        assert held.pathway.word("panel") == "Multi-Agency Panel"
        assert threads.pathway_here(held) is None


def test_dates_are_counted_by_the_working_days_there_and_keep_their_first_day(invented):
    reference = in_scotland(invented)
    friday = NOW.replace(month=11, day=27)
    with invented.opened(reference, "isla", at=friday) as case:
        clock = case.pathway.clock("agenda_notice")
        due = clock.due(uk_today(friday))
        new = NewTask(code="x.y", due_on=due, for_role="coordinator", pathway_rule=clock.rule)
        key = cases.ask(case, new, at=friday).key
    with invented.opened(reference, "isla", at=friday) as case:
        cases.move_pathway(case, reason="They live here now.", at=friday)

    task = Task.objects.get(key=key)
    assert (str(task.first_due_on), str(task.due_on)) == ("2026-12-04", "2026-12-07")  # St Andrew's Day lies between


@pytest.mark.parametrize(
    ("who", "reason", "why"), [("isla", " ", "nothing says why"), ("ross", "They live here.", "this is for")]
)
def test_every_refusal_says_why_and_leaves_no_trace(invented, who, reason, why):
    reference = in_scotland(invented)
    with pytest.raises(Refusal) as refused:
        moved(invented, reference, who=who, reason=reason)

    assert why in refused.value.as_text()
    assert Case.objects.get(reference=reference).pathway == "channel"
    assert not PathwayChange.objects.exists()


def test_a_case_that_follows_its_nations_pathway_is_not_moved(invented):
    reference = a_case_at(invented)
    with invented.opened(reference, "ada") as case, pytest.raises(Refusal) as refused:
        cases.move_pathway(case, reason="Why not", at=NOW)

    assert "the case follows the pathway of this nation already" in refused.value.as_text()


def test_a_pathway_that_is_opened_by_a_verb_of_its_own_goes_with_its_case(invented):
    reference = in_scotland(invented)
    Case.objects.filter(reference=reference).update(pathway="exit_programme", pathway_version="2020-05-13")

    with invented.opened(reference, "isla", at=THEN) as case:
        assert threads.pathway_here(case) is None


def test_the_page_says_what_carries_over_what_is_done_again_and_moves_it(invented):
    reference = in_scotland(invented)
    isla, page = invented.browser("isla"), f"/cases/{reference}/team/pathway/"
    shown = isla.get(page).content.decode()
    for words in ("What carries over", "What must be done again", "young person", "What differs there"):
        assert words in shown

    assert isla.post(page, {"reason": "They live here now."}).status_code == 302
    assert Case.objects.get(reference=reference).pathway == "pmap"
    assert "Moves so far" in isla.get(page).content.decode()
    assert isla.get(f"/cases/{reference}/as-of/").status_code == 200
    for stranger in ("ada", "cleo"):
        assert invented.browser(stranger).get(page).status_code == 404


def test_back_in_england_it_can_come_back_to_channel(invented):
    reference = in_scotland(invented)
    moved(invented, reference)
    with invented.opened(reference, "isla", at=THEN) as case:
        back = NewOffer("northmere", "They moved back.", "Support goes on.", BY)
        actions.offer(case, new=back, at=THEN)
    with as_offered(invented, reference, "ada", at=THEN) as case:
        actions.accept(case, owner_id=invented.staff["ada"], police_owner_id=invented.staff["dee"], at=THEN)
    moved(invented, reference, who="ada", reason="Back home.")

    assert Case.objects.get(reference=reference).pathway == "channel"
    with pytest.raises(NotFound):
        moved(invented, reference, who="isla")
