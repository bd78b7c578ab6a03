"""A case that police lead ends by two people, with reasons; and never by itself."""

import pytest

from tests.kit.invented import NOW
from throughcare.commons.cases.models import Case, PoliceStageChange, StageChange
from throughcare.kernel.answers import Refusal
from throughcare.stages.checks import actions
from throughcare.stages.checks.models import RouteProposal
from throughcare.stages.checks.tests.test_route import cleared, proposed


def led_by_police(invented) -> str:
    reference = invented.receive()
    cleared(invented, reference)
    proposed(invented, reference, route="police_led")
    with invented.opened(reference, "femi") as case:
        actions.approve_route(case, approved=True, words="", at=NOW)
    return reference


def test_two_people_close_a_police_led_case(invented):
    reference = led_by_police(invented)
    with invented.opened(reference, "dee") as case:
        actions.propose_close(case, reasons="Nothing was found in a year.", at=NOW)

    with invented.opened(reference, "femi") as case:
        actions.approve_route(case, approved=True, words="I agree.", at=NOW)

    row = Case.objects.get(reference=reference)
    assert (row.stage, row.closed_at) == ("closed", NOW)
    assert PoliceStageChange.objects.latest("id").verb == "police_led.close"
    assert StageChange.objects.latest("id").reason == ""


def test_whoever_proposed_closing_cannot_close(invented):
    reference = led_by_police(invented)
    with invented.opened(reference, "femi") as case:
        case_of_femi = case.may("checks.propose_route")
    assert not case_of_femi
    with invented.opened(reference, "dee") as case:
        actions.propose_close(case, reasons="Nothing was found.", at=NOW)

    with invented.opened(reference, "dee") as case, pytest.raises(Refusal) as refused:
        actions.approve_route(case, approved=True, words="", at=NOW)

    assert "the second person must be somebody else than the person who decided first" in refused.value.as_text()
    assert RouteProposal.objects.latest("id").decided_at is None


@pytest.mark.parametrize(
    ("reasons", "why"), [("", "the reasons are not written down"), ("Because", "police do not lead this case")]
)
def test_closing_is_proposed_with_reasons_and_only_where_police_lead(invented, reasons, why):
    reference = invented.receive() if reasons else led_by_police(invented)

    with invented.opened(reference, "dee") as case, pytest.raises(Refusal) as refused:
        actions.propose_close(case, reasons=reasons, at=NOW)

    assert why in refused.value.as_text()


def test_the_page_of_a_police_led_case_offers_its_end_and_closes_it(invented):
    reference = led_by_police(invented)
    dee, femi = invented.browser("dee"), invented.browser("femi")
    assert "Close the police-led case" in dee.get(f"/cases/{reference}/checks/").text

    sent = dee.post(f"/cases/{reference}/checks/close/", {"reason": "Nothing was found."}, follow=True)
    assert "Sent for second approval" in sent.text
    decided = femi.post(f"/cases/{reference}/checks/decide/", {"approved": "yes", "words": "I agree."}, follow=True)

    assert decided.status_code == 200
    assert Case.objects.get(reference=reference).stage == "closed"


def test_to_others_a_police_led_case_looks_like_every_other_with_police(invented):
    reference = led_by_police(invented)

    page = invented.browser("ada").get(f"/cases/{reference}/checks/").text

    assert "With police for checks" in page and "lead" not in page.lower().replace("misleads", "")
