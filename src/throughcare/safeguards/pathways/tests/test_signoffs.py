"""A site's own lawyers sign a section of a pathway's rulebook; nobody has where nobody says so."""

from datetime import date

import pytest

from throughcare.kernel.definitions import DefinitionError, forget, load
from throughcare.safeguards.pathways import Pathway
from throughcare.safeguards.pathways.reference import pages
from throughcare.safeguards.pathways.rulebook import UNSIGNED, markdown
from throughcare.safeguards.pathways.signoffs import SignOff, definition_problems, sections, signed
from throughcare.safeguards.pathways.tests.builders import a_pathway

ROW = "| [8.10 Gate: consent to support is in force](#rule-8.10) |"
NEWEST = load("pathways", "channel").version
SIGNED = """
signed:
  - {section: "8.10", who: "Legal services, Northmere Council", on: "2026-10-01", note: Read against s.36(4)(b)}
"""


def sign(folder, monkeypatch, text=SIGNED, *, version=NEWEST):
    """Write a site's sign-offs of Channel."""
    path = folder / "signoffs" / "channel" / f"{version}.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    monkeypatch.setenv("DEFINITIONS_DIR", str(folder))
    forget()


def row_of(page):
    return next(line for line in page.splitlines() if line.startswith(ROW))


def test_every_rule_stands_beside_its_source_and_nobody_has_signed_it_here():
    pathway = Pathway.load("channel")
    table = markdown(pathway, picture="x.svg").partition("## The rules beside the statute")[2].partition("\n## ")[0]

    assert all(f"| [{section} " in table for section in sections(pathway))
    assert table.count(UNSIGNED) == len(sections(pathway))
    assert "| 2.4, To the panel | [Counter-Terrorism and Security Act 2015 s.36(3)]" in table


def test_a_row_carries_its_verify_mark():
    table = markdown(a_pathway(), picture="x.svg").partition("## The rules beside the statute")[2]

    assert "| [2.2 Lend](#rule-2.2) | Books Act s.1 |  | Not signed off here |" in table
    assert (
        "| [2.9 Gate: the card is in date](#rule-2.9) | Custom of the house | Verify | Not signed off here |" in table
    )


def test_a_sites_own_sign_off_shows_in_its_row(tmp_path, monkeypatch):
    sign(tmp_path, monkeypatch)

    assert row_of(pages()["channel.md"]).endswith(
        "| Legal services, Northmere Council, 2026-10-01: Read against s.36(4)(b) |"
    )


def test_a_sign_off_is_of_one_version_alone(tmp_path, monkeypatch):
    sign(tmp_path, monkeypatch, version="2020-01-01")

    assert signed(Pathway.load("channel")) == {}
    assert row_of(pages()["channel.md"]).endswith(f"| {UNSIGNED} |")


def test_of_two_the_later_stands(tmp_path, monkeypatch):
    earlier = '  - {section: "8.10", who: Somebody, on: "2025-01-01"}\n'
    sign(tmp_path, monkeypatch, SIGNED + earlier)

    assert signed(Pathway.load("channel"))["8.10"] == SignOff(
        "8.10", "Legal services, Northmere Council", date(2026, 10, 1), "Read against s.36(4)(b)"
    )


@pytest.mark.parametrize(
    ("section", "version", "problem"),
    [
        ("99.1", NEWEST, f"channel {NEWEST} has no section 99.1"),
        ("8.10", "2020-01-01", "there is no pathway channel of 2020-01-01"),
    ],
)
def test_a_sign_off_of_nothing_is_told(tmp_path, monkeypatch, section, version, problem):
    sign(tmp_path, monkeypatch, SIGNED.replace("8.10", section), version=version)

    assert definition_problems(load("signoffs", "channel", version)) == [problem]


def test_a_sign_off_without_a_day_is_no_sign_off(tmp_path, monkeypatch):
    sign(tmp_path, monkeypatch, 'signed:\n  - {section: "8.10", who: Somebody}\n')

    with pytest.raises(DefinitionError, match="'on' is missing"):
        load("signoffs", "channel", NEWEST)
