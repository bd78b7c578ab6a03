"""What lawyers, clinicians and statisticians own is whole, agrees with itself and is unchanged since its release."""

import ast
import shutil
from pathlib import Path

import pytest

from tests.kit.tree import code, parsed, place
from throughcare.commons.assessments.instruments import checking as instruments
from throughcare.commons.assessments.instruments import crosswalks
from throughcare.commons.telling import letters
from throughcare.kernel.definitions import all_of, check_all, checking, codelist, kinds, load, loading, places
from throughcare.kernel.definitions.places import place_of
from throughcare.safeguards.access import checking as access
from throughcare.safeguards.pathways import Pathway
from throughcare.safeguards.pathways.checking import definition_problems

OWN_TO_A_SITE = {
    "demo/": "invented people, who decide nothing",
    "intake/": "this site's own limits, none of them law",
    "machines/": "what a site lets machines do, under posts that the matrix holds, and its own limits",
    "records/drafts.yaml": "how long unsent words are kept, this site's own rule",
    "records/mail.yaml": "when colleagues are told by mail, this site's own rule",
    "records/questions.yaml": "by when a colleague answers, this site's own rule",
}
PATHWAYS = [Pathway.of(definition) for definition in all_of("pathways")]
INSTRUMENTS = [definition.data for definition in all_of("instruments")]
ROLES = set(load("access", "roles").data["roles"])


def test_every_definition_is_valid_and_unchanged():
    own = {
        "pathways": definition_problems,
        "access": access.definition_problems,
        "instruments": instruments.definition_problems,
        "crosswalks": crosswalks.definition_problems,
        "letters": letters.definition_problems,
    }
    assert check_all(own) == []


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.label)
def test_pathways_and_matrix_name_the_same_roles(pathway):
    assert {role.code for role in pathway.parts.roles} - ROLES == set()


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.label)
def test_every_mend_of_a_gate_is_open_to_somebody_where_the_gate_stands(pathway):
    acts = {verb.code for verb in pathway.verbs}

    assert [gate.code for gate in pathway.gates if not {mend.verb for mend in gate.mends if mend.verb} <= acts] == []


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.label)
def test_every_gate_stands_somewhere(pathway):
    used = {code for verb in pathway.verbs for code in (*verb.gates, *verb.contradicts, *verb.stays_while)}
    used |= {code for verb in pathway.verbs for route in verb.routes for code in route.gates}
    used |= {part for gate in pathway.gates if gate.code in used for part in gate.any_of}

    assert [gate.code for gate in pathway.gates if gate.code not in used] == []


def test_the_vulnerability_framework_has_its_22_factors_in_three_domains():
    domains = load("instruments", "vulnerability_framework").data["domains"]

    assert [(domain["code"], len(domain["items"])) for domain in domains] == [
        ("engagement", 13),
        ("intent", 6),
        ("capability", 3),
    ]


def test_no_instrument_may_be_added_up():
    assert [instrument["may_total"] for instrument in INSTRUMENTS] == [False] * len(INSTRUMENTS)


def test_the_default_bases_of_records_are_bases():
    regimes = load("records", "defaults").data["regimes"]

    assert {regime: codelist("bases")[row["basis"]].extra["regime"] for regime, row in regimes.items()} == {
        regime: regime for regime in regimes
    }


def test_concern_types_can_be_followed_to_the_newest_edition():
    types = codelist("concern_types")
    newest = {value.code for value in types.values if value.edition == "2025"}
    older = [value.code for value in types.values if value.edition != "2025"]

    assert older
    assert [code for code in older if not types.mapped(code, edition="2025")] == []
    assert {new for code in older for new in types.mapped(code, edition="2025")} == newest


def test_on_any_day_exactly_one_edition_of_concern_types_is_in_force():
    types = codelist("concern_types")
    days = {value.valid_from for value in types.values} | {value.valid_until for value in types.values} - {None}

    assert all(len({value.edition for value in types.valid(day)}) == 1 for day in days)


def test_everything_that_decides_law_or_practice_is_released():
    left = [definition for kind in kinds() for definition in all_of(kind) if not definition.is_released]

    assert (
        sorted(place_of(each.path) for each in left if not place_of(each.path).startswith(tuple(OWN_TO_A_SITE))) == []
    ), "Run: throughcare definitions release <kind>"


def test_a_released_file_that_is_edited_is_named_until_it_has_a_date_of_its_own(tmp_path, monkeypatch):
    shipped, ours = places.SHIPPED, shutil.copytree(places.SHIPPED, tmp_path / "definitions")
    of_kinds = {kind: [each for each in all_of(kind) if each.is_released] for kind in kinds()}
    edited = [
        place_of(released[0].path) for released in of_kinds.values() if released
    ]  # one of each kind, in one reading
    for module in (places, loading, checking):
        monkeypatch.setattr(module, "SHIPPED", ours)
    monkeypatch.setattr(places, "_folders", lambda _site: (ours,))
    for name in edited:
        text = (ours / name).read_text(encoding="utf-8")
        (ours / name).write_text(f"{text}\n# a word more\n", encoding="utf-8")

    while_edited = check_all()
    for name in edited:
        (ours / name).rename((ours / name).with_name("2099-01-01.yaml"))
        shutil.copy(shipped / name, ours / name)

    assert len(edited) > 10
    assert sorted(problem for problem in while_edited if "changed after its release" in problem) == sorted(
        f"{name}: it was changed after its release: restore it, and write a new version beside it instead"
        for name in edited
    )
    assert [problem for problem in check_all() if "release" in problem] == []


def test_only_the_loader_reads_yaml():
    readers = {place(path) for path in code() if "yaml" in imported(path)}

    assert readers
    assert [path for path in readers if "/kernel/definitions/" not in path] == [], "Use kernel.definitions.load"


def imported(path: Path) -> set[str | None]:
    """Return the names of the modules that a file imports."""
    nodes = list(ast.walk(parsed(path)))
    whole = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return whole | {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
