"""Whatever a person can run or set is told of in the manual."""

import re

import typer.main

from tests.kit.tree import PROJECT, code, files, place
from throughcare.cli.main import app

GUIDES = "".join((PROJECT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md"))
SETTINGS_PAGE = (PROJECT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
COMMANDS_PAGE = (PROJECT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
SETTING = re.compile(r"\b(THROUGHCARE_[A-Z_]+|DATABASE_URL|DEFINITIONS_DIR|PORT|CHROMIUM|PYTHON_FOR_VENV)\b")

NAMED_FILE = re.compile(r"`((?:src|tests|docs|tools|deploy|requirements)/[^`\s]*)`")
NAMED_COMMAND = re.compile(r"`((?:[A-Z_]+=\S+ )?(?:make|throughcare)(?: [^`]+)?)`")
LOGGER = re.compile(r"getLogger\(\"([a-z.]+)\"\)")
LOGGER_TOLD = re.compile(r"`(throughcare\.[a-z]+)`")
WRITTEN_ONCE = ("CHANGELOG.md",)  # it says what was there then


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


def test_every_log_is_told_of():
    page = (PROJECT / "docs" / "reference" / "logs.md").read_text(encoding="utf-8")
    used = {name for path in code() for name in LOGGER.findall(path.read_text(encoding="utf-8"))}

    assert len(used) > 3
    assert sorted(name for name in used if f"`{name}`" not in page) == []
    assert sorted(name for name in LOGGER_TOLD.findall(page) if name not in used) == [], "nothing writes it any more"


def test_every_picture_is_shown_and_every_shown_picture_is_there():
    pages = [path for path in files(".md") if path.parent == PROJECT or path.is_relative_to(PROJECT / "docs")]
    shown = {
        (path.parent / target).resolve()
        for path in pages
        for target in re.findall(r"!\[[^\]]*\]\(([^)\s]+)\)", path.read_text(encoding="utf-8"))
    }

    assert pages
    assert set(files(".png")) - shown == set(), "show each in the manual, or delete it"
    assert {path for path in shown if not path.exists()} == set()


def test_every_link_inside_the_manual_leads_somewhere():
    broken = [
        f"{path.relative_to(PROJECT)}: {target}"
        for path in files(".md")
        for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8"))
        if "://" not in target and not (path.parent / target).exists()
    ]

    assert broken == []


def test_every_file_that_the_manual_and_the_guides_name_is_there():
    broken = [
        f"{place(path)}: {name}"
        for path in files(".md")
        if path.name not in WRITTEN_ONCE and "decisions" not in path.parts
        for name in NAMED_FILE.findall(path.read_text(encoding="utf-8"))
        if not any(mark in name for mark in "<…*") and not (PROJECT / name.partition("::")[0].rstrip("/")).exists()
    ]

    assert broken == []


def test_every_command_that_a_page_names_is_there():
    known = {*commands(typer.main.get_command(app), "throughcare"), "throughcare"}
    targets = re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = [
        (path, words) for path in files(".md") for words in NAMED_COMMAND.findall(path.read_text(encoding="utf-8"))
    ]
    broken = [f"{place(path)}: {words}" for path, words in named if not _is_known(words, known, targets)]

    assert named
    assert broken == []


def _is_known(words: str, known: set[str], targets: list[str]) -> bool:
    first, *rest = [word for word in words.split() if "=" not in word]
    if first == "make":
        return not rest or rest[0] in targets
    said = " ".join([first, *rest])
    return "…" in said or any(said == each or said.startswith(f"{each} ") or each.startswith(said) for each in known)


def test_the_glossary_is_in_the_order_of_the_alphabet_and_says_each_term_once():
    terms = re.findall(r"^\| ([^|]+) \|", (PROJECT / "GLOSSARY.md").read_text(encoding="utf-8"), re.MULTILINE)[1:]

    assert "aftercare" in terms
    assert terms == sorted(set(terms), key=lambda term: term.casefold().replace(",", ""))
