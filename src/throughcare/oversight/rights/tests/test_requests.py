"""What a person asks of their record has a day, a named person decides it once, and they are told where to complain."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.kit.invented import NOW, SAM
from throughcare.commons.cases.models import Grant
from throughcare.commons.people.actions import NewPerson
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import Conflict, NotFound, Refusal
from throughcare.kernel.definitions import load
from throughcare.oversight.rights import actions, queries
from throughcare.oversight.rights.models import Answered, Asked, Decided
from throughcare.oversight.rights.tests.builders import WORDS, decided, received
from throughcare.safeguards.audit.models import Line

GROWN = NewPerson(name="Pat Lowe", born_on=date(1990, 2, 1), birth_precision="exact", gender="female")
ROUTES = [route["label"] for route in load("rights", "requests").data["complaints"]]


def standing(invented, asked):
    with acting("oversight", staff=invented.staff["dov"], at=NOW):
        return queries.standing(str(asked.key))


def test_a_request_carries_regime_article_day_and_whether_it_is_a_childs(invented):
    asked = received(invented, invented.receive())

    assert (asked.regime, asked.article) == ("uk_gdpr", "UK GDPR Art 15")
    assert asked.due_on == date(2026, 7, 15)
    assert asked.is_child is True
    assert received(invented, invented.receive(GROWN)).is_child is False


def test_a_day_that_is_no_working_day_moves_to_the_next(invented):
    asked = received(invented, invented.receive(), received_at=datetime(2026, 6, 4, 9, tzinfo=UTC))

    assert asked.due_on == date(2026, 7, 6)  # 4 July 2026 is a Saturday


def test_the_requests_of_children_come_first_whatever_their_day(invented):
    grown = received(invented, invented.receive(GROWN), received_at=NOW - timedelta(days=20))
    child = received(invented, invented.receive())

    with acting("oversight", staff=invented.staff["dov"], at=NOW):
        found = [one.asked.pk for one in queries.asked_of_records()]

    assert grown.due_on < child.due_on
    assert found == [child.pk, grown.pk]


def test_nothing_is_decided_before_it_is_known_who_asks(invented):
    asked = received(invented, invented.receive(), identity="")

    with pytest.raises(Refusal) as refused:
        decided(invented, asked)
    with acting("oversight", staff=invented.staff["dov"], at=NOW):
        actions.check_identity(str(asked.key), way="document", by=invented.staff["dov"], at=NOW)
    decided(invented, asked)

    assert "nobody has recorded how identity was checked" in refused.value.as_text()
    assert Decided.objects.get().outcome == "granted"


def test_of_two_officers_at_once_the_second_is_shown_both_decisions_and_nothing_is_lost(invented):
    asked = received(invented, invented.receive())
    decided(invented, asked, outcome="granted", reasons="All of it")

    with pytest.raises(Conflict) as clash:
        decided(invented, asked, outcome="refused", reasons="Not the names")

    assert (clash.value.theirs, clash.value.yours) == ("Done as asked: All of it", "Not done: Not the names")
    assert [row.reasons for row in Decided.objects.all()] == ["All of it"]


def test_more_time_is_given_once_within_the_month_and_with_a_reason(invented):
    asked = received(invented, invented.receive())
    dov = invented.staff["dov"]

    with acting("oversight", staff=dov, at=NOW):
        extended = actions.extend_request(str(asked.key), reasons="Three areas hold papers", by=dov, at=NOW)
        with pytest.raises(Refusal) as again:
            actions.extend_request(str(asked.key), reasons="More", by=dov, at=NOW)
    late = received(invented, invented.receive())
    with acting("oversight", staff=dov, at=NOW + timedelta(days=60)), pytest.raises(Refusal) as too_late:
        actions.extend_request(str(late.key), reasons="More", by=dov, at=NOW + timedelta(days=60))

    assert extended.due_on == date(2026, 9, 15)
    assert standing(invented, asked).due_on == date(2026, 9, 15)
    assert "given more time already" in again.value.as_text()
    assert "its day has passed" in too_late.value.as_text()


def test_a_complaint_is_never_decided_by_somebody_who_works_on_the_case(invented):
    reference = invented.receive()
    asked = received(invented, reference, asked="complaint")
    Grant.objects.create(case_id=asked.case_id, staff_id=invented.staff["dov"], role="assessor", from_at=NOW)

    with pytest.raises(Refusal) as refused:
        decided(invented, asked)

    assert "decided by somebody who does not" in refused.value.as_text()
    assert not Decided.objects.exists()


def test_each_step_is_one_line_of_the_cases_chain(invented):
    before = Line.objects.count()
    asked = received(invented, invented.receive(), identity="")
    dov = invented.staff["dov"]
    with acting("oversight", staff=dov, at=NOW):
        actions.check_identity(str(asked.key), way="known", by=dov, at=NOW)
        actions.decide_request(str(asked.key), outcome="granted", reasons="Yours", by=dov, at=NOW)
        actions.answer_request(str(asked.key), way="handed", by=dov, at=NOW)

    lines = [line for line in Line.objects.order_by("id")[before:] if line.verb.startswith("rights:")]
    assert [line.verb for line in lines] == [
        "rights:request_received",
        "rights:identity_checked",
        "rights:request_decided",
        "rights:request_answered",
    ]
    assert {line.case_id for line in lines} == {asked.case_id}


def test_an_answer_comes_after_the_decision_and_once(invented):
    asked = received(invented, invented.receive())
    dov = invented.staff["dov"]

    with acting("oversight", staff=dov, at=NOW), pytest.raises(Refusal) as early:
        actions.answer_request(str(asked.key), way="post", by=dov, at=NOW)
    decided(invented, asked)
    with acting("oversight", staff=dov, at=NOW):
        actions.answer_request(str(asked.key), way="post", by=dov, at=NOW)
        with pytest.raises(Refusal):
            actions.answer_request(str(asked.key), way="post", by=dov, at=NOW)

    assert "nothing is decided yet" in early.value.as_text()
    assert Answered.objects.count() == 1


def test_a_request_about_another_controllers_case_is_not_there(invented):
    reference = invented.receive(area="ashcombe")

    with acting("oversight", staff=invented.staff["dov"], at=NOW):
        assert queries.overseen(reference) is None
    page = invented.browser("dov").post("/requests/new/", filled(reference))

    assert page.status_code == 422
    assert "No case of your agency has this reference" in page.text
    assert not Asked.objects.exists()


def filled(reference=""):
    today = datetime.now(tz=UTC)
    parts = {"received-day": today.day, "received-month": today.month, "received-year": today.year}
    said = {"asked": "access", "asker": "person", "words": WORDS, "identity": "", **parts}
    return {**said, "reference": reference} if reference else said


def test_from_the_persons_words_to_the_answer_with_every_way_to_complain(invented):
    reference = invented.receive(SAM)
    ada, dov = invented.browser("ada"), invented.browser("dov")

    sent = ada.post(f"/cases/{reference}/requests/new/", filled())
    asked = Asked.objects.get()
    listed = dov.get("/requests/").text
    address = f"/requests/{asked.key}/"
    early = dov.post(f"{address}decide/", {"outcome": "granted", "reasons": "Yours"})
    dov.post(f"{address}identity/", {"way": "known"})
    dov.post(f"{address}decide/", {"outcome": "partly", "reasons": "Names of others stay out"})
    page = dov.get(address).text
    assert ">UK GDPR Art 1" in re.sub(r">\s+", ">", page) and "UK GDPR: UK GDPR" not in page
    letter = dov.post(f"{address}letter/")
    dov.post(f"{address}answer/", {"way": "handed"})

    assert (sent.status_code, early.status_code) == (302, 422)
    assert "A copy of what is held" in listed and "Child" in listed
    assert WORDS in page and "Names of others stay out" in page
    assert [route for route in ROUTES if route not in page] == []
    assert letter.content.startswith(b"%PDF")
    assert "Answered" in dov.get("/requests/").text
    assert "Answered" in ada.get(f"/cases/{reference}/requests/").text


@pytest.mark.parametrize("somebody", ["cleo", "femi", "gail", "ada"])
def test_nobody_but_the_officer_reads_the_register_or_decides(invented, somebody):
    asked = received(invented, invented.receive())
    browser = invented.browser(somebody)

    addresses = ("/requests/", f"/requests/{asked.key}/", f"/requests/{asked.key}/decide/")
    assert [browser.get(address).status_code for address in addresses] == [404, 404, 404]
    with invented.acting(somebody), pytest.raises(NotFound):
        actions.decide_request("00000000-0000-0000-0000-000000000000", outcome="granted", reasons="", by=1, at=NOW)


def test_the_letter_names_every_way_to_complain(invented, monkeypatch):
    asked = received(invented, invented.receive())
    decided(invented, asked)
    seen = {}
    monkeypatch.setattr(
        "throughcare.oversight.rights.answering.tagged_pdf", lambda template, values, at: seen.update(values) or b""
    )

    invented.browser("dov").post(f"/requests/{asked.key}/letter/")

    assert [label for label, _how in seen["routes"]] == ROUTES
    assert "Dov Stein" in seen["by"] and "UK GDPR Art 15" in seen["by"]
