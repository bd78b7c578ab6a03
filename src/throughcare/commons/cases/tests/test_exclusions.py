"""Whoever is kept out of a case meets it as if it did not exist, whatever would let them in, and nobody else learns of it."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.kit.invented import NOW
from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions, gate
from throughcare.commons.cases.models import Exclusion, Grant, Task
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.oversight.rights import actions as rights
from throughcare.oversight.rights import queries as rights_queries
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db
SAM = {
    "n": 1,
    "name": "sam tarrow",
    "sounds": [],
    "born": "2010-03-14",
    "swapped": None,
    "exact": True,
    "not_person": None,
}


@pytest.fixture
def reference(invented):
    return invented.receive(at=timezone.now())


def keep_out(invented, reference, who, *, by="mo", kind="relative"):
    with invented.opened(reference, by, at=timezone.now()) as case:
        return actions.exclude(case, staff_id=invented.staff[who], kind=kind, reason="a cousin", at=case.at)


def declare(invented, reference, who):
    with invented.opened(reference, who, at=timezone.now()) as case:
        return actions.declare_conflict(case, kind="relative", reason="My cousin", at=case.at)


def grant(invented, reference, who, role="reader"):
    with invented.opened(reference, "ada", at=timezone.now()) as case:
        Grant.objects.create(case_id=case.id, staff_id=invented.staff[who], role=role, from_at=NOW, reason="covers")


def everything_met(invented, who, reference):
    """What somebody meets of a case: its page, the lists, the search, what the database itself gives, earlier records."""
    browser, at = invented.browser(who), timezone.now()
    with acting("staff", staff=invented.staff[who], at=at), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_case WHERE reference = %s", [reference])
        rows = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM tc.possible_matches(%s::jsonb)", [json.dumps([SAM])])
        alike = cursor.fetchone()[0]
        cursor.execute("SELECT cardinality(tc.openable_cases())")
        openable = cursor.fetchone()[0]
        cursor.execute(
            "SELECT count(*) FROM tc.whoami() w, jsonb_array_elements(w.posts) p WHERE p->>'role' = 'reader'"
        )
        posts = cursor.fetchone()[0]
    pages = ["/cases/", "/work/", "/work/?list=team", "/cases/?q=Tarrow"]
    return (
        browser.get(f"/cases/{reference}/").status_code,
        any(reference in browser.get(page).text for page in pages),
        *(rows, alike, openable, posts),
    )


@pytest.mark.parametrize("who", ["femi", "cleo"])
def test_a_post_a_grant_and_a_search_open_nothing(invented, reference, who):
    grant(invented, reference, who)
    before = everything_met(invented, who, reference)

    keep_out(invented, reference, who)

    assert before[0] == 200 and min(before[2:]) == 1
    assert everything_met(invented, who, reference) == (404, False, 0, 0, 0, 0)


def test_the_page_is_the_one_of_a_missing_case_to_the_byte(invented, reference):
    keep_out(invented, reference, "femi")
    femi = invented.browser("femi")

    hidden, missing = (femi.get(f"/cases/{one}/team/conflict/") for one in (reference, "TC-000000"))

    assert (hidden.status_code, hidden.content) == (missing.status_code, missing.content)


def test_a_colleague_declares_it_and_leaves_at_once_and_their_tasks_fall_to_the_owner(invented, reference):
    with invented.opened(reference, "ada", at=timezone.now()) as case:
        new = actions.NewTask(code="cases.do_again", due_on=case.review_on, for_role="manager", to=invented.staff["mo"])
        actions.ask(case, new, at=case.at)
        owner = case.owner_id
    mo = invented.browser("mo")

    empty = mo.post(f"/cases/{reference}/team/conflict/", {"kind": "relative", "reason": " "})
    sent = mo.post(f"/cases/{reference}/team/conflict/", {"kind": "relative", "reason": "My cousin"}, follow=True)

    row = Exclusion.objects.get()
    assert (empty.status_code, mo.get(f"/cases/{reference}/").status_code) == (422, 404)
    assert "You cannot open that case any more" in sent.text
    assert (row.declared, row.kind, row.by_id) == (True, "relative", invented.staff["mo"])
    assert Task.objects.get(code="cases.do_again").assigned_to_id == owner
    assert Line.objects.filter(verb="cases:conflict_declared", subject=str(row.pk)).count() == 1


def test_whoever_declared_does_not_let_themselves_back_in(invented, reference):
    declare(invented, reference, "mo")

    with pytest.raises(NotFound), invented.opened(reference, "mo", at=timezone.now()):
        pass


def test_whoever_answers_for_the_case_hands_it_on_first(invented, reference):
    with pytest.raises(Refusal) as refused:
        declare(invented, reference, "ada")

    assert "hand the case on first" in refused.value.as_text()
    assert not Exclusion.objects.exists()


def test_of_two_who_keep_the_same_colleague_out_the_second_learns_that_it_is_done(invented, reference):
    keep_out(invented, reference, "femi")

    with pytest.raises(Refusal) as refused:
        keep_out(invented, reference, "femi")

    assert "kept out already" in refused.value.as_text()
    assert Exclusion.objects.count() == 1


def test_nobody_but_manager_and_data_protection_learns_that_somebody_is_kept_out(invented, reference):
    keep_out(invented, reference, "femi")

    for page in ("team/", "team/access/", "timeline/", ""):
        text = invented.browser("ada").get(f"/cases/{reference}/{page}").text
        assert "a cousin" not in text and "kept out" not in text.lower()
    with (
        invented.opened(reference, "ada", at=timezone.now() + timedelta(minutes=1)) as case,
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT verb FROM tc.lines_of_open_case(%s)", [case.at])
        assert {verb for (verb,) in cursor.fetchall() if "exclu" in verb} == set()
    assert "a cousin" in invented.browser("mo").get(f"/cases/{reference}/team/").text


def test_the_data_protection_officer_keeps_somebody_out_and_lets_them_back_in(invented, reference):
    dov, name = invented.browser("dov"), agencies.staff(invented.staff["femi"])
    address = f"/who-looked/{reference}/kept-out/"

    found = dov.get(f"{address}?name={name.name}").text
    empty = dov.post(f"{address}?name={name.name}", {"who": name.key})
    sent = dov.post(f"{address}?name={name.name}", {"who": name.key, "kind": "relative", "reason": "a cousin"})
    listed = dov.get(address).text
    out = invented.browser("femi").get(f"/cases/{reference}/").status_code
    dov.post(f"{address}{name.key}/end/", {"reason": "Mistaken"})

    assert name.name in found and "a cousin" in listed
    assert (empty.status_code, sent.status_code, out) == (422, 302, 404)
    assert invented.browser("femi").get(f"/cases/{reference}/").status_code == 200
    assert [
        line.verb for line in Line.objects.filter(subject_kind="cases.exclusion").exclude(subject="-").order_by("id")
    ] == [
        "rights:kept_out",
        "rights:let_back_in",
    ]


@pytest.mark.parametrize("who", ["ada", "mo", "cleo"])
def test_nobody_else_has_that_page(invented, reference, who):
    assert invented.browser(who).get(f"/who-looked/{reference}/kept-out/").status_code == 404


def test_an_officer_who_is_kept_out_watches_over_everything_but_that_case(invented, reference):
    other = invented.receive(at=timezone.now())
    keep_out(invented, reference, "dov")

    with acting("oversight", staff=invented.staff["dov"], at=timezone.now()):
        seen = [rights_queries.overseen_case(one) is not None for one in (reference, other)]
        with pytest.raises(NotFound):
            rights.keep_out(reference=reference, staff_id=1, kind="other", reason="x", by=invented.staff["dov"], at=NOW)
    assert seen == [False, True]


def test_nobody_calls_the_function_for_a_case_they_do_not_answer_for(invented, reference):
    with invented.opened(reference, "ada", at=timezone.now()) as case:
        case_id = case.id
    with invented.acting("cleo", at=timezone.now()), connection.cursor() as cursor:
        for staff in ("cleo", "femi"):
            cursor.execute("SELECT tc.keep_out(%s, %s, 'other', '-')", [case_id, invented.staff[staff]])
            assert cursor.fetchone() == (None,)
    with invented.opened(reference, "dee", at=timezone.now()) as case, connection.cursor() as cursor:
        cursor.execute("SELECT tc.keep_out(%s, %s, 'other', '-')", [case.id, invented.staff["femi"]])
        assert cursor.fetchone() == (None,)
    assert not Exclusion.objects.exists()


def test_the_gate_writes_the_same_line_for_a_hidden_and_a_missing_case(invented, reference):
    keep_out(invented, reference, "femi")
    before = Line.objects.count()

    for one in (reference, "TC-000000"):
        with invented.acting("femi", at=timezone.now()) as femi, pytest.raises(NotFound):
            gate.open(one, by=femi, at=timezone.now())

    assert {line.verb for line in Line.objects.order_by("id")[before:]} <= {"cases:looked:not-found"}
