"""Whoever received something is told of what changed since, and who received something of cases closed without concern."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from tests.kit.invented import NOW, Invented
from throughcare.commons.cases.models import Case, StageChange
from throughcare.commons.sharing import actions as sharing
from throughcare.commons.sharing.models import BecameOf, Disclosure, RecipientTold
from throughcare.commons.sharing.rules.disclosures import Reasons
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.oversight.rights import actions, answering, queries
from throughcare.oversight.rights.models import ErasureRequest
from throughcare.oversight.rights.queries.shared import endings_without_concern
from throughcare.oversight.rights.tests.builders import decided, received
from throughcare.oversight.rights.tests.kept_records import as_officer, closed
from throughcare.safeguards.audit.models import Line
from throughcare.stages.closure.models import Closing

LATER = NOW + timedelta(days=2)
WHY = Reasons("protect", "children_act", "A child was at risk", "The name of the school alone", no_agreement="Urgent")


def said(invented: Invented, reference: str, *, to: str = "northmere_school", way: str = "phone") -> None:
    """This will write down that Ada told an agency something by telephone."""
    with invented.opened(reference, "ada") as case:
        new = sharing.NewDisclosure(sharing.To(agency=to, contact="the head"), way, WHY)
        sharing.record_given(case, new, words="That Sam needs company on the way home", at=NOW)


def waiting(invented: Invented, *, by: str = "dov", at: datetime = LATER) -> list[tuple[str, str]]:
    return [(one.recipient, one.what) for one in as_officer(invented, lambda **_: queries.to_tell(), by=by, at=at)]


def told(**more: str) -> sharing.Told:
    return sharing.Told(**{"way": "phone", **more})


@pytest.fixture
def shared(invented):
    reference = invented.receive()
    said(invented, reference)
    return reference


def test_what_was_put_right_is_told_to_whoever_has_it_once_and_by_name(invented, shared):
    asked = received(invented, shared, asked="rectification", at=LATER, received_at=LATER)
    assert waiting(invented) == []
    decided(invented, asked, at=LATER)
    assert waiting(invented) == [("Northmere School", "rectified")]

    (one,) = as_officer(invented, lambda **_: queries.to_tell(), at=LATER)
    change = sharing.Change(one.what, one.change)
    with pytest.raises(Refusal) as refused:
        as_officer(
            invented,
            sharing.tell_for_controller,
            one.disclosure,
            change=change,
            told=told(way="not_possible"),
            at=LATER,
        )
    as_officer(invented, sharing.tell_for_controller, one.disclosure, change=change, told=told(), at=LATER)
    with pytest.raises(Refusal) as twice:
        as_officer(invented, sharing.tell_for_controller, one.disclosure, change=change, told=told(), at=LATER)

    assert "it is not said what was tried" in refused.value.as_text()
    assert "told of this already" in twice.value.as_text()
    assert waiting(invented) == []
    assert RecipientTold.objects.get().by_id == invented.staff["dov"]
    assert Line.objects.filter(verb="disclosures:recipient_told").count() == 1


def test_what_was_given_after_it_was_put_right_needs_no_telling(invented, shared):
    asked = received(
        invented, shared, asked="rectification", received_at=NOW - timedelta(days=1), at=NOW - timedelta(hours=2)
    )
    decided(invented, asked, at=NOW - timedelta(hours=1))

    assert waiting(invented) == []


def test_who_works_on_the_case_is_led_to_it_and_records_it(invented, shared):
    decided(invented, received(invented, shared, asked="rectification", at=LATER, received_at=LATER), at=LATER)
    ada = invented.browser("ada")
    page = reverse("recipients-to-tell-here", args=[shared])

    before, listed = ada.get(f"/cases/{shared}/shared/").text, ada.get(page).text
    link = re.search(rf'href="{page}([^"]+)"', listed)[1]
    gap = ada.post(page + link, {"way": "not_possible", "words": ""}).text
    done = ada.post(page + link, {"way": "letter", "told_whom": "the head", "words": ""}, follow=True).text

    assert "Whom to tell of a change" in before
    assert link not in ada.get(page).text
    assert "Northmere School" in listed
    assert "Write what was tried" in gap
    assert "Everybody who received something was told" in done
    assert invented.browser("cleo").get(page).status_code == 404
    assert ada.get(page + link).status_code == 404


def test_taken_back_by_telephone_is_to_be_told_too(invented, shared):
    with invented.opened(shared, "ada", at=LATER) as case:
        sharing.take_back(case, number=1, words="Too much was said", at=LATER)

    assert waiting(invented) == [("Northmere School", "taken_back")]


def test_an_erasure_keeps_whom_to_tell_and_no_word_and_its_certificate_says_how_many(invented, shared, monkeypatch):
    as_officer(invented, actions.ask_to_erase, reference=shared, ground="unlawful", at=LATER)
    key = str(ErasureRequest.objects.get().key)
    with invented.opened(shared, "mo", at=LATER) as case:
        actions.decide_erasure(case, key=key, granted=True, reason="", at=LATER)
    words = []
    monkeypatch.setattr(answering, "tagged_pdf", lambda _template, values, *, at: words.append(values) or b"")

    as_officer(invented, lambda **_: answering.certificate(queries.carried_out(key), at=LATER), at=LATER)
    assert waiting(invented) == [("Northmere School", "erased")]
    (one,) = as_officer(invented, lambda **_: queries.to_tell(), at=LATER)
    as_officer(
        invented,
        sharing.tell_for_controller,
        one.disclosure,
        change=sharing.Change(one.what, one.change),
        told=told(),
        at=LATER,
    )
    as_officer(invented, lambda **_: answering.certificate(queries.carried_out(key), at=LATER), at=LATER)

    assert one.contact == ""
    assert words[0]["recipients"] == "1 recipient had received something of it. Still to be told: Northmere School."
    assert words[1]["recipients"] == "1 recipient had received something of it. Told of the erasure: Northmere School."


def test_a_certificate_counts_and_names_a_recipient_once_who_received_twice(invented, shared, monkeypatch):
    said(invented, shared)
    as_officer(invented, actions.ask_to_erase, reference=shared, ground="unlawful", at=LATER)
    key = str(ErasureRequest.objects.get().key)
    with invented.opened(shared, "mo", at=LATER) as case:
        actions.decide_erasure(case, key=key, granted=True, reason="", at=LATER)
    words = []
    monkeypatch.setattr(answering, "tagged_pdf", lambda _template, values, *, at: words.append(values) or b"")

    as_officer(invented, lambda **_: answering.certificate(queries.carried_out(key), at=LATER), at=LATER)

    assert waiting(invented) == [("Northmere School", "erased")] * 2
    assert words[0]["recipients"] == "1 recipient had received something of it. Still to be told: Northmere School."
    assert "that the same controller keeps" in words[0]["lead"]


def test_another_controllers_officer_sees_nothing_of_it(invented):
    reference = invented.receive(area="ashcombe")
    Case.objects.filter(reference=reference).update(closed_at=NOW, stage="closed")

    assert as_officer(invented, lambda **_: queries.shared_without_concern(queries.SharedAsked()), at=LATER) == []
    with pytest.raises(NotFound):
        as_officer(
            invented,
            sharing.tell_for_controller,
            "00000000-0000-4000-8000-000000000000",
            change=sharing.Change("erased", "00000000-0000-4000-8000-000000000000"),
            told=told(),
            at=LATER,
        )


def test_the_report_names_cases_closed_without_concern_and_nobody(invented):
    open_one, without = invented.receive(), closed(invented)
    further = closed(invented)
    for reference in (open_one, without, further):
        said(invented, reference)
    case = Case.objects.get(reference=further)
    _came_to_a_panel(case)
    dov = invented.browser("dov")
    page = reverse("shared-without-concern")

    shown = dov.get(page).text
    none = dov.get(page + "?recipient=clinic").text
    gap = dov.post(page, {"purpose": ""})
    file = dov.post(page, {"purpose": "The board of June"}).content.decode("utf-8-sig")

    assert without in shown and "Nothing more was done" in shown
    assert open_one not in shown and further not in shown
    assert "Tarrow" not in shown + file and "company on the way" not in shown + file
    assert "Nothing was given of such a case" in none
    assert gap.status_code == 422
    assert len(file.strip().splitlines()) == 3 and without in file
    assert Line.objects.filter(verb="rights:shared_report_taken").count() == 1
    assert invented.browser("ada").get(page).status_code == 404


def _came_to_a_panel(case: Case) -> None:
    StageChange.objects.create(from_stage="gathering", to_stage="panel", verb="-", **_carried(case))


def _carried(case: Case) -> dict[str, object]:
    of_case = {"case": case, "controller_id": case.controller_id, "regime": case.regime, "basis": case.basis}
    return {**of_case, "review_on": case.review_on, "happened_at": datetime(2026, 6, 18, tzinfo=UTC)}


def test_of_how_a_case_ended_and_of_what_became_of_what_was_given_the_last_word_counts(invented):
    reference = closed(invented)
    said(invented, reference)
    case, given = Case.objects.get(reference=reference), Disclosure.objects.get()
    without = endings_without_concern()[0]

    listed = []
    for ending, outcome in ((without, "returned"), ("completed", "destroyed"), (without, "still_held")):
        Closing.objects.create(ending=ending, reached="-", local_authority_there=1, police_there=1, **_carried(case))
        BecameOf.objects.create(disclosure=given, outcome=outcome, **_carried(case))
        found = as_officer(invented, lambda **_: queries.shared_without_concern(queries.SharedAsked()), at=LATER)
        listed.append([(one.ending, one.became) for one in found])

    assert listed == [[(without, "returned")], [], [(without, "still_held")]]
