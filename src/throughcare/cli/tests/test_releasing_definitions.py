from typer.testing import CliRunner

from throughcare.cli.definitions import app
from throughcare.cli.problems import CannotGoOn
from throughcare.kernel import definitions

LIST = """
title: Colours
about: Colours of folders.
source: invented
approver: nobody
values:
  - {code: red, label: Red, valid_from: "2020-01-01"}
"""


def release(place):
    return CliRunner().invoke(app, ["release", place])


def test_a_site_releases_a_list_of_its_own_once(tmp_path, monkeypatch):
    monkeypatch.setenv("DEFINITIONS_DIR", str(tmp_path))
    path = tmp_path / "codelists" / "colours" / "2020-01-01.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(LIST)

    first, second = release("codelists/colours/2020-01-01"), release("codelists/colours/2020-01-01.yaml")

    assert "is released" in first.output
    assert "nothing changed" in second.output
    assert definitions.load("codelists", "colours").is_released


def test_what_is_not_there_is_not_released():
    result = release("codelists/colours/1999-01-01")

    assert result.exit_code == 1
    assert isinstance(result.exception, CannotGoOn)


def test_everything_shipped_passes_the_check():
    result = CliRunner().invoke(app, ["check"])

    assert result.exit_code == 0, result.exception
    assert "in order" in result.output


def test_all_versions_of_a_name_are_released_together(tmp_path, monkeypatch):
    monkeypatch.setenv("DEFINITIONS_DIR", str(tmp_path))
    (tmp_path / "codelists" / "colours").mkdir(parents=True)
    for version in ("2020-01-01", "2024-01-01"):
        (tmp_path / "codelists" / "colours" / f"{version}.yaml").write_text(LIST)

    said = release("codelists/colours").output

    assert [line.split()[0] for line in said.splitlines()] == [
        "codelists/colours/2020-01-01",
        "codelists/colours/2024-01-01",
    ]
