"""A machine reads agreements and what was given of a case, writes down what was given and who was told, and finds no more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.kit.invented import Invented
from tests.kit.machines import Caller, a_machine
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.models import Task
from throughcare.commons.sharing import actions as sharing
from throughcare.commons.sharing.models import Disclosure, RecipientTold, TextGiven
from throughcare.commons.sharing.rules.disclosures import Reasons
from throughcare.frame.transaction import acting
from throughcare.kernel.time import uk_today
from throughcare.oversight.rights import actions as rights
from throughcare.safeguards.audit.models import Line

SCOPES = ["agreements.read", "disclosures.read", "disclosures.record"]
SAID = "That Sam needs company on the way home"
GIVEN = {
    "agency": "northmere_school",
    "contact": "the head",
    "way": "phone",
    "given_at": "2026-05-31T16:00Z",
    "said": SAID,
    "parts": ["safe_contact"],
    "purpose": "protect",
    "legal_basis": "public_task",
    "necessity": "A child was at risk",
    "proportionality": "The name of the school alone",
    "no_agreement": "Urgent",
}


@pytest.fixture
def northmere(invented) -> Caller:
    return a_machine("northmere_council", scopes=SCOPES, area_ids=[invented.areas["northmere"]])


def agreed(invented: Invented, *, by: str) -> str:
    today = uk_today(timezone.now())
    terms = sharing.NewTerms(
        title="Schools of Northmere",
        purpose="To see early whether a child needs support",
        parties=["northmere_school", "merevale_nhs"],
        categories=["identity"],
        bases=["public_task"],
        in_force_from=today - timedelta(days=3),
        review_on=today + timedelta(days=3),
    )
    with invented.acting(by, at=timezone.now()) as staff:
        return str(sharing.record_agreement("NC/ISA/7", terms, by=staff, at=timezone.now()).key)


def last_verb() -> str:
    return Line.objects.filter(acting_role="machine").order_by("-id").values_list("verb", flat=True)[0]


def test_agreements_of_the_own_controller_are_read_and_another_key_is_none(invented, northmere):
    key = agreed(invented, by="mo")
    elsewhere = a_machine("ashcombe_council", scopes=SCOPES, area_ids=[invented.areas["ashcombe"]])

    listed = northmere.get("/api/agreements").json()
    one = northmere.get(f"/api/agreements/{key}").json()
    hidden, missing = (elsewhere.get(f"/api/agreements/{each}") for each in (key, "0" * 8 + key[8:]))

    assert [(each["reference"], each["state"]) for each in listed["agreements"]] == [("NC/ISA/7", "in_force")]
    assert (one["version"], one["categories"], one["bases"]) == (1, ["identity"], ["public_task"])
    assert last_verb() == "look:not-found"
    assert elsewhere.get("/api/agreements").json() == {"agreements": [], "next": None}
    assert (hidden.status_code, hidden.content, hidden.headers) == (404, missing.content, missing.headers)


def test_it_is_written_down_under_an_agreement_that_is_in_force(invented, northmere):
    under = {**GIVEN, "agreement": agreed(invented, by="mo"), "no_agreement": ""}

    made = northmere.post(f"/api/cases/{invented.receive()}/disclosures", under)

    assert made.status_code == 201
    assert str(Disclosure.objects.get().agreement.key) == under["agreement"]


def test_what_was_given_is_written_down_listed_and_read_with_one_line(invented, northmere):
    reference = invented.receive()
    path = f"/api/cases/{reference}/disclosures"

    made = northmere.post(path, GIVEN)
    listed, one = northmere.get(path).json(), northmere.get(f"{path}/1").json()

    assert (made.status_code, made.json()["said"]) == (201, SAID)
    assert [(each["recipient"], each["parts"]) for each in listed["disclosures"]] == [
        ("Northmere School", ["safe_contact"])
    ]
    assert SAID not in str(listed)
    assert (one["necessity"], one["said"], one["given_at"]) == ("A child was at risk", SAID, "2026-05-31T16:00:00Z")
    assert Disclosure.objects.get().by_id == northmere.staff_id
    assert Line.objects.filter(verb="disclosures:recorded").count() == 1
    assert Line.objects.filter(verb="disclosures:looked", acting_role="machine").count() == 3


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"agreement": "00000000-0000-4000-8000-000000000000", "no_agreement": ""}, "/agreement"),
        ({"legal_basis": "court_order_that_there_is_not"}, "/legal_basis"),
        ({"parts": ["police"]}, "/parts/0"),
        ({"way": "here"}, "/way"),
        ({"given_at": "2026-02-30T16:00Z"}, "/given_at"),
        ({"necessity": " "}, "/necessity"),
    ],
)
def test_what_does_not_fit_is_told_by_its_place_and_leaves_no_trace(invented, northmere, change, place):
    answer = northmere.post(f"/api/cases/{invented.receive()}/disclosures", {**GIVEN, **change})

    assert 400 <= answer.status_code < 500
    assert place in str(answer.json())
    assert not Disclosure.objects.exists() and not TextGiven.objects.exists()


def test_a_hidden_case_and_a_missing_one_answer_alike_at_every_address(invented, northmere):
    hidden = invented.receive(area="ashcombe")
    told = {"change": "00000000-0000-4000-8000-000000000000", "way": "phone"}

    def answers(reference: str) -> list[tuple[int, bytes, dict[str, str]]]:
        path = f"/api/cases/{reference}"
        found = [northmere.get(path + each) for each in ("/disclosures", "/disclosures/1", "/to-tell")]
        found += [northmere.post(f"{path}/disclosures", GIVEN), northmere.post(f"{path}/disclosures/1/told", told)]
        return [(each.status_code, each.content, dict(each.headers)) for each in found]

    assert answers(hidden) == answers("TC-NNNNNN")
    assert {status for status, _content, _headers in answers(hidden)} == {404}
    assert not Disclosure.objects.exists()


def test_whom_to_tell_is_listed_with_its_day_and_written_down_once(invented, northmere):
    reference = invented.receive()
    cared(invented, reference, "Ring at any time")
    with invented.opened(reference, "ada", at=timezone.now()) as case:
        why = Reasons("protect", "public_task", "A child was at risk", "The name alone", no_agreement="Urgent")
        new = sharing.NewDisclosure(sharing.To(agency="northmere_school"), "phone", why, ("safe_contact",))
        sharing.record_given(case, new, words=SAID, at=timezone.now())
    cared(invented, reference, "Text only")
    with acting("clock", staff=None, at=timezone.now()):
        rights.notice_recipients(at=timezone.now())
    asked = Task.objects.filter(code="disclosures.tell", done_at__isnull=True)
    assert asked.count() == 1

    (one,) = northmere.get(f"/api/cases/{reference}/to-tell").json()["recipients"]
    told = {"change": one["change"], "way": "not_possible", "tried": ""}
    gap = northmere.post(f"/api/cases/{reference}/disclosures/1/told", told)
    done = northmere.post(f"/api/cases/{reference}/disclosures/1/told", {**told, "tried": "Rang three times"})
    again = northmere.post(f"/api/cases/{reference}/disclosures/1/told", {**told, "tried": "Rang three times"})

    assert (one["what"], one["part"], one["number"]) == ("corrected", "safe_contact", 1)
    assert "UK GDPR Art 19" in one["rule"] and one["tell_by"] > str(uk_today(timezone.now()))
    assert (gap.status_code, done.status_code, again.status_code) == (409, 201, 404)
    assert done.json() == {"recipients": []}
    assert RecipientTold.objects.get().by_id == northmere.staff_id
    assert not asked.exists()
    assert Line.objects.filter(verb="disclosures:recipient_told").count() == 1


def cared(invented: Invented, reference: str, words: str) -> None:
    with invented.opened(reference, "ada", at=timezone.now()) as case:
        cases.record_care(case, safe_contact=words, take_care="", at=timezone.now())
