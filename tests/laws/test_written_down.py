"""Who may do and read what is written down for people, with a reason each; nothing is asked for that is not written there."""

import ast
import re
from functools import lru_cache
from pathlib import Path

import throughcare
from throughcare.config import addresses
from throughcare.safeguards.access.matrix import matrix

SOURCE = Path(throughcare.__file__).parent
PAGE = addresses.project_directory() / "docs" / "reference" / "access.md"
LINE_OF_VERB = re.compile(r'^\| <a id="rule-access\.([a-z0-9_.]+)"></a>\1 \| (.+) \| (.+) \|$', re.MULTILINE)
ASKS = {"may", "may_here", "may_do"}
VERB = re.compile(r"[a-z_]+\.[a-z0-9_]+")


def test_every_verb_stands_in_the_manual_with_everybody_who_may_and_why():
    written = {verb: (who, why) for verb, who, why in LINE_OF_VERB.findall(PAGE.read_text(encoding="utf-8"))}
    table = matrix()

    assert set(written) == set(table.verbs) and len(written) > 150
    for verb in table.verbs.values():
        who, why = written[verb.code]
        assert all(table.roles[role].label in who for role in verb.roles), verb.code
        assert len(why) > 10 and why == verb.reason, verb.code


def test_every_role_that_reads_or_writes_a_compartment_stands_in_the_manual_with_a_reason():
    page, table = PAGE.read_text(encoding="utf-8"), matrix()

    for compartment in table.compartments:
        section = page.partition(f'<a id="rule-access.{compartment}"></a>')[2].partition("<a id=")[0]
        rows = [row for row in table.rows.values() if row.compartment == compartment]
        assert all(f"| {table.roles[row.role].label} |" in section for row in rows), compartment
        assert all(len(row.because) > 5 and f"| {row.reason} |" in section for row in rows), compartment


def test_nothing_is_asked_of_the_matrix_that_is_not_written_there():
    unwritten = {verb: place for verb, place in asked().items() if verb not in matrix().verbs}

    assert len(asked()) > 100
    assert unwritten == {}


@lru_cache(maxsize=1)
def asked() -> dict[str, str]:
    """Each verb that a call of `may`, `may_here` or `may_do` names in so many letters, and one place where it does."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKS:
                said = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                found |= {one: str(path.relative_to(SOURCE)) for one in said if VERB.fullmatch(one)}
    return found
