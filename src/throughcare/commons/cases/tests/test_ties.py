"""A colleague names somebody close to them; the manager of a case that fits is asked, and the colleague learns nothing."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from tests.kit.invented import NOW, SAM
from throughcare.commons.cases import actions, queries
from throughcare.commons.cases.carried import for_agency
from throughcare.commons.cases.models import Case, DeclaredTie, Task, TieMatch
from throughcare.commons.consents import births
from throughcare.commons.people import actions as people
from throughcare.commons.people.actions import NewBirth, NewPerson
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


def test_a_birth_of_which_only_the_month_is_known_is_not_the_first_day_of_it(invented):
    first = date(2010, 3, 1)
    declare(invented, born=first)
    invented.receive(replace(SAM, born_on=first, birth_precision="month"))
    assert asked() == []

    invented.receive(replace(SAM, born_on=first))
    assert asked() == IVO


def test_somebody_who_is_kept_out_already_is_not_asked_about(invented):
    with invented.opened(invented.receive(), "mo") as case:
        actions.exclude(case, staff_id=invented.staff["ivo"], kind="relative", reason="a cousin", at=NOW)
    declare(invented)

    assert asked() == []


def correct_birth(invented, reference, day, who="ada"):
    new = NewBirth(day, "exact", said_by="the mother", reason="a passport")
    with invented.opened(reference, who) as case:
        births.correct_birth(case, new=new, at=NOW)


def test_a_birth_that_is_corrected_asks_of_every_case_of_the_person(invented):
    declare(invented, born=date(2010, 4, 13))
    reference = invented.receive()
    before = asked()
    correct_birth(invented, reference, date(2010, 4, 13))

    assert (before, asked()) == ([], IVO)


def test_a_name_that_comes_along_with_an_earlier_record_asks(invented):
    declare(invented, name="Priya Longacre")
    reference = invented.receive(NewPerson("Sam Tarrow", born_on=date(2010, 3, 14), birth_precision="exact"))
    with invented.opened(reference, "ada") as case:
        carried = {"by_id": case.opened_by, "happened_at": NOW, **for_agency(case.controller_id, at=NOW)}
        people.bring(people.Known(("Priya Longacre",), ()), person_id=case.person_id, carried=carried)
        actions.look_for_ties([case.id], at=NOW)

    assert asked() == IVO


def test_what_a_manager_answered_is_not_asked_again_by_a_correction_but_by_a_new_declaration(invented):
    declare(invented)
    reference = invented.receive()
    with invented.opened(reference, "mo") as case:
        actions.finish_all(case, "cases.keep_out", at=NOW, outcome="Another boy of this name")
    correct_birth(invented, reference, date(2010, 3, 15))
    correct_birth(invented, reference, date(2010, 3, 14))
    after_correction = Task.objects.filter(code="cases.keep_out", done_at__isnull=True).count()
    declare(invented)

    assert (after_correction, Task.objects.filter(code="cases.keep_out", done_at__isnull=True).count()) == (0, 1)


def test_keeping_one_colleague_out_leaves_the_question_of_another_open(invented):
    invented.receive()
    declare(invented)
    declare(invented, "hana")
    with invented.opened(Case.objects.get().reference, "mo") as case:
        actions.exclude(case, staff_id=invented.staff["ivo"], kind="relative", reason="a cousin", at=NOW)

    waiting = Task.objects.filter(code="cases.keep_out", done_at__isnull=True)
    assert [task.what for task in waiting] == ["Hana Brook has declared a tie to somebody of this name and birth"]


def matched(invented, who="dov"):
    with acting("oversight", staff=invented.staff[who], at=NOW):
        return [(one.staff, one.waits, one.kept_out_at is not None) for one in queries.ties_matched()]


def test_the_data_protection_officer_sees_which_ties_fitted_and_what_came_of_them(invented):
    reference = invented.receive()
    declare(invented)
    declare(invented, "hana")
    with invented.opened(reference, "mo") as case:
        actions.exclude(case, staff_id=invented.staff["ivo"], kind="relative", reason="a cousin", at=NOW)

    assert matched(invented) == [("Hana Brook", True, False), ("Ivo Lind", False, True)]


def test_an_officer_is_never_shown_that_their_own_tie_fitted(invented):
    invented.receive()
    declare(invented, "dov")

    assert [task.what for task in Task.objects.filter(code="cases.keep_out")] == [
        "Dov Stein has declared a tie to somebody of this name and birth"
    ]
    assert matched(invented) == []


def test_ties_to_cases_of_another_controller_are_not_there(invented):
    invented.receive(area="ashcombe")
    declare(invented)

    assert len(asked()) == 1 and matched(invented) == []


@pytest.mark.parametrize("who", ["ivo", "ada", "dee", "mo"])
def test_nobody_else_learns_which_ties_fitted(invented, who):
    invented.receive()
    declare(invented)

    assert invented.browser(who).get("/to-review/ties/").status_code == 404
    with invented.acting(who), pytest.raises(ProgrammingError), transaction.atomic():
        queries.ties_matched()
    with invented.acting("ivo"):
        assert not TieMatch.objects.exists()


def test_the_page_says_what_came_of_it_and_leads_to_keeping_out(invented):
    reference = invented.receive(at=timezone.now())
    declare(invented)
    dov = invented.browser("dov")

    page = dov.get("/to-review/ties/").text
    assert "Ivo Lind, Harbour Mentors" in page and "Waits for the manager" in page and reference in page
    assert "Sam" not in page and "/to-review/ties/" in dov.get("/to-review/").text
    assert Line.objects.filter(verb="rights:ties_looked").count() == 1


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
