"""Basis and review date come from the definitions, a site's newer ones included."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.kit.invented import NOW
from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import carried as cases
from throughcare.commons.cases.carried import for_agency
from throughcare.kernel.definitions import load

SOONER = """
version: "2099-01-01"
source: The controller's own schedule
regimes:
  uk_gdpr: {basis: public_task, review_after_months: 5, source: "The controller's own schedule"}
  part_3: {basis: law_enforcement, review_after_months: 7, source: "The controller's own schedule"}
"""


def carried(invented, username):
    return for_agency(agencies.staff(invented.staff[username]).agency_id, at=NOW)


def test_a_council_and_a_force_carry_the_basis_of_their_regime(invented):
    defaults = load("records", "defaults").data["regimes"]

    assert carried(invented, "ada")["basis"] == defaults["uk_gdpr"]["basis"]
    assert carried(invented, "dee")["basis"] == defaults["part_3"]["basis"]


def test_a_sites_own_review_period_reaches_every_record(invented, tmp_path, monkeypatch):
    path = tmp_path / "records" / "defaults" / "2099-01-01.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(SOONER)
    monkeypatch.setenv("DEFINITIONS_DIR", str(tmp_path))

    assert carried(invented, "ada")["review_on"] == date(2026, 11, 15)
    assert carried(invented, "dee")["review_on"] == date(2027, 1, 15)


def test_the_agency_is_asked_for_once_between_two_acts(invented):
    reference = invented.receive()
    with invented.opened(reference, "ada") as case:
        with CaptureQueriesContext(connection) as asked:
            first, second = cases.carried(case, at=NOW), cases.carried(case, at=NOW, kind="opinion")
        second["basis"] = "changed here alone"

        assert len(asked) == 1
        assert {**second, "kind": "fact", "basis": first["basis"]} == first == cases.carried(case, at=NOW)


def test_a_later_day_is_reviewed_later(invented):
    reference = invented.receive()
    with invented.opened(reference, "ada") as case:
        days = [cases.carried(case, at=NOW + timedelta(days=days))["review_on"] for days in (0, 1)]

    assert days[1] == days[0] + timedelta(days=1)
