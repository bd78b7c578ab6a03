"""A restricted record says so, is kept and added to, and is not used until the restriction is lifted with a reason."""

import pytest

from tests.kit.invented import NOW
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.models import Case, Note
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import Refusal
from throughcare.oversight.rights import actions
from throughcare.oversight.rights.models import Restriction
from throughcare.oversight.rights.tests.builders import decided, received
from throughcare.safeguards.audit.models import Line

WHY, LIFTED = "What the school wrote is contested", "The school was right, and the person was told"


def as_officer(invented, call, asked, reason):
    dov = invented.staff["dov"]
    with acting("oversight", staff=dov, at=NOW):
        return call(str(asked.key), reason=reason, by=dov, at=NOW)


def restricted(invented, reference, *, asked="objection"):
    request = received(invented, reference, asked=asked)
    as_officer(invented, actions.restrict, request, WHY)
    return request


def test_a_restricted_record_says_so_on_its_page_until_it_is_lifted(invented):
    reference = invented.receive()
    ada = invented.browser("ada")
    before = ada.get(f"/cases/{reference}/").text
    request = restricted(invented, reference)
    while_it_is = ada.get(f"/cases/{reference}/").text

    as_officer(invented, actions.lift_restriction, request, LIFTED)

    mark = ">Restricted<"
    assert [mark in page for page in (before, while_it_is, ada.get(f"/cases/{reference}/").text)] == [
        False,
        True,
        False,
    ]
    assert [one.verb for one in Line.objects.filter(verb__startswith="rights:restrict").order_by("id")] == [
        "rights:restricted",
        "rights:restriction_lifted",
    ]


@pytest.mark.parametrize(
    ("verb", "goes_on"),
    [
        ("information.request", False),
        ("cases.print_cover", False),
        ("cases.add_note", True),
        ("cases.record_told", True),
        ("closure.propose", True),
        ("rights.receive_request", True),
    ],
)
def test_what_records_and_protects_goes_on_and_what_uses_the_record_stops(invented, verb, goes_on):
    reference = invented.receive()
    with invented.opened(reference, "ada") as case:
        before = bool(case.may(verb))
    restricted(invented, reference)

    with invented.opened(reference, "ada") as case:
        now = case.may(verb)

    assert (bool(now), "the record is restricted" in [one.text for one in now.reasons]) == (
        before and goes_on,
        not goes_on,
    )


def test_a_note_is_kept_and_the_cover_sheet_is_refused_with_whom_to_ask(invented):
    reference = invented.receive()
    restricted(invented, reference)

    with invented.opened(reference, "ada") as case:
        cases.add_note(case, compartment="core", text="Rang", kind="fact", source="", happened_at=NOW, at=NOW)
    page = invented.browser("ada").get(f"/cases/{reference}/cover/")

    assert Note.objects.get().text == "Rang"
    assert page.status_code == 422 and "data protection officer" in page.text


def test_a_restriction_that_was_asked_for_waits_until_it_is_granted(invented):
    request = received(invented, invented.receive(), asked="restriction")

    with pytest.raises(Refusal) as refused:
        as_officer(invented, actions.restrict, request, WHY)
    decided(invented, request)
    as_officer(invented, actions.restrict, request, WHY)

    assert "is not granted" in refused.value.as_text()
    assert Restriction.objects.count() == 1


def test_two_requests_restrict_and_the_last_to_be_lifted_frees_the_record(invented):
    reference = invented.receive()
    first, second = restricted(invented, reference), restricted(invented, reference, asked="rectification")

    as_officer(invented, actions.lift_restriction, first, LIFTED)
    between = Case.objects.get(reference=reference).restricted_at
    as_officer(invented, actions.lift_restriction, second, LIFTED)

    assert (between, Case.objects.get(reference=reference).restricted_at) == (NOW, None)
    with pytest.raises(Refusal):
        as_officer(invented, actions.lift_restriction, second, LIFTED)


def test_the_officer_restricts_and_lifts_by_the_pages_and_nobody_else_can(invented):
    reference = invented.receive()
    request = received(invented, reference, asked="objection")
    dov, ada = invented.browser("dov"), invented.browser("ada")
    offered = dov.get(f"/requests/{request.key}/").text

    strange = ada.post(f"/requests/{request.key}/restrict/", {"reason": WHY}).status_code
    done = dov.post(f"/requests/{request.key}/restrict/", {"reason": WHY}).status_code
    shown = dov.get(f"/requests/{request.key}/").text
    dov.post(f"/requests/{request.key}/lift/", {"reason": LIFTED})

    assert (strange, done) == (404, 302)
    assert "Restrict the record" in offered and WHY in shown and "Lift the restriction" in shown
    assert LIFTED in dov.get(f"/requests/{request.key}/").text
    assert Case.objects.get(reference=reference).restricted_at is None
