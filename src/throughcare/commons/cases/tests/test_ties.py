"""A colleague names somebody close to them; the manager of a case that fits is asked, and the colleague learns nothing."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from tests.kit.invented import NOW, SAM
from throughcare.commons.cases import actions, queries
from throughcare.commons.cases.models import Case, DeclaredTie, Task
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.safeguards.audit.models import Line

BORN = {"born-day": "14", "born-month": "3", "born-year": "2010"}


def declare(invented, who="ivo", *, name="Sam Tarrow", born=date(2010, 3, 14)):
    with invented.acting(who) as staff:
        return actions.declare_tie(name=name, born_on=born, kind="relative", by=staff, at=NOW)


def asked():
    return [(task.for_role, task.what) for task in Task.objects.filter(code="cases.keep_out")]


IVO = [("manager", "Ivo Lind has declared a tie to somebody of this name and birth")]


def test_a_case_that_is_there_asks_its_manager_once(invented):
    invented.receive()
    declare(invented)
    declare(invented, name="Sam Tarow")

    assert asked() == IVO


def test_a_case_that_comes_later_asks_its_manager_at_receipt(invented):
    declare(invented, name="Sem Tarrow")
    invented.receive()

    assert asked() == IVO


@pytest.mark.parametrize("said", [{"born": date(2010, 3, 15)}, {"name": "Priya Longacre"}])
def test_somebody_else_asks_nobody_before_or_after(invented, said):
    invented.receive()
    declare(invented, **said)
    invented.receive(SAM)

    assert asked() == []


def test_a_closed_case_and_a_birth_that_is_known_about_ask_nobody(invented):
    closed = invented.receive()
    Case.objects.filter(reference=closed).update(closed_at=NOW, stage="closed")
    declare(invented)
    invented.receive(replace(SAM, birth_precision="month"))

    assert asked() == []
    invented.receive(SAM)
    assert asked() == IVO


def test_somebody_who_is_kept_out_already_is_not_asked_about(invented):
    with invented.opened(invented.receive(), "mo") as case:
        actions.exclude(case, staff_id=invented.staff["ivo"], kind="relative", reason="a cousin", at=NOW)
    declare(invented)

    assert asked() == []


def test_whoever_declares_meets_the_same_whether_there_is_a_record_or_not(invented):
    invented.receive(at=timezone.now())
    ivo = invented.browser("ivo")
    pages = []
    for day in ("14", "15"):
        before = Line.objects.count()
        page = ivo.post(
            "/account/ties/", BORN | {"born-day": day, "name": "Sam Tarrow", "kind": "relative"}, follow=True
        ).text
        pages.append((page.count("<tr"), "If there is a record, its manager decides" in page))
        lines = Line.objects.order_by("id")[before:]
        assert [(line.verb, line.case_id) for line in lines if "look" not in line.verb] == [
            ("cases:tie_declared", None)
        ]

    assert pages == [(2, True), (3, True)]
    assert len(asked()) == 1


def test_it_is_nobody_elses_to_read_and_is_gone_when_it_is_taken_back(invented):
    key = str(declare(invented).key)
    for who in ("mo", "ada", "dee"):
        with invented.acting(who):
            assert not DeclaredTie.objects.exists()
    with (
        acting("oversight", staff=invented.staff["dov"], at=NOW),
        pytest.raises(ProgrammingError),
        transaction.atomic(),
    ):
        DeclaredTie.objects.exists()
    with invented.acting("ada") as ada, pytest.raises(NotFound):
        actions.take_back_tie(key, by=ada, at=NOW)

    with invented.acting("ivo") as ivo:
        assert [one.name for one in queries.ties_of(ivo)] == ["Sam Tarrow"]
        actions.take_back_tie(key, by=ivo, at=NOW)
    invented.receive()

    assert not DeclaredTie.objects.exists() and asked() == []


def test_nobody_is_declared_without_a_name_or_before_their_birth(invented):
    for said in ({"name": " "}, {"born": date(2099, 1, 1)}):
        with pytest.raises(Refusal):
            declare(invented, **said)

    assert not DeclaredTie.objects.exists()
