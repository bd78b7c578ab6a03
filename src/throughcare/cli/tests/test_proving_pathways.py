"""`throughcare pathways check`: one line a law, the story of what breaks it, and no success where one is broken."""

from copy import deepcopy

import pytest
import yaml
from typer.testing import CliRunner

from throughcare.cli.main import app
from throughcare.cli.problems import CannotGoOn
from throughcare.kernel.definitions import forget, load

RUN = CliRunner()


def lending(folder, monkeypatch, change=lambda data: None):
    """Lay a pathway of a site's own beside ours: Channel under another name, with something changed."""
    data = deepcopy(yaml.safe_load(load("pathways", "channel").path.read_text(encoding="utf-8")))
    change(data)
    path = folder / "pathways" / "own" / "2026-01-01.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    monkeypatch.setenv("DEFINITIONS_DIR", str(folder))
    forget()


def without_consent(data):
    data["verbs"]["delivery.start_support"]["gates"].remove("consent_in_force")


def unknown_gate(data):
    data["promises"]["plan"] = "mood"


def test_a_sites_own_pathway_is_proved_law_by_law(tmp_path, monkeypatch):
    lending(tmp_path, monkeypatch)

    found = RUN.invoke(app, ["pathways", "check", "own"])

    assert found.exit_code == 0
    assert [line.split()[:4] for line in found.output.splitlines() if line.startswith("✓")] == [
        ["✓", "own", "2026-01-01", str(number)] for number in range(1, 14)
    ]
    assert "Every law holds in every version of every pathway: 13 proofs" in found.output


@pytest.mark.parametrize("wanted", [["--story"], ["--no-story"]])
def test_a_broken_law_is_told_with_its_story_and_fails(tmp_path, monkeypatch, wanted):
    lending(tmp_path, monkeypatch, without_consent)

    found = RUN.invoke(app, ["pathways", "check", "own", *wanted])

    assert isinstance(found.exception, CannotGoOn)
    assert str(found.exception) == "1 of 13 proofs failed."
    assert "✗ own 2026-01-01   1 Support is authorised only under an approved plan" in found.output
    assert ("But: support is authorised, and it need not be true" in found.output) is (wanted == ["--story"])


def test_a_pathway_that_cannot_be_read_says_what_is_missing(tmp_path, monkeypatch):
    lending(tmp_path, monkeypatch, unknown_gate)

    found = RUN.invoke(app, ["pathways", "check", "own"])

    assert isinstance(found.exception, CannotGoOn)
    assert "the promises name the gate mood, which is not there" in found.output


def test_a_pathway_that_is_not_there_is_named():
    found = RUN.invoke(app, ["pathways", "check", "lending"])

    assert str(found.exception).startswith("There is no pathway lending. There are: channel")
