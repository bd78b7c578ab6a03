"""Telling whoever received something of a change is a task of the case: asked once, of its owner, and done by recording it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from tests.kit.invented import NOW, Invented
from throughcare.commons.agencies import actions as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import reminders
from throughcare.commons.cases.models import Case, Note, Task
from throughcare.commons.cases.queries import work
from throughcare.commons.mail.models import Mail
from throughcare.commons.sharing import actions as sharing
from throughcare.frame.transaction import acting
from throughcare.oversight.rights import actions, queries
from throughcare.oversight.rights.models import ErasureRequest
from throughcare.oversight.rights.tests.builders import decided, received
from throughcare.oversight.rights.tests.kept_records import as_officer
from throughcare.oversight.rights.tests.test_corrected import (
    GIVEN,
    LATER,
    LATEST,
    corrected,
    given,
    noted,
    waiting,
)
from throughcare.safeguards.audit.models import Line

DUE, DUE_LATER = date(2026, 6, 23), date(2026, 6, 24)
PHONE = sharing.Told("phone")


def noticed(invented: Invented, *, at: datetime = LATEST) -> int:
    """The clock's run at a moment."""
    with acting("clock", staff=None, at=at):
        return actions.notice_recipients(at=at)


def asked(*, done: bool = False) -> list[date]:
    """The days for which telling stands on somebody's list, or stood."""
    found = Task.objects.filter(code="disclosures.tell", done_at__isnull=not done)
    return list(found.order_by("first_due_on").values_list("first_due_on", flat=True))


def tell(invented: Invented, reference: str, one: queries.ToTell) -> None:
    with invented.opened(reference, "ada", at=LATEST) as case:
        actions.tell_recipient(case, one, told=PHONE, at=LATEST)


@pytest.fixture
def shared(invented) -> str:
    """A case of Ada's of which the school was given the notes, and one of them was corrected since."""
    reference = invented.receive()
    Case.objects.filter(reference=reference).update(owner_id=invented.staff["ada"])
    note = noted(invented, reference)
    given(invented, reference, "notes")
    corrected(invented, reference, note)
    return reference


def test_the_owner_is_asked_once_with_the_day_and_its_rule_and_nothing_of_who_or_what(invented, shared):
    told = [noticed(invented), noticed(invented, at=LATEST + timedelta(minutes=5))]

    (task,) = Task.objects.filter(code="disclosures.tell")
    assert told == [1, 0]
    assert (task.assigned_to_id, task.for_role, task.due_on) == (invented.staff["ada"], "coordinator", DUE)
    assert (task.rule, task.rule_source, task.verify) == (
        "5 working days after the change.",
        "This site's own rule; UK GDPR Art 19",
        True,
    )
    assert (task.what, task.address) == ("", "to-tell")
    assert Line.objects.filter(verb="disclosures:telling_asked").count() == 1


def test_nothing_changed_asks_nobody(invented):
    reference = invented.receive()
    noted(invented, reference)
    given(invented, reference, "notes")

    assert (noticed(invented), asked()) == (0, [])


def test_it_is_a_row_of_the_list_counted_with_the_others_and_gone_once_it_is_recorded(invented, shared):
    noticed(invented)
    (one,) = waiting(invented, shared)
    ada, page = invented.browser("ada"), reverse("recipients-to-tell-here", args=[shared])
    words = "Tell recipients of a change"

    def counted() -> int:
        with invented.acting("ada", at=LATEST) as me:
            return work.counts("mine", staff_id=me, today=DUE)["mine"].all_of_it

    before, with_it = ada.get("/work/").text, counted()
    ada.post(f"{page}{one.number}/{one.change}/", {"way": "phone", "told_whom": "the head", "words": ""})
    after = ada.get("/work/").text

    assert words in before and f'href="{page}"' in before
    assert "Northmere School" not in before
    assert words not in after
    assert counted() == with_it - 1
    assert words not in invented.browser("cleo").get("/work/").text
    assert Task.objects.get(code="disclosures.tell").outcome == "Whoever received it was told"


def test_who_reads_the_case_and_not_the_part_reads_that_something_changed_and_not_what_or_who_has_it(invented):
    reference = invented.receive()
    note = noted(invented, reference, about="health")
    given(invented, reference, "health", "notes")
    corrected(invented, reference, note)
    noticed(invented)

    shown = invented.browser("dee").get(f"/cases/{reference}/tasks/").text

    assert "Tell recipients of a change" in shown
    assert "Northmere School" not in shown and "An entry was corrected" not in shown


def test_two_days_are_two_tasks_and_each_is_done_with_the_last_of_its_day(invented, shared):
    given(invented, shared, "notes")
    with invented.opened(shared, "ada", at=LATEST) as case:
        sharing.take_back(case, number=1, words="Too much was said", at=LATEST)
    noticed(invented)
    first, second, third = waiting(invented, shared)
    assert asked() == [DUE, DUE_LATER]

    tell(invented, shared, first)
    assert asked() == [DUE, DUE_LATER]
    tell(invented, shared, second)
    assert (asked(), asked(done=True)) == ([DUE_LATER], [DUE])
    tell(invented, shared, third)
    assert (asked(), noticed(invented)) == ([], 0)


