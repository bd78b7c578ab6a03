"""What is done at once, and what is kept of a child: pages, record and what others read."""

import pytest
from django.utils import timezone

from tests.kit.invented import NOW
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.models import Event, Task
from throughcare.commons.people.actions import NewPerson
from throughcare.kernel.answers import Refusal
from throughcare.safeguards.audit.models import Line
from throughcare.stages.checks import actions
from throughcare.stages.checks.models import ChildSafeguarding, InterimAction

KEPT = {
    "referred_on": NOW.date(),
    "reference": "CS 26 4471",
    "looked_after": "no",
    "parental_responsibility": "His mother",
    "own_view": "He wants to stay at his school.",
}
TYPED = {name: words for name, words in KEPT.items() if name != "referred_on"}
DAY = {"referred_on-day": "1", "referred_on-month": "6", "referred_on-year": "2026"}
ADULT = NewPerson(name="Robin Vale", born_on=NOW.date().replace(year=1980), birth_precision="exact", gender="female")


def act(**more):
    today = timezone.localdate()
    when = {"happened-day": today.day, "happened-month": today.month, "happened-year": today.year}
    return {"action": "welfare_check", "what": "He is well", "who": "Merevale Police", **when, **more}


def to_be_made(invented):
    reference = invented.receive()
    with invented.opened(reference, "ada") as case:
        cases.ask(case, NewTask(code="checks.record_child", due_on=NOW.date(), for_role="coordinator"), at=NOW)
    return reference


def test_a_safety_action_is_recorded_in_one_line_and_read_by_the_team(invented):
    reference = invented.receive()
    before = Line.objects.filter(verb="checks:interim_action").count()

    done = invented.browser("dee").post(f"/cases/{reference}/safety/action/", act())
    page = invented.browser("ada").get(f"/cases/{reference}/safety/").text

    assert done.status_code == 302
    assert "Police looked whether the person is well" in page
    assert "He is well" in page
    assert Line.objects.filter(verb="checks:interim_action").count() == before + 1
    assert Event.objects.filter(words="Safety action taken").exists()


def test_an_action_without_a_sentence_is_refused_and_keeps_what_was_typed(invented):
    reference = invented.receive()

    page = invented.browser("dee").post(f"/cases/{reference}/safety/action/", act(what="", who="The school nurse"))

    assert page.status_code == 422
    assert "The school nurse" in page.text
    assert not InterimAction.objects.exists()


def test_of_a_child_are_kept_referral_looked_after_responsibility_and_own_view(invented):
    reference = to_be_made(invented)

    invented.browser("ada").post(f"/cases/{reference}/safety/child/", {**TYPED, **DAY})
    page = invented.browser("femi").get(f"/cases/{reference}/safety/").text

    for words in ("1 Jun 2026", "CS 26 4471", "Not looked after", "His mother", "He wants to stay at his school."):
        assert words in page
    assert Task.objects.get(code="checks.record_child").done_at is not None


def test_without_the_day_of_the_referral_it_stays_to_be_made(invented):
    reference = to_be_made(invented)
    with invented.opened(reference, "ada") as case:
        actions.record_child_safeguarding(case, **{**KEPT, "referred_on": None, "reference": ""}, at=NOW)

    assert Task.objects.filter(code="checks.record_child", done_at=None).count() == 1
    assert "Not made yet" in invented.browser("ada").get(f"/cases/{reference}/safety/").text


def test_what_is_learned_later_begins_with_what_was_known_and_the_first_stays(invented):
    reference = invented.receive()
    ada = invented.browser("ada")
    ada.post(f"/cases/{reference}/safety/child/", {**TYPED, **DAY})

    form = ada.get(f"/cases/{reference}/safety/child/").text
    ada.post(f"/cases/{reference}/safety/child/", {**TYPED, **DAY, "looked_after": "yes"})

    assert "He wants to stay at his school." in form
    assert 'value="CS 26 4471"' in form
    kept = ChildSafeguarding.objects.order_by("id").values_list("looked_after", flat=True)
    assert list(kept) == ["no", "yes"]


def test_a_safeguarding_referral_of_tomorrow_is_refused(invented):
    reference = invented.receive()
    later = {**DAY, "referred_on-year": str(timezone.localdate().year + 1)}

    page = invented.browser("ada").post(f"/cases/{reference}/safety/child/", {**TYPED, **later})

    assert page.status_code == 422
    assert not ChildSafeguarding.objects.exists()


def test_an_adults_page_asks_nothing_of_a_child(invented):
    reference = invented.receive(ADULT)

    page = invented.browser("ada").get(f"/cases/{reference}/safety/").text

    assert "For a child" not in page
    assert "Done at once" in page


def test_who_may_not_record_it_is_refused_and_is_offered_no_link(invented):
    reference = invented.receive()
    with invented.opened(reference, "rhys") as case, pytest.raises(Refusal):
        actions.record_child_safeguarding(case, **KEPT, at=NOW)

    page = invented.browser("rhys").get(f"/cases/{reference}/safety/").text

    assert "Record the child" not in page
    assert not ChildSafeguarding.objects.exists()


def test_a_stranger_finds_the_same_as_where_nothing_is(invented):
    reference = invented.receive()
    cleo = invented.browser("cleo")

    for page in ("safety", "safety/action", "safety/child", "told"):
        hidden, missing = (cleo.get(f"/cases/{each}/{page}/") for each in (reference, "TC-ZZZZZZ"))
        assert (hidden.status_code, missing.status_code) == (404, 404)
