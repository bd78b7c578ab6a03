"""What waits about a step under an order is there for those who may read the steps, in full, and for nobody else."""

import pytest
from django.urls import reverse

from tests.kit.machines import a_machine
from throughcare.commons.agencies.models import Mailbox, Post
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import queries as thread
from throughcare.commons.cases import reminders
from throughcare.commons.cases.actions.tasks import open_task
from throughcare.commons.cases.models import EnforcementTask, Event, RuleIncident, Task
from throughcare.commons.cases.tests.builders import NOW, a_browser, a_grant, as_staff, opened
from throughcare.commons.mail.models import Mail
from throughcare.commons.orders import actions
from throughcare.commons.orders.tests.builders import LATER, a_missed, a_missed_appointment, reported
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import NotFound

pytestmark = pytest.mark.django_db
MAY_READ = ("noor", "ada", "mo")
MAY_NOT = ("ivo", "ben", "wes", "hana", "dee")
SAID = (
    "Countersign",
    "Decide whether the stated reason counts",
    "The authority decided:",
    "recall",
    "report to the auth",
)
WAITS = ["ladder.countersign", "orders.decide_reason"]


@pytest.fixture
def told():
    """A reason that waits, a report that waits for its second signature, and a decision of the authority after the order."""
    town, case, order, condition = a_missed_appointment()
    for who, role in (("ben", "panel_member"), ("wes", "prison_lead"), ("hana", "assessor")):
        a_grant(case, town.people[who], role)
    event = a_missed(case, town.ivo, condition)
    with opened(case, town.noor) as held:
        said = {"how": "revoked", "on_day": NOW.date(), "words": "Revoked.", "happened_at": NOW, "at": NOW}
        actions.record_ended(held, str(order.key), **said)
    step = reported(town, case, order, event)
    with opened(case, town.noor, at=LATER) as held:
        decided = {"outcome": "recall", "decided_on": LATER.date(), "step_key": str(step.key)}
        actions.record_decision(held, str(order.key), **decided, at=LATER)
    return town, case, event, step


@pytest.mark.parametrize("who", MAY_NOT)
def test_whoever_may_not_read_the_steps_meets_none_of_it_on_a_page_or_in_a_row(told, who):
    town, case, _event, step = told
    of_case = [reverse(page, args=[case.reference]) for page in ("case", "tasks", "timeline")]
    lists = [f"{reverse('work')}?list={name}" for name in ("mine", "team", "unassigned")]
    browser = a_browser(town.people[who])

    for page in (*of_case, *lists):
        text = browser.get(page).text
        assert [words for words in (*SAID, str(step.key)) if words.lower() in text.lower()] == [], page
    with opened(case, town.people[who]) as held:
        assert not EnforcementTask.objects.exists()
        assert not Task.objects.filter(code__in=WAITS).exists()
        assert not set(WAITS) & {row.code for row in (*thread.open_tasks(held), *thread.done_tasks(held))}
        rows = [*Event.objects.values_list("verb", "words"), *RuleIncident.objects.values_list("verb", "words")]
        assert not [row for row in rows if row[0] == "ladder.report" or any(word in row[1] for word in SAID)]
    with as_staff(town.people[who]):
        assert not EnforcementTask.objects.exists()


@pytest.mark.parametrize("who", ["pat", "cleo"])
def test_whoever_may_open_no_case_reads_no_row_of_it(told, who):
    town = told[0]
    with as_staff(town.people[who]):
        assert not EnforcementTask.objects.exists() and not RuleIncident.objects.exists()


@pytest.mark.parametrize("who", MAY_NOT)
def test_whoever_may_not_read_the_steps_can_take_and_finish_none_by_its_key(told, who):
    town, case, _event, _step = told
    key = str(EnforcementTask.objects.get(code="ladder.countersign").key)
    a_browser(town.people[who]).post(reverse("work-take"), {"task": [key]})

    with opened(case, town.people[who]) as held, pytest.raises(NotFound):
        open_task(held, key)
    assert EnforcementTask.objects.get(key=key).assigned_to_id is None


