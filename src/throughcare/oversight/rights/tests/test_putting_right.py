"""What the person says stands beside what was written; a granted erasure waits for its second person and has a certificate."""

import re
from html import unescape

import pytest

from tests.kit.invented import NOW
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.models import Note
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import Conflict, Refusal
from throughcare.oversight.rights import actions, queries
from throughcare.oversight.rights.models import ErasureRequest, Statement
from throughcare.oversight.rights.tests.builders import decided, received

WRITTEN, MINE = "Sam was seen at the bridge on Sunday", "I was at home with my aunt on Sunday"


def attach(invented, asked, words=MINE):
    dov = invented.staff["dov"]
    with acting("oversight", staff=dov, at=NOW):
        return actions.attach_statement(str(asked.key), about="The note of Sunday", words=words, by=dov, at=NOW)


def noted(invented):
    reference = invented.receive()
    with invented.opened(reference, "ada") as case:
        cases.add_note(case, compartment="core", text=WRITTEN, kind="fact", source="", happened_at=NOW, at=NOW)
    return reference


@pytest.mark.parametrize("outcome", ["granted", "refused"])
def test_the_persons_words_stand_on_the_case_and_the_note_stays_as_it_was(invented, outcome):
    reference = noted(invented)
    asked = received(invented, reference, asked="rectification")
    decided(invented, asked, outcome=outcome)

    attach(invented, asked)

    page = invented.browser("ada").get(f"/cases/{reference}/").text
    assert "What the person says of this record" in page and MINE in page
    assert [note.text for note in Note.objects.all()] == [WRITTEN]


def test_a_case_of_which_nobody_said_anything_has_no_such_card(invented):
    reference = noted(invented)

    assert "What the person says" not in invented.browser("ada").get(f"/cases/{reference}/").text


@pytest.mark.parametrize(
    ("asked", "is_decided", "because"),
    [("rectification", False, "nothing is decided yet"), ("access", True, "something else than putting right")],
)
def test_words_are_put_beside_the_record_only_on_a_decided_request_to_put_right(invented, asked, is_decided, because):
    request = received(invented, noted(invented), asked=asked)
    if is_decided:
        decided(invented, request)

    with pytest.raises(Refusal) as refused:
        attach(invented, request)

    assert because in refused.value.as_text()
    assert not Statement.objects.exists()


def test_a_second_statement_at_once_is_shown_beside_the_first(invented):
    asked = received(invented, noted(invented), asked="rectification")
    decided(invented, asked)
    attach(invented, asked)

    with pytest.raises(Conflict) as clash:
        attach(invented, asked, words="Something else")

    assert (clash.value.theirs, clash.value.yours) == (MINE, "Something else")


@pytest.mark.parametrize(("outcome", "waits"), [("granted", True), ("partly", False), ("refused", False)])
def test_an_erasure_that_is_granted_waits_for_the_second_person(invented, outcome, waits):
    asked = received(invented, noted(invented), asked="erasure")

    decided(invented, asked, outcome=outcome)

    with acting("oversight", staff=invented.staff["dov"], at=NOW):
        assert queries.waits_for_erasure(asked.case_id) is waits
    assert [one.ground for one in ErasureRequest.objects.all()] == (["person_asked"] if waits else [])


def test_an_erasure_that_was_asked_for_already_is_not_asked_for_twice(invented):
    reference = noted(invented)
    with acting("oversight", staff=invented.staff["dov"], at=NOW):
        actions.ask_to_erase(reference=reference, ground="court", by=invented.staff["dov"], at=NOW)

    decided(invented, received(invented, reference, asked="erasure"))

    assert [one.ground for one in ErasureRequest.objects.all()] == ["court"]


def test_an_erasure_that_was_carried_out_has_a_certificate_and_one_that_was_not_has_none(invented, monkeypatch):
    reference = noted(invented)
    asked = received(invented, reference, asked="erasure")
    decided(invented, asked)
    waiting = ErasureRequest.objects.get()
    dov, seen = invented.browser("dov"), {}
    monkeypatch.setattr(
        "throughcare.oversight.rights.answering.tagged_pdf", lambda template, values, at: seen.update(values) or b"%PDF"
    )
    address = f"/requests/erasure/{waiting.key}/certificate/"
    before = dov.post(address).status_code

    with invented.opened(reference, "mo") as case:
        actions.decide_erasure(case, key=str(waiting.key), granted=True, reason="", at=NOW)

    assert (before, dov.post(address).status_code, invented.browser("ada").post(address).status_code) == (404, 200, 404)
    assert reference in seen["title"] and "Dov Stein" in seen["by"] and "Mo Quill" in seen["by"]
    assert "Sam" not in str(seen)
    assert "Print certificate" in dov.get("/requests/erasure/").text


def test_the_erasure_takes_the_statement_with_it(invented):
    reference = noted(invented)
    asked = received(invented, reference, asked="rectification")
    decided(invented, asked)
    attach(invented, asked)
    decided(invented, received(invented, reference, asked="erasure"))

    with invented.opened(reference, "mo") as case:
        actions.decide_erasure(case, key=str(ErasureRequest.objects.get().key), granted=True, reason="", at=NOW)

    assert [(one.about, one.words) for one in Statement.objects.all()] == [("", "")]


def test_whoever_decides_second_reads_both_and_is_offered_nothing_that_cannot_be(invented):
    asked = received(invented, noted(invented), asked="rectification")
    decided(invented, asked, outcome="refused", reasons="The note stays")

    sent = {"outcome": "granted", "reasons": "It is put right", "keep": "both"}
    second = invented.browser("dov").post(f"/requests/{asked.key}/decide/", sent)

    assert second.status_code == 409
    assert "The note stays" in unescape(re.sub(r"</?(?:ins|del)>", "", second.text))
    assert "It is put right" in unescape(re.sub(r"</?(?:ins|del)>", "", second.text))
    assert f'href="/requests/{asked.key}/"' in second.text
    assert 'name="keep"' not in second.text


@pytest.mark.parametrize("place", ["requests", "kept"])
def test_the_second_person_is_led_to_an_erasure_that_waits_and_nobody_else_is(invented, place):
    reference = noted(invented)
    link = f'href="/cases/{reference}/erasure/"'
    before = invented.browser("mo").get(f"/cases/{reference}/{place}/").text
    decided(invented, received(invented, reference, asked="erasure"))

    assert link not in before
    assert link in invented.browser("mo").get(f"/cases/{reference}/{place}/").text
    assert link not in invented.browser("ada").get(f"/cases/{reference}/{place}/").text
