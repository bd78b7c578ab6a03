"""An order that ended while police held the case takes effect when they give it back."""

from datetime import timedelta

import pytest

from tests.kit.invented import NOW
from tests.kit.walked_ddp import DDP
from tests.kit.walked_support import THE_PERSON
from throughcare.commons.cases.models import Case, Task
from throughcare.commons.consents import actions as consents
from throughcare.commons.orders import actions as orders
from throughcare.commons.orders import queries
from throughcare.stages.checks import actions

HELD, SAID, BACK = (NOW + timedelta(hours=hours) for hours in (1, 2, 3))


@pytest.fixture
def people(invented):
    return DDP.ready(invented)


def held_while_the_order_ended(people):
    """Support under an order, taken back by police, and the order revoked meanwhile."""
    reference = DDP.starts["under an order"][1](people)
    with people.opened(reference, "tess", at=HELD) as case:
        actions.return_to_checks(case, reason="New information", at=HELD)
    with people.opened(reference, "owen", at=SAID) as case:
        key = queries.orders(case)[0].key
        orders.record_ended(case, key, how="revoked", on_day=SAID.date(), words="-", happened_at=SAID, at=SAID)
    assert Case.objects.get(reference=reference).stage == "checks"
    return reference


def given_back(people, reference):
    with people.opened(reference, "tess", at=BACK) as case:
        actions.deconflict(case, answer="clear", words="", happened_at=BACK, at=BACK)
    with people.opened(reference, "ravi", at=BACK) as case:
        actions.confirm_deconfliction(case, at=BACK)
    with people.opened(reference, "ravi", at=BACK) as case:
        return actions.resume(case, reason="Nothing stands against it", at=BACK).stage


def test_a_person_decides_what_comes_now_where_nothing_else_carries_support(people):
    assert given_back(people, held_while_the_order_ended(people)) == "decision_after_no"
    assert Task.objects.filter(code="panel.after_no", done_at__isnull=True).count() == 1


def test_it_goes_on_where_consent_was_given_meanwhile(people):
    reference = held_while_the_order_ended(people)
    with people.opened(reference, "iris", at=SAID) as case:
        consents.record_given(case, purpose="support", words=THE_PERSON, happened_at=SAID, at=SAID)

    assert given_back(people, reference) == "support"
    assert not Task.objects.filter(code="panel.after_no").exists()
