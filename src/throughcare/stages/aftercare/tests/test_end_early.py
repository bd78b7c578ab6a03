"""Ending early takes two people and one of two reasons."""

from datetime import timedelta

import pytest

from tests.kit.invented import NOW
from throughcare.commons.cases.models import Case, Task
from throughcare.kernel.answers import Refusal
from throughcare.stages.aftercare import actions, queries
from throughcare.stages.aftercare.models import EarlyEnd, LookAgain
from throughcare.stages.aftercare.tests.builders import closed

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def reference(invented, monkeypatch):
    return closed(invented, monkeypatch)


def proposed(invented, reference, *, by="mo", reason="died"):
    with invented.opened(reference, by, at=LATER) as case:
        actions.propose_early_end(case, reason=reason, words="The family told us", at=LATER)


def test_two_people_end_it_and_the_reviews_stay(invented, reference):
    proposed(invented, reference)

    with invented.opened(reference, "gail", at=LATER) as case:
        moved = actions.end_early(case, at=LATER)

    assert moved.stage == "closed"
    assert LookAgain.objects.count() == 2
    assert not Task.objects.filter(done_at__isnull=True).exists()
    assert EarlyEnd.objects.get().confirmed_by_id == invented.staff["gail"]


def test_whoever_proposed_it_cannot_confirm_it(invented, reference):
    proposed(invented, reference)

    with invented.opened(reference, "mo", at=LATER) as case, pytest.raises(Refusal) as refused:
        actions.end_early(case, at=LATER)

    assert "the second person must be somebody else" in refused.value.as_text()
    assert Case.objects.get(reference=reference).stage == "aftercare"


def test_nobody_ends_it_without_a_proposal(invented, reference):
    with invented.opened(reference, "gail", at=LATER) as case, pytest.raises(Refusal) as refused:
        actions.end_early(case, at=LATER)

    assert "only where the person has died or the record is erased" in refused.value.as_text()


def test_no_other_reason_ends_it(invented, reference):
    with pytest.raises(Refusal) as refused:
        proposed(invented, reference, reason="lost_touch")

    assert "only where the person has died or the record is erased" in refused.value.as_text()
    assert not EarlyEnd.objects.exists()


def test_the_coordinator_is_none_of_the_two(invented, reference):
    with pytest.raises(Refusal):
        proposed(invented, reference, by="ada")
    proposed(invented, reference)

    with invented.opened(reference, "ada", at=LATER) as case, pytest.raises(Refusal):
        actions.end_early(case, at=LATER)


def test_a_proposal_waits_once(invented, reference):
    proposed(invented, reference)

    with pytest.raises(Refusal) as refused:
        proposed(invented, reference, by="gail")

    assert "proposed already" in refused.value.as_text()
    with invented.opened(reference, "gail", at=LATER) as case:
        assert queries.waiting_early_end(case).by_id == invented.staff["mo"]
