"""Which looks a rule puts before the data protection officer, in its words, without counting anybody's."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.kit.invented import NOW, SAM
from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.people.actions import NewPerson
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.kernel.definitions import load
from throughcare.oversight.rights import actions, queries
from throughcare.oversight.rights.models import LookClosed
from throughcare.safeguards.audit.models import Line

LATER = NOW + timedelta(hours=1)


def look(invented, reference, who="mo", *, at=NOW, number=1):
    with acting("staff", staff=invented.staff[who], at=at), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.request', %s, true)", [f"LOOK-{number}"])
        cursor.execute("SELECT (thread).id FROM tc.gate_open(%s, 'cases:looked')", [reference])


def named(invented, who):
    return NewPerson(name=agencies.staff(invented.staff[who]).name, born_on=SAM.born_on, birth_precision="exact")


def found(invented, *, by="dov", at=LATER):
    with acting("oversight", staff=invented.staff[by], at=at):
        return [(one.rule, one.reference, one.staff) for one in queries.looks_to_question(at=at)]


def work_on(invented, reference, who="mo"):
    with invented.opened(reference, who) as case:
        cases.add_note(
            case, text="Rang the school", kind="fact", source="", compartment="core", happened_at=NOW, at=NOW
        )


@pytest.mark.parametrize(("person", "rule"), [("mo", "own_name"), ("ada", "colleague")])
def test_the_own_name_and_a_colleagues_are_questions_even_where_somebody_works_on_it(invented, person, rule):
    reference = invented.receive(named(invented, person))
    work_on(invented, reference)

    look(invented, reference)

    assert found(invented) == [(rule, reference, agencies.staff(invented.staff["mo"]).name)]


def test_somebody_whom_the_colleague_is_tied_to_in_another_case_is_one(invented):
    first, second = invented.receive(), invented.receive()
    with invented.opened(first, "femi") as case:
        cases.declare_conflict(case, kind="relative", reason="My cousin", at=NOW)
    work_on(invented, second, "femi")

    look(invented, second, "femi")

    assert [(rule, reference) for rule, reference, _who in found(invented)] == [("tied", second)]


def test_whoever_does_something_on_the_case_is_no_question(invented):
    worked, idle = invented.receive(), invented.receive()
    work_on(invented, worked)

    look(invented, worked, number=1)
    look(invented, idle, number=2)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_task SET assigned_to_id = owner_id FROM cases_case c WHERE c.id = case_id")

    assert [(rule, reference) for rule, reference, _who in found(invented)] == [("nothing_due", idle)]


def test_many_on_one_day_stand_there_in_words_and_no_number_of_them(invented, monkeypatch):
    references = [invented.receive() for _one in range(3)]
    for number, reference in enumerate(references):
        work_on(invented, reference)
        look(invented, reference, number=number)
    data = load("records", "looks").data
    monkeypatch.setitem(data["rules"]["many"], "cases", 2)

    with acting("oversight", staff=invented.staff["dov"], at=LATER):
        lines = queries.looks_to_question(at=LATER)

    assert {one.rule for one in lines} == {"many"} and len(lines) == 3
    assert {one.words for one in lines} == {"One of many different cases that were opened on the same day"}


def test_another_controllers_looks_and_the_officers_own_are_not_there(invented):
    look(invented, invented.receive(named(invented, "cleo"), area="ashcombe"), "cleo")

    assert found(invented) == []


def test_it_is_closed_with_words_once_and_is_gone(invented):
    reference = invented.receive(named(invented, "mo"))
    look(invented, reference)

    def close(words):
        with acting("oversight", staff=invented.staff["dov"], at=LATER):
            return actions.close_look(
                request_id="LOOK-1", reference=reference, words=words, by=invented.staff["dov"], at=LATER
            )

    with pytest.raises(Refusal):
        close(" ")
    row = close("Namesakes: he told us when it came in")
    with pytest.raises(NotFound):
        close("Again")

    assert found(invented) == []
    assert (row.rule, LookClosed.objects.count()) == ("own_name", 1)
    assert Line.objects.filter(verb="rights:look_closed", case_id=row.case_id).count() == 1


def test_what_is_asked_about_leaves_the_list(invented):
    reference = invented.receive(named(invented, "mo"))
    look(invented, reference)
    with acting("oversight", staff=invented.staff["dov"], at=LATER):
        actions.ask_reason(
            request_id="LOOK-1", reference=reference, question="Why?", by=invented.staff["dov"], at=LATER
        )

    assert found(invented) == []


def test_from_the_list_to_its_end_and_to_nobody_else(invented):
    reference = invented.receive(named(invented, "mo"), at=timezone.now())
    invented.browser("mo").get(f"/cases/{reference}/")
    dov = invented.browser("dov")

    page = dov.get("/to-review/").text
    address = page.split(">Close", 1)[0].rsplit('href="', 1)[1].split('"', 1)[0]
    empty = dov.post(address, {"words": ""})
    shown = dov.get(address).text
    sent = dov.post(address, {"words": "A namesake"}, follow=True).text

    assert "own name" in page and "own name" in shown and "Ask for a reason" in page
    assert empty.status_code == 422
    assert "No look waits for a question" in sent
    assert invented.browser("ada").get(address).status_code == 404
