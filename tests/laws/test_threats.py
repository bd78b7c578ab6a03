"""Every threat is met by a test that is there, or says why none can be; every boundary is looked at from all six sides."""

import re

import pytest

from tests.kit.proven import missing_tests
from tests.kit.tree import PROJECT

THREATS = PROJECT / "docs" / "explanation" / "threats"
PAGES = sorted(THREATS.glob("*.md"))
BOUNDARIES = {
    *("browser-and-web", "web-and-database", "worker", "mail", "files", "machines", "public-form"),
    *("provider-of-sign-in", "backups", "operators"),
}
SIDES = {"Spoofing", "Tampering", "Repudiation", "Information", "Denial", "Elevation"}
ROW = re.compile(r"^\| (\w+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
REASON = re.compile(r"^No test: .{30,}")


def rows(name: str) -> list[tuple[str, str, str, str]]:
    return ROW.findall((THREATS / f"{name}.md").read_text(encoding="utf-8"))


def test_each_boundary_has_one_page_and_the_overview_leads_to_it():
    overview = (THREATS.parent / "threats.md").read_text(encoding="utf-8")

    assert {page.stem for page in PAGES} == BOUNDARIES
    assert [page.stem for page in PAGES if f"(threats/{page.name})" not in overview] == []


@pytest.mark.parametrize("name", sorted(BOUNDARIES))
def test_each_boundary_is_looked_at_from_all_six_sides(name):
    assert {side for side, *_rest in rows(name)} == SIDES
    assert "## What is left" in (THREATS / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(BOUNDARIES))
def test_each_threat_has_its_test_or_says_why_not(name):
    without = [what for _side, what, _meets, told in rows(name) if "`" not in told and not REASON.match(told)]
    gone = [each for *_rest, told in rows(name) for each in missing_tests(told)]

    assert len(rows(name)) >= len(SIDES)
    assert without == []
    assert gone == [], "renamed, or never written"


def test_a_test_that_is_not_there_is_noticed():
    told = "`tests/laws/test_threats.py::test_never_written`<br>`tests/laws/test_threats.py::test_a_test_that_is_not_there_is_noticed`"

    assert missing_tests(told) == ["tests/laws/test_threats.py::test_never_written"]