@pytest.mark.parametrize(("role", "waits"), [("coordinator", WAITS), ("police_officer", [])])
def test_the_interface_gives_what_waits_to_a_machine_whose_role_reads_the_steps_and_to_no_other(told, role, waits):
    town, case, _event, _step = told
    machine = a_machine(town.council.code, scopes=["cases.read"], area_ids=[town.area.pk])
    Post.objects.filter(staff_id=machine.staff_id).update(role=role)

    found = [machine.get(f"/api/cases/{case.reference}/{part}") for part in ("tasks", "timeline")]

    assert [answer.status_code for answer in found] == [200, 200]
    tasks, events = found[0].json()["tasks"], found[1].json()["events"]
    assert tasks and sorted(task["code"] for task in tasks if task["code"] in WAITS) == waits
    assert "A step under the order was recorded" in {event["words"] for event in events}
    assert not [words for words in SAID if words in found[1].text or (not waits and words in found[0].text)]


@pytest.mark.parametrize("who", MAY_READ)
def test_whoever_may_read_the_steps_sees_in_full_what_waits(told, who):
    town, case, event, step = told
    page = a_browser(town.people[who]).get(reverse("tasks", args=[case.reference])).text

    assert "Countersign" in page and "Decide whether the stated reason counts" in page
    assert reverse("orders-sign", args=[case.reference, step.key]) in page
    assert reverse("orders-decide", args=[case.reference, event.key]) in page


def test_whoever_has_to_act_has_it_on_their_list_is_reminded_and_it_goes_when_it_is_done(told):
    town, case, event, step = told
    for staff in (town.noor, town.mo, town.ivo, town.ben):
        Mailbox.objects.create(staff=staff, address=f"{staff.pk}@example.org", reminders=True)
    Task.objects.all().delete()
    work = reverse("work")
    assert "Decide whether the stated reason counts" in a_browser(town.noor).get(work).text
    assert "Countersign" in a_browser(town.mo).get(f"{work}?list=unassigned").text

    with acting("clock", staff=None, at=LATER):
        reminders.remind(at=LATER)
    assert set(Mail.objects.values_list("staff_id", flat=True)) == {town.noor.pk, town.mo.pk}

    with opened(case, town.noor, at=LATER) as held:
        actions.decide_reason(held, str(event.key), acceptable=False, reasons="It ran.", at=LATER)
    with opened(case, town.mo, at=LATER) as held:
        actions.countersign(held, str(step.key), at=LATER)
    assert set(EnforcementTask.objects.values_list("code", "done_at", "done_by_id")) == {
        ("orders.decide_reason", LATER, town.noor.pk),
        ("ladder.countersign", LATER, town.mo.pk),
    }


def test_whoever_reads_the_steps_and_writes_none_can_still_give_and_end_what_waits(told):
    town, case, _event, _step = told
    key = str(EnforcementTask.objects.get(code="ladder.countersign").key)
    with opened(case, town.ada) as held:
        cases.take(held, key=key, to=town.mo.pk, at=LATER)
        assert EnforcementTask.objects.get(key=key).assigned_to_id == town.mo.pk
        cases.finish(held, key=key, outcome="The order is over", at=LATER)

    row = EnforcementTask.objects.get(key=key)
    assert (row.done_at, row.done_by_id, row.outcome) == (LATER, town.ada.pk, "The order is over")


def test_what_waits_ends_with_the_case_and_falls_to_who_answers_when_its_holder_is_kept_out(told):
    town, case, _event, _step = told
    with opened(case, town.mo) as held:
        cases.exclude(held, staff_id=town.noor.pk, reason="a cousin", at=LATER)
    assert EnforcementTask.objects.get(code="orders.decide_reason").assigned_to_id == town.ada.pk

    with opened(case, town.dee) as held:
        assert not held.may_read("enforcement")
        cases.finish_open(held, at=LATER, outcome="The case was closed")
    assert not EnforcementTask.objects.filter(done_at__isnull=True).exists()
