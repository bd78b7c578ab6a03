"""The audit's chains are checked by the clock and when the data protection officer asks; the page says when, and what came of it."""

from datetime import timedelta

import pytest
from django.db import connection

from tests.kit.invented import NOW
from throughcare.frame.transaction import acting
from throughcare.oversight.rights import actions
from throughcare.safeguards.audit.models import Line

DAY = timedelta(days=1)


def clock(*, at=NOW):
    with acting("clock", staff=None, at=at):
        return actions.check_chains(at=at)


def last(invented, who="dov", *, at=NOW):
    from throughcare.oversight.rights import queries

    with acting("oversight", staff=invented.staff[who], at=at):
        return queries.last_check()


@pytest.fixture
def looked(invented):
    """Two cases of two councils that somebody looked at, their lines linked as at commit."""
    references = [invented.receive(), invented.receive(area="ashcombe")]
    with invented.opened(references[0], "ada"):
        pass
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    return references


def break_a_line(reference):
    case_id = case_of(reference)
    line = Line.objects.filter(case_id=case_id).order_by("id").first()
    Line.objects.filter(pk=line.pk).update(verb="something:else")
    return line.pk


def case_of(reference):
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM cases_case WHERE reference = %s", [reference])
        return cursor.fetchone()[0]


def test_the_clock_checks_every_line_once_a_day(invented, looked):
    lines = Line.objects.count()

    assert clock() == lines
    assert clock(at=NOW + DAY / 2) == 0
    assert last(invented).ended_at == NOW
    assert last(invented).broken_line is None
    assert clock(at=NOW + DAY) == lines


def test_a_check_of_many_chains_goes_on_at_the_next_run(invented, looked, monkeypatch):
    monkeypatch.setattr(actions.looks, "CASES_A_PART", 1)
    monkeypatch.setattr(actions.looks, "PARTS_A_RUN", 1)

    checked = [clock(at=NOW + timedelta(minutes=5 * run)) for run in range(3)]

    assert all(checked[:2]) and sum(checked) == Line.objects.count()
    assert last(invented).ended_at == NOW + timedelta(minutes=10)


def test_before_it_has_ended_no_check_is_told(invented, looked, monkeypatch):
    monkeypatch.setattr(actions.looks, "PARTS_A_RUN", 1)

    clock()

    assert last(invented) is None
    assert "The chains were never checked." in invented.browser("dov").get("/who-looked/").text


def test_a_broken_chain_is_named_to_whoever_oversees_it_and_to_nobody_else(invented, looked):
    line = break_a_line(looked[0])
    clock()

    page = invented.browser("dov").get("/who-looked/").text

    assert f"A chain was broken at line {line}" in page
    assert "it was changed after it was written" in page


def test_another_councils_broken_chain_is_not_told(invented, looked):
    break_a_line(looked[1])
    clock()

    assert "Every chain is unbroken" in invented.browser("dov").get("/who-looked/").text


def test_the_officer_checks_the_own_chains_now_with_one_audit_line(invented, looked):
    line, before = break_a_line(looked[0]), Line.objects.count()
    dov = invented.browser("dov")

    said = dov.post("/who-looked/chains/", follow=True).text

    assert "Chains checked." in said
    assert f"A chain was broken at line {line}" in said
    assert Line.objects.filter(verb="rights:chains_checked").count() == 1
    assert Line.objects.count() == before + 2  # the act, and the look at the page after it
    assert clock() > 0  # it stands for no check of all chains


def test_nobody_else_checks_chains(invented):
    for username in ("ada", "dee", "mo", "cleo"):
        assert invented.browser(username).post("/who-looked/chains/").status_code == 404
    assert invented.browser("dov").get("/who-looked/chains/").status_code == 405
