"""Basis and review date come from the definitions, a site's newer ones included."""

from datetime import date

from tests.kit.invented import NOW
from throughcare.commons.agencies import queries as agencies
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
