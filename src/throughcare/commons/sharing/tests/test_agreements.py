"""Sharing agreements: recorded, written anew, ended; written by the officer and the manager, read by who works on cases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.kit.invented import NOW, Invented
from throughcare.commons.sharing import actions, queries
from throughcare.commons.sharing.models import Agreement, AgreementVersion
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.models import Line

TODAY = uk_today(NOW)
TERMS = actions.NewTerms(
    title="Schools of Northmere",
    purpose="To see early whether a child needs support, and to arrange it",
    parties=["northmere_school", "northmere_council"],
    categories=["identity", "concern"],
    bases=["public_task", "safeguarding", "channel_cooperation"],
    in_force_from=TODAY - timedelta(days=300),
    review_on=TODAY + timedelta(days=65),
)
WHEN = {f"{name}-{part}": "1" for name in ("in_force_from", "review_on") for part in ("day", "month")}
TYPED = {
    **WHEN,
    "reference": "NC/ISA/12",
    "title": "Health",
    "purpose": "To plan support that fits",
    "parties": ["merevale_nhs"],
    "categories": ["health"],
    "bases": ["public_task", "statutory_purposes"],
    "in_force_from-year": "2020",
    "review_on-year": "2021",
}


def kept(invented: Invented, terms: actions.NewTerms = TERMS, *, reference: str = "NC/ISA/7", by: str = "dov") -> str:
    with invented.acting(by) as staff:
        return str(actions.record_agreement(reference, terms, by=staff, at=NOW).key)


def refused(invented: Invented, call, *values, by: str = "dov", **named) -> str:
    with pytest.raises(Refusal) as found, invented.acting(by) as staff:
        call(*values, **named, by=staff, at=NOW)
    return found.value.as_text()


def test_what_was_agreed_is_kept_with_every_version_and_its_end(invented):
    key = kept(invented)
    later = replace(TERMS, categories=["identity"], review_on=TERMS.review_on + timedelta(days=365))
    with invented.acting("mo") as mo:
        actions.write_version(key, later, based_on=1, by=mo, at=NOW)
        one = queries.agreement(key, today=TODAY)
        actions.end_agreement(key, ended_on=TODAY, reason="The school closed", by=mo, at=NOW)
        ended = queries.agreement(key, today=TODAY + timedelta(days=1))

    assert one is not None and ended is not None
    assert [(each.row.number, each.row.categories) for each in one.versions] == [
        (2, ["identity"]),
        (1, ["identity", "concern"]),
    ]
    assert [party.name for party in one.now.parties] == ["Northmere School"]  # the controller is one without a row
    assert (one.standing.holds, ended.standing.code, ended.end.reason) == (True, "ended", "The school closed")
    lines = (
        Line.objects.filter(verb__startswith="agreements:").order_by("id").values_list("verb", "staff_id", "case_id")
    )
    dov, mo = invented.staff["dov"], invented.staff["mo"]
    assert list(lines) == [
        ("agreements:recorded", dov, None),
        ("agreements:version_written", mo, None),
        ("agreements:ended", mo, None),
    ]


def test_what_is_not_whole_is_refused_and_writes_nothing(invented):
    key = kept(invented)
    with invented.acting("dov") as dov:
        actions.end_agreement(key, ended_on=TODAY, reason="Over", by=dov, at=NOW)

    gateway = replace(TERMS, bases=["channel_cooperation"])
    alone = replace(TERMS, parties=["northmere_council"])
    assert "no lawful basis" in refused(invented, actions.record_agreement, "NC/ISA/8", gateway)
    assert "no other agency" in refused(invented, actions.record_agreement, "NC/ISA/8", alone)
    assert "another agreement" in refused(invented, actions.record_agreement, "nc/isa/7", TERMS)
    assert "has ended" in refused(invented, actions.write_version, key, TERMS, based_on=1)
    assert "ended already" in refused(invented, actions.end_agreement, key, ended_on=TODAY, reason="Again")
    assert "this is for" in refused(invented, actions.end_agreement, key, by="ada", ended_on=TODAY, reason="Mine")
    assert (Agreement.objects.count(), AgreementVersion.objects.count()) == (1, 1)


def test_who_works_on_cases_of_the_controller_reads_and_nobody_else(invented):
    key = kept(invented)
    found = {}
    for who in ("dov", "mo", "ada", "hana", "pat", "cleo", "dee", "isla"):
        with invented.acting(who):
            found[who] = queries.agreement(key, today=TODAY) is not None
    with pytest.raises(NotFound), invented.acting("ada") as ada:
        actions.record_agreement("NC/ISA/9", TERMS, by=ada, at=NOW)

    assert found == {who: who in ("dov", "mo", "ada") for who in found}


def test_a_late_review_leads_the_list_and_what_has_ended_stands_last(invented):
    near, far = (
        kept(invented, reference="NEAR"),
        kept(invented, replace(TERMS, review_on=date(2030, 1, 1)), reference="FAR"),
    )
    late = kept(invented, replace(TERMS, review_on=TODAY - timedelta(days=1)), reference="LATE")
    over = kept(invented, replace(TERMS, review_on=TODAY - timedelta(days=9)), reference="OVER")
    with invented.acting("dov") as dov:
        actions.end_agreement(over, ended_on=TODAY - timedelta(days=1), reason="Over", by=dov, at=NOW)
        listed = queries.agreements(today=TODAY)
        in_force = queries.agreements_in_force(today=TODAY)

    assert [one.row.reference for one in listed] == ["LATE", "NEAR", "FAR", "OVER"]
    assert {str(one.row.key) for one in in_force} == {near, far, late}
    assert listed[0].standing.label == "Review late"


def test_the_pages_keep_what_was_typed_and_nobody_else_has_them(invented):
    dov, ada = invented.browser("dov"), invented.browser("ada")

    wrong = dov.post("/agreements/new/", {**TYPED, "purpose": ""})
    made = dov.post("/agreements/new/", TYPED, follow=True)
    page = f"/agreements/{Agreement.objects.get().key}/"
    form = dov.get(f"{page}version/").text
    again = dov.post(f"{page}version/", {**TYPED, "title": "Health, again", "based_on": "1"}, follow=True)
    stale = dov.post(f"{page}version/", {**TYPED, "title": "Typed meanwhile", "based_on": "1"})
    listed, read = ada.get("/agreements/").text, ada.get(page).text
    end = {"ended_on-day": "1", "ended_on-month": "6", "ended_on-year": "2022", "reason": "A new one stands beside it"}
    over = dov.post(f"{page}end/", end, follow=True)

    assert wrong.status_code == 422 and "NC/ISA/12" in wrong.text and "Health" in wrong.text
    assert "Agreement recorded." in made.text
    assert "Physical and mental health" in made.text and "UK GDPR Art 6(1)(e)" in made.text
    assert 'name="based_on" value="1"' in form and "To plan support that fits" in form
    assert "Version 1, written" in again.text
    assert stale.status_code == 422 and "Typed meanwhile" in stale.text
    assert "Review late" in listed and "Record an agreement" not in listed
    assert "Merevale" in read and "Write a new version" not in read
    assert "A new one stands beside it" in over.text
    assert ada.get("/agreements/new/").status_code == 404
    assert [invented.browser(who).get(page).status_code for who in ("pat", "cleo", "hana")] == [404, 404, 404]


def test_a_review_whose_day_has_come_waits_for_who_may_write_it_anew_until_it_is_written_or_ended(invented):
    today = uk_today(timezone.now())
    due = replace(TERMS, in_force_from=today - timedelta(days=30), review_on=today)
    key = kept(invented, due)
    kept(invented, replace(due, review_on=today + timedelta(days=1)), reference="NC/ISA/8")
    address = reverse("agreement", args=[key])

    def lists():
        pages = {"mo": "/work/", "dov": "/account/", "ada": "/work/"}
        return [address in invented.browser(who).get(page).text for who, page in pages.items()]

    before, words = lists(), invented.browser("mo").get("/work/").text
    signed_in = invented.browser("dov").get(reverse("begin"))
    with invented.acting("mo", at=timezone.now()) as mo:
        later = replace(due, review_on=today + timedelta(days=365))
        actions.write_version(key, later, based_on=1, by=mo, at=timezone.now())

    assert before == [True, True, False]
    assert "Version 1 of the agreement names it" in words
    assert signed_in.headers["Location"] == reverse("account")
    assert lists() == [False, False, False]
