"""A date of birth is corrected with who says so and why; what follows from it becomes somebody's task, and nothing is decided."""

from datetime import date

import pytest

from tests.kit.invented import NOW
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.models import Case, Event, Task
from throughcare.commons.consents import births, queries
from throughcare.commons.consents.models import Consent
from throughcare.commons.people.actions import NewBirth
from throughcare.commons.people.models import BirthCorrection, Particulars
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.models import Line
from throughcare.stages.delivery.tests.builders import at_stage

TODAY = uk_today(NOW)
GROWN, YOUNGER = date(2005, 3, 14), date(2011, 3, 14)


def new(born_on=YOUNGER, precision="exact", **more):
    return NewBirth(
        **{"born_on": born_on, "precision": precision, "said_by": "The passport", "reason": "Misread", **more}
    )


def corrected(invented, reference, said=None, *, who="ada"):
    with invented.opened(reference, who) as case:
        births.correct_birth(case, new=said or new(), at=NOW)


def in_force(invented, reference):
    with invented.opened(reference, "ada") as case:
        return queries.in_force(case)


def test_the_old_date_is_kept_beside_the_new_one_with_who_says_so(invented):
    reference = invented.receive()
    corrected(invented, reference)

    row, now = BirthCorrection.objects.get(), Particulars.objects.get()
    assert (now.born_on, now.birth_precision) == (YOUNGER, "exact")
    assert (row.before_on, row.after_on, row.said_by, row.reason) == (
        date(2010, 3, 14),
        YOUNGER,
        "The passport",
        "Misread",
    )
    line = Line.objects.get(verb="people:birth_corrected")
    assert (line.staff_id, bool(line.reason_digest)) == (invented.staff["ada"], True)
    event = Event.objects.get(verb="people.correct_birth")
    assert event.words == "The date of birth was corrected"


def test_what_runs_from_the_birth_is_counted_anew(invented):
    reference = invented.receive()
    with invented.opened(reference, "ada") as case:
        clock = case.pathway.clock("turning_18")
        task = NewTask(
            code=births.AT_18,
            due_on=date(2028, 3, 14),
            for_role="coordinator",
            pathway_rule=clock.rule,
            address="consent",
        )
        cases.ask(case, task, at=NOW)
    corrected(invented, reference)

    found = Task.objects.get(code=births.AT_18)
    assert (found.first_due_on, found.due_on) == (date(2028, 3, 14), date(2029, 3, 14))
    assert (found.counted_from, found.moved_because) == (None, "The date of birth was corrected")


def test_somebody_who_is_of_age_after_all_is_asked_by_a_person_and_nothing_moves(invented):
    reference = at_stage(invented, "support")
    assert in_force(invented, reference)
    corrected(invented, reference, new(GROWN))

    task = Task.objects.get(code=births.LOOK)
    assert "the person is of age now" in task.what
    assert "consent to support does not count as it was given" in task.what
    assert (task.assigned_to_id, task.due_on) == (invented.staff["ada"], TODAY)
    assert not in_force(invented, reference)
    assert Case.objects.get(reference=reference).stage == "support"
    assert Consent.objects.count() == 1


def test_somebody_who_is_a_child_after_all_is_treated_as_one_and_somebody_looks(invented):
    reference = invented.receive()
    Particulars.objects.update(born_on=GROWN)
    corrected(invented, reference)

    with invented.opened(reference, "ada") as case:
        assert queries.is_child(case)(TODAY)
    assert "the person is treated as a child now" in Task.objects.get(code=births.LOOK).what


def test_a_guardians_yes_asks_the_person_at_18_where_that_lies_ahead_once(invented):
    reference = at_stage(invented, "support")
    Particulars.objects.update(born_on=None, birth_precision="unknown")
    corrected(invented, reference)
    corrected(invented, reference, new(date(2011, 5, 1)))

    assert Task.objects.get(code=births.AT_18).due_on == date(2029, 5, 1)


def test_a_correction_from_which_nothing_follows_asks_nobody(invented):
    reference = invented.receive()
    corrected(invented, reference)

    assert not Task.objects.filter(code__in=(births.LOOK, births.AT_18)).exists()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (new(date(2010, 3, 14)), "this date of birth stands already"),
        (new(date(2027, 1, 1)), "this day has not come yet"),
        (new(said_by=" "), "nobody is named who says so"),
        (new(reason=""), "no reason is given"),
    ],
)
def test_what_is_not_said_refuses_and_leaves_no_trace(invented, said, why):
    reference = invented.receive()
    with pytest.raises(Refusal) as refused:
        corrected(invented, reference, said)

    assert why in refused.value.as_text()
    assert not BirthCorrection.objects.exists()
    assert Particulars.objects.get().born_on == date(2010, 3, 14)


@pytest.mark.parametrize("who", ["mo", "hana"])
def test_whoever_does_not_write_the_case_corrects_nothing(invented, who):
    reference = invented.receive()
    with pytest.raises((Refusal, NotFound)):
        corrected(invented, reference, who=who)

    assert not BirthCorrection.objects.exists()


def test_the_page_corrects_and_shows_the_old_date_to_readers_of_the_case_alone(invented):
    reference = at_stage(invented, "support")
    ada = invented.browser("ada")
    sent = {"born-year": "2011", "about": "yes", "said_by": "His aunt", "reason": "She brought the paper."}
    answer = ada.post(f"/cases/{reference}/birth/", sent)

    assert answer.status_code == 302
    shown = ada.get(f"/cases/{reference}/birth/").content.decode()
    assert "14 March 2010" in shown
    assert "2011" in shown
    assert "His aunt" in shown
    assert invented.browser("cleo").get(f"/cases/{reference}/birth/").status_code == 404
    assert invented.browser("ivo").get(f"/cases/{reference}/birth/").status_code == 404
    for page in ("timeline/", "tasks/", ""):
        assert "14 March 2010" not in ada.get(f"/cases/{reference}/{page}").content.decode()
