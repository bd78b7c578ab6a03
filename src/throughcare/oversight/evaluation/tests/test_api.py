"""Figures for machines: the kept table, rounded as it was published, to whoever may open the page."""

from datetime import UTC, date, datetime

import pytest

from tests.kit.machines import a_machine
from throughcare.commons.agencies.models import Token
from throughcare.frame.transaction import acting
from throughcare.oversight.evaluation.actions import make_tables
from throughcare.oversight.evaluation.tests.builders import facts, lay_down
from throughcare.safeguards.audit.models import Line

AT, UNTIL = datetime(2026, 11, 22, 10, tzinfo=UTC), date(2026, 9, 30)


@pytest.fixture
def kept(monkeypatch):
    monkeypatch.setattr("throughcare.oversight.evaluation.actions.draw", lambda *_picture, **_how: "<svg></svg>")
    lay_down([*facts(118, sector="education"), *facts(61, sector="police"), *facts(200, date(2024, 6, 1))])
    with acting("facts", staff=None, at=AT):
        make_tables(until=UNTIL, at=AT)


def test_a_machine_reads_tables_with_their_rounding(invented, kept):
    machine = a_machine("lantern_evaluation", scopes=["figures.read"])

    listed = machine.get("/api/figures").json()
    table = machine.get("/api/figures/referrals?by=sector").json()

    by_sector = [one["name"] for one in listed["figures"] if "sector" in one["by"]]
    assert (listed["until"], "referrals" in by_sector) == ("2026-09-30", True)
    assert table["rounded_to"] == 5
    assert all(cell % 5 == 0 for line in table["cells"] for cell in line if isinstance(cell, int))
    assert len(table["cells"]) == len(table["rows"])


def test_each_look_of_a_machine_is_a_line_and_whoever_may_not_open_the_page_reads_no_figure(invented, kept):
    machine, mentors = (a_machine("lantern_evaluation", scopes=["figures.read"]) for _each in range(2))
    Token.objects.filter(key=mentors.key).update(staff_id=invented.staff["ivo"])

    answers = [one.get("/api/figures/referrals?by=sector") for one in (machine, mentors)]

    assert [answer.status_code for answer in answers] == [200, 409]
    assert "cells" not in answers[1].json()
    assert [line.subject for line in Line.objects.filter(verb="evaluation:looked")] == ["referrals/sector"]


def test_what_is_not_measured_is_not_found(invented):
    machine = a_machine("lantern_evaluation", scopes=["figures.read"])

    assert machine.get("/api/figures/referrals?by=shoe_size").status_code == 404
    assert machine.get("/api/figures/referrals").status_code == 404
    assert machine.get("/api/figures/scores").status_code == 422
