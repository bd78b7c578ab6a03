"""Whatever a person can run or set is told of in the manual."""

import re

import typer.main

from tests.kit.tree import PROJECT, code, files
from throughcare.cli.main import app

GUIDES = "".join((PROJECT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md"))
SETTINGS_PAGE = (PROJECT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
COMMANDS_PAGE = (PROJECT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
SETTING = re.compile(r"\b(THROUGHCARE_[A-Z_]+|DATABASE_URL|DEFINITIONS_DIR|PORT|CHROMIUM|PYTHON_FOR_VENV)\b")


def commands(command, name: str) -> list[str]:
    inside = getattr(command, "commands", {})
    return [full for key, each in inside.items() for full in commands(each, f"{name} {key}")] or [name]


def test_every_make_target_is_told_of():
    targets = re.findall(r"^([a-z]+):.*## ", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    assert targets
    assert [target for target in targets if f"make {target}" not in GUIDES] == []


def test_every_command_is_told_of():
    found = commands(typer.main.get_command(app), "throughcare")

    assert "throughcare db migrate" in found
    assert [name for name in found if f"`{name}`" not in COMMANDS_PAGE] == [], "Run: make docs"


def test_every_setting_is_told_of():
    places = [*code(), *files("Makefile"), *(path for path in files() if path.parent == PROJECT / "tools")]
    used = {name for path in places for name in SETTING.findall(path.read_text(encoding="utf-8"))}

    assert {"DATABASE_URL", "THROUGHCARE_OWNER_URL"} <= used
    assert sorted(name for name in used if f"`{name}`" not in SETTINGS_PAGE) == []
    assert sorted(name for name in set(SETTING.findall(SETTINGS_PAGE)) - used) == [], "no longer read anywhere"