def test_the_data_protection_officer_who_tells_takes_it_off_the_owners_list(invented, shared):
    noticed(invented)
    (one,) = as_officer(invented, lambda **_: queries.to_tell(), at=LATEST)

    as_officer(invented, actions.tell_for_controller, one, told=PHONE, at=LATEST)

    done = Task.objects.get(code="disclosures.tell")
    assert (done.done_by_id, done.done_at) == (invented.staff["dov"], LATEST)
    assert noticed(invented) == 0


def test_an_officer_of_another_controller_takes_nothing_off(invented, shared):
    noticed(invented)
    case_id = Case.objects.values_list("pk", flat=True).get(reference=shared)

    as_officer(invented, lambda **_: queries.take_off(case_id, days=[], outcome="-"), by="una", at=LATEST)

    assert asked() == [DUE]


def test_it_follows_the_owner_when_the_case_is_handed_on(invented, shared):
    noticed(invented)
    post = {"role": "coordinator", "area": invented.areas["northmere"], "from_on": NOW.date()}
    agencies.give_post(invented.staff["femi"], **post, agency=Case.objects.get(reference=shared).controller_id)
    with invented.opened(shared, "ada", at=LATEST) as case:
        offer = cases.offer_owner(case, to=invented.staff["femi"], reason="On leave", note="", at=LATEST)
    with invented.opened(shared, "femi", at=LATEST) as case:
        cases.accept_owner(case, key=str(offer.key), at=LATEST)

    assert Task.objects.get(code="disclosures.tell").assigned_to_id == invented.staff["femi"]


def test_an_owner_who_may_not_tell_is_not_asked_by_name(invented, shared):
    Case.objects.filter(reference=shared).update(owner_id=invented.staff["femi"])
    noticed(invented)

    task = Task.objects.get(code="disclosures.tell")
    assert (task.assigned_to_id, task.for_role) == (None, "coordinator")


def test_what_was_destroyed_since_and_what_was_changed_again_come_off(invented, shared):
    noticed(invented)
    with invented.opened(shared, "ada", at=GIVEN) as case:
        sharing.take_back(case, number=1, words="Too much was said", at=GIVEN)
    with invented.opened(shared, "ada", at=LATEST) as case:
        sharing.record_return(case, number=1, became=sharing.Became("destroyed"), at=GIVEN)

    assert (noticed(invented), asked()) == (0, [])
    assert Task.objects.get(code="disclosures.tell").outcome == "Nobody is to be told any more"


def test_what_was_changed_again_is_asked_for_by_its_new_day_alone(invented, shared):
    noticed(invented)
    corrected(invented, shared, Note.objects.get(version=1), version=2, at=LATEST)

    noticed(invented)

    assert (asked(), asked(done=True)) == ([DUE_LATER], [DUE])


def test_what_was_not_put_right_asks_nobody_and_who_destroyed_it_only_after_a_change_is_told_of_that(invented, shared):
    asks = received(invented, shared, asked="rectification", at=LATEST, received_at=LATEST)
    decided(invented, asks, outcome="refused", at=LATEST)
    with invented.opened(shared, "ada", at=GIVEN) as case:
        sharing.take_back(case, number=1, words="Too much was said", at=GIVEN)
    destroyed = LATEST + timedelta(hours=1)
    with invented.opened(shared, "ada", at=destroyed) as case:
        sharing.record_return(case, number=1, became=sharing.Became("destroyed"), at=destroyed)

    noticed(invented, at=destroyed)

    assert asked() == [DUE - timedelta(days=1), DUE]


def test_put_right_and_taken_back_are_asked_for_like_a_correction_and_an_erasure_is_the_officers(invented):
    reference = invented.receive()
    note = noted(invented, reference)
    given(invented, reference, "concern", "notes")
    corrected(invented, reference, note)
    decided(invented, received(invented, reference, asked="rectification", at=LATER, received_at=LATER), at=LATER)
    assert (noticed(invented), asked()) == (1, [DUE])

    as_officer(invented, actions.ask_to_erase, reference=reference, ground="unlawful", at=LATEST)
    with invented.opened(reference, "mo", at=LATEST) as case:
        key = str(ErasureRequest.objects.get().key)
        actions.decide_erasure(case, key=key, granted=True, reason="", at=LATEST)

    assert (noticed(invented), asked()) == (0, [])
    assert [one.what for one in as_officer(invented, lambda **_: queries.to_tell(), at=LATEST)] == [
        "rectified",
        "erased",
    ]


def test_it_outlives_the_case(invented, shared):
    noticed(invented)
    with invented.opened(shared, "ada", at=LATEST) as case:
        cases.finish_open(case, at=LATEST, outcome="The case was closed", but=("disclosures.tell",))
    Case.objects.filter(reference=shared).update(closed_at=LATEST, stage="closed")

    assert (noticed(invented), asked()) == (0, [DUE])


def test_who_has_it_is_reminded_on_its_day(invented, shared):
    noticed(invented)
    Task.objects.exclude(code="disclosures.tell").delete()
    morning = datetime(2026, 6, 23, 9, tzinfo=UTC)
    for at in (morning - timedelta(days=1), morning):
        with acting("clock", staff=None, at=at):
            reminders.remind(at=at)

    assert list(Mail.objects.values_list("staff_id", "cause")) == [(invented.staff["ada"], "2026-06-23")]
