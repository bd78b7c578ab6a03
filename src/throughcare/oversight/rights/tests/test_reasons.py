"""The data protection officer asks a colleague why they looked; nobody else sees question or answer."""

import pytest
from django.db import connection

from tests.kit.invented import NOW
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.oversight.rights import actions, queries
from throughcare.oversight.rights.models import ReasonAsked
from throughcare.safeguards.audit.models import Line

WHY = "Nothing in your work says why"
BECAUSE = "I covered for the duty desk that morning"


LOOK = "4HX7-RN3K-9DWP"


def look(invented, reference, *, request_id=LOOK):
    with acting("staff", staff=invented.staff["dee"], at=NOW, request_id=LOOK), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.request', %s, true)", [request_id])
        cursor.execute("SELECT (thread).id FROM tc.gate_open(%s, 'cases:looked')", [reference])


@pytest.fixture
def looked(invented):
    reference = invented.receive()
    look(invented, reference)
    return reference


def ask(invented, reference, *, by="dov"):
    with acting("oversight", staff=invented.staff[by], at=NOW):
        return actions.ask_reason(request_id=LOOK, reference=reference, question=WHY, by=invented.staff[by], at=NOW)


def answer(invented, asked, *, by="dee"):
    with invented.acting(by) as staff:
        return actions.answer_reason(key=str(asked.key), words=BECAUSE, by=staff, at=NOW)


def test_a_question_waits_on_the_colleagues_list_and_its_answer_stands_beside_the_look(invented, looked):
    asked = ask(invented, looked)
    with invented.acting("dee") as dee:
        waiting = [one.reference for one in queries.asked_of(dee)]

    answer(invented, asked)

    with acting("oversight", staff=invented.staff["dov"], at=NOW):
        rows, _more = queries.looks(reference=looked, staff="Dee", since=None, until=None, place=queries.Place())
    assert waiting == [looked]
    assert {(one.question, one.answer) for one in rows if one.verb == "cases:looked"} == {(WHY, BECAUSE)}
    with invented.acting("dee") as dee:
        assert queries.asked_of(dee) == []


def test_each_act_is_one_line_of_the_cases_chain(invented, looked):
    before = Line.objects.count()

    answer(invented, ask(invented, looked))

    lines = Line.objects.order_by("id")[before:]
    assert [line.verb for line in lines] == ["rights:reason_asked", "rights:reason_answered"]
    assert {line.case_id for line in lines} == {ReasonAsked.objects.get().case_id}


@pytest.mark.parametrize("somebody", ["ada", "mo", "femi", "cleo", "gail"])
def test_nobody_else_reads_question_or_answer(invented, looked, somebody):
    answer(invented, ask(invented, looked))

    with invented.acting(somebody):
        assert list(ReasonAsked.objects.all()) == []


def test_a_look_at_another_controllers_case_cannot_be_asked_about(invented):
    reference = invented.receive(area="ashcombe")
    look(invented, reference)

    with pytest.raises(NotFound):
        ask(invented, reference)

    assert not ReasonAsked.objects.exists()


def test_one_look_is_asked_about_once(invented, looked):
    ask(invented, looked)

    with pytest.raises(Refusal) as refused:
        ask(invented, looked)

    assert "asked about already" in refused.value.as_text()
    assert ReasonAsked.objects.count() == 1


def test_only_the_colleague_who_was_asked_answers_and_once(invented, looked):
    asked = ask(invented, looked)

    with pytest.raises(NotFound):
        answer(invented, asked, by="femi")
    answer(invented, asked)
    with pytest.raises(Refusal) as refused:
        answer(invented, asked)

    assert "answered it already" in refused.value.as_text()
    assert ReasonAsked.objects.get().answer == BECAUSE


def test_the_answer_is_due_some_working_days_on(invented, looked):
    asked = ask(invented, looked)

    assert asked.due_on.isoformat() == "2026-06-22"


def test_from_the_officers_page_to_the_answer_and_back(invented):
    reference = invented.receive()
    dee, dov = invented.browser("dee"), invented.browser("dov")
    dee.get(f"/cases/{reference}/")
    address = _ask_link(dov.get(f"/who-looked/?reference={reference}&staff=Dee").text)

    empty = dov.post(address, {"question": ""})
    asked = dov.post(address, {"question": WHY})
    shown = dov.get(f"/who-looked/?reference={reference}").text
    question = dee.get("/work/")
    key = ReasonAsked.objects.get().key
    page = dee.get(f"/asked-of-you/{key}/")
    sent = dee.post(f"/asked-of-you/{key}/", {"answer": BECAUSE})

    assert (empty.status_code, asked.status_code, sent.status_code) == (422, 302, 302)
    assert WHY in shown
    assert "Not answered yet" in shown
    assert "Say why you opened this case" in question.text
    assert WHY in page.text
    assert "Seen by" in page.text
    assert BECAUSE in dov.get(f"/who-looked/?reference={reference}").text
    assert "Say why" not in dee.get("/work/").text


def test_the_case_and_other_people_see_nothing_of_it(invented, looked):
    asked = ask(invented, looked)
    answer(invented, asked)

    for somebody in ("ada", "mo", "cleo"):
        browser = invented.browser(somebody)
        assert browser.get(f"/asked-of-you/{asked.key}/").status_code == 404
        assert browser.get(f"/who-looked/{LOOK}/{looked}/ask/").status_code == 404
    for page in ("", "timeline/", "tasks/"):
        assert "opened this case" not in invented.browser("ada").get(f"/cases/{looked}/{page}").text


def test_whoever_has_no_work_list_begins_at_the_question(invented, looked):
    ReasonAsked.objects.filter(pk=ask(invented, looked).pk).update(staff=invented.staff["gail"])

    gail = invented.browser("gail")

    assert gail.get("/begin/").url == "/account/"
    assert "Say why you opened this case" in gail.get("/account/").text


def _ask_link(text):
    return text.split("Ask for a reason", 1)[0].rsplit('href="', 1)[1].split('"', 1)[0]


def test_a_look_outside_any_request_stands_in_the_list_and_nobody_is_asked_about_it(invented):
    reference = invented.receive()
    look(invented, reference, request_id="")

    page = invented.browser("dov").get("/who-looked/", {"reference": reference})

    assert page.status_code == 200
    assert "Dee Frost" in page.text and "Ask for a reason" not in page.text
