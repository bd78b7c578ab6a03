"""What this software stands on is locked whole, may be used, and is asked about without anybody being lulled."""

import csv
import json

import pytest

from tests.kit import audit, supply
from tests.kit.tree import PROJECT


def test_every_locked_package_has_a_licence_that_is_allowed():
    written = supply.recorded()
    pages = {name: entry.get("license", "?") for name, entry in supply.page_parts().items()}

    assert len(supply.locked()) > 100
    assert set(written) == set(supply.locked()), "Run: make fix, and look up each ? in requirements/licences.csv"
    assert {name: each for name, each in (written | pages).items() if not supply.may_be_used(each)} == {}


def test_a_recorded_licence_is_the_one_that_its_maker_names():
    named = {name: supply.named_by_its_maker(name) for name in supply.locked()}
    other = {
        name: (each, supply.recorded()[name])
        for name, each in named.items()
        if each and each != supply.recorded()[name]
    }

    assert sum(map(bool, named.values())) > 50
    assert other == {}, "It changed with a new version: look at it, then write it down"


def test_every_allowed_licence_says_why():
    with supply.ALLOWED.open(encoding="utf-8", newline="") as file:
        assert all(len(row["why"]) > 5 for row in csv.DictReader(file))


@pytest.mark.parametrize(
    ("licence", "answer"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("GPL-3.0-only OR MIT", True),
        ("MIT AND GPL-3.0-only", False),
        ("?", False),
    ],
)
def test_an_expression_is_allowed_where_one_choice_of_it_wholly_is(licence, answer):
    assert supply.may_be_used(licence) is answer


def test_every_lock_file_is_read_to_its_last_package():
    for path in supply.REQUIREMENTS.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        pins = [line for line in text.splitlines() if line and line[0] not in " #"]
        assert len(pins) == len(supply.PINNED.findall(text)), f"{path.name}: a pin without hashes"


def test_the_bill_of_materials_names_every_locked_package():
    made = json.loads(json.dumps(supply.bill()))
    named = {(each["name"], each["version"]) for each in made["components"]}

    assert made["bomFormat"] == "CycloneDX"
    assert {(name, version) for name, (version, _hashes) in supply.locked().items()} <= named
    assert len(named) == len(supply.locked()) + len(supply.page_parts())
    assert all(each["hashes"] and each["licenses"] and each["purl"].startswith("pkg:") for each in made["components"])
    assert all(len(each["content"]) in (64, 128) for one in made["components"] for each in one["hashes"])


# What both services say of an old version, here in one.
OLD = json.dumps({"dependencies": [{"name": "jinja2", "vulns": [{"id": "X"}]}], "vulnerabilities": {"lodash": {}}})


def answer(**vulns: list[dict[str, object]]) -> str:
    return json.dumps({"dependencies": [{"name": name, "version": "1", "vulns": each} for name, each in vulns.items()]})


@pytest.mark.parametrize("said", ["", "Traceback", "[]", "{}", '{"error": {"code": "ENOAUDIT"}}', '{"message": "no"}'])
def test_an_advisory_service_out_of_reach_is_no_all_clear(said):
    for verdict in (audit.of_python(said, {"a": 1}, old=OLD), audit.of_pages(said, {"a": 1}, old=OLD)):
        assert verdict.code == audit.NOT_ASKED
        assert "This is no all clear." in verdict.told()


def test_a_package_of_which_nothing_was_said_is_no_all_clear():
    skipped = json.dumps(
        {"dependencies": [{"name": "b", "skip_reason": "unknown"}, {"name": "a", "version": "1", "vulns": []}]}
    )

    assert audit.of_python(answer(a=[]), {"a": 1, "b": 1}, old=OLD).code == audit.NOT_ASKED
    assert audit.of_python(skipped, {"a": 1, "b": 1}, old=OLD).code == audit.NOT_ASKED
    of_one = json.dumps({"vulnerabilities": {}, "metadata": {"dependencies": {"total": 1}}})
    assert audit.of_pages(of_one, {"a": 1, "b": 1}, old=OLD).code == audit.NOT_ASKED


def test_what_is_known_is_named_and_ends_with_one():
    known = audit.of_python(answer(a=[{"id": "PYSEC-1", "fix_versions": ["2"]}], b=[]), {"a": 1, "b": 1}, old=OLD)
    pages = audit.of_pages(
        json.dumps({"vulnerabilities": {"c": {"severity": "high"}}, "metadata": {"dependencies": {"total": 1}}}),
        {"c": 1},
        old=OLD,
    )

    assert (known.code, pages.code) == (audit.KNOWN, audit.KNOWN)
    assert "a 1: PYSEC-1, mended in 2" in known.told()
    assert "c: high" in pages.told()


def test_only_when_everything_was_said_it_is_clear():
    pages = audit.of_pages(
        json.dumps({"vulnerabilities": {}, "metadata": {"dependencies": {"total": 2}}}), {"a": 1, "b": 1}, old=OLD
    )

    assert audit.of_python(answer(a=[], b=[]), {"a": 1, "b": 1}, old=OLD).code == audit.CLEAR
    assert pages.code == audit.CLEAR


@pytest.mark.parametrize(
    "old", ["", "{}", '{"dependencies": [{"name": "jinja2", "skip_reason": "not found"}], "vulnerabilities": {}}']
)
def test_a_service_that_knows_nothing_of_an_old_fault_is_not_believed(old):
    pages = json.dumps({"vulnerabilities": {}, "metadata": {"dependencies": {"total": 2}}})

    assert audit.of_python(answer(a=[]), {"a": 1}, old=old).code == audit.NOT_ASKED
    assert audit.of_pages(pages, {"a": 1}, old=old).code == audit.NOT_ASKED


def test_the_manual_says_how_fast_what_is_found_is_mended():
    page = (PROJECT / "docs" / "how-to" / "audit-what-it-stands-on.md").read_text(encoding="utf-8")

    assert all(f"| {kind} |" in page for kind in ("critical", "high", "other"))
