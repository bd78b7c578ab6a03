"""The demo's case on licence goes through support: conditions, what was kept, what was explained, a look and a review."""

import pytest

from tests.kit.invented import NOW
from throughcare.cli import demo_data, demo_programme
from throughcare.commons.cases import gate
from throughcare.commons.cases.models import Case, RuleIncident, Task
from throughcare.commons.orders import queries as orders
from throughcare.frame.transaction import acting
from throughcare.kernel.definitions import load
from throughcare.stages.delivery import queries as delivery
from throughcare.stages.reviews import queries as reviews

pytestmark = pytest.mark.django_db


def the_case_on_licence(invented):
    data = load("demo", "programme").data
    areas, staff = demo_data.world(data, NOW, password="an invented world")
    case = next(one for one in data["cases"] if one["story"] == "on_licence")
    return demo_programme.build(case, area=areas["merevale"], staff=staff, now=NOW), staff


def test_the_case_on_licence_is_in_support_with_its_chronology(invented):
    reference, staff = the_case_on_licence(invented)

    assert Case.objects.get(reference=reference).stage == "support"
    assert not RuleIncident.objects.filter(case__reference=reference).exists()
    with acting("staff", staff=staff["owen"], at=NOW):
        case = gate.open(reference, by=staff["owen"], at=NOW)
        order = orders.orders(case)[0]
        chronology = orders.chronology(case)
        looked = orders.reviews(case, orders.find(case, order.key))
        assert [one.mandated for one in order.conditions] == [True, False, False]
        assert {line.what for line in chronology} == {"attended", "missed"}
        assert all(line.explained and not line.waits for line in chronology if line.what == "missed")
        assert len(looked.rows) == 1
        assert len(reviews.reviews(case)) == 1
        assert {line.attendance for line in delivery.sessions(case)} >= {"came", ""}
        assert "Support may run since" in dict(delivery.three_dates(case))
    late = Task.objects.filter(case__reference=reference, done_at__isnull=True, due_on__lt=NOW.date())
    assert list(late.values_list("code", flat=True)) == []


def test_the_mentor_of_the_supplier_sees_sessions_and_no_step(invented):
    reference, staff = the_case_on_licence(invented)

    with acting("staff", staff=staff["lior"], at=NOW):
        case = gate.open(reference, by=staff["lior"], at=NOW)
        assert case.may_read("delivery") and not case.may_read("enforcement")
