"""The rulebook's tables as a page of the manual: `python -m tests.kit.rulebook` writes it, a law test compares it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.kit.tables import rows

TESTS = Path(__file__).resolve().parents[1] / "rulebook"
PAGE = TESTS.parents[1] / "docs" / "reference" / "rulebook.md"
CHAPTERS = {
    "referral": "Referral",
    "checks": "Checks and route",
    "threat": "Security threat",
    "information": "Information",
    "assessment": "Assessment",
    "panel": "Panel",
    "plan": "Plan",
    "consent": "Consent",
    "orders": "Orders and conditions",
    "support": "Support",
    "after_a_no": "After a no",
    "closing": "Closing",
    "looking_again": "Looking again",
    "rights": "Who looked",
    "transfer": "Owner and transfer",
    "dates": "Dates",
    "figures": "Figures",
    "whole": "The whole",
}
INTRODUCTION = """\
Each table is a test: what it says is what the code does, and `make check` fails where the two part. A folder of
`tests/rulebook` is a chapter, a file is a section, a line is an example. To argue about a rule, change a line."""


@dataclass(frozen=True)
class Section:
    """One file of the rulebook."""

    title: str
    text: str
    cases: str


def page() -> str:
    """This will write the whole page."""
    parts = ["<!-- Made from the tests by `make docs`. Do not edit. -->", "# Rules by example", INTRODUCTION]
    for folder, chapter in CHAPTERS.items():
        parts += [f"## {chapter}", *(block for section in sections(folder) for block in _blocks(section))]
    return "\n\n".join(parts) + "\n"


def sections(folder: str) -> list[Section]:
    """This will read the files of one chapter by name; a test file without title, text and cases is a defect."""
    return [_section(path) for path in sorted((TESTS / folder).glob("test_*.py"))]


def folders() -> set[str]:
    """This will name the folders that hold tests."""
    return {path.parent.name for path in TESTS.rglob("test_*.py")}


def _section(path: Path) -> Section:
    written = {
        node.targets[0].id: node.value.value
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }
    return Section(written["title"], written["text"], written["CASES"])


def _blocks(section: Section) -> Iterator[str]:
    yield f"### {section.title}"
    yield section.text
    cases = rows(section.cases)
    lines = [tuple(cases[0]), tuple("---" for _column in cases[0]), *(tuple(case.values()) for case in cases)]
    yield "\n".join("| " + " | ".join(line) + " |" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
