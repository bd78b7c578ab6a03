"""Every public rule, query, action and fact says in a sentence what it will do."""

import ast

from tests.kit.tree import PACKAGE, code, parsed, place

ROOMS = {"rules", "queries", "actions", "facts", "gate"}


def public_functions():
    for path in code():
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if not ROOMS & set(parts):
            continue
        for node in parsed(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield f"{place(path)}:{node.lineno} {node.name}", node


def test_every_public_verb_has_a_sentence():
    found = list(public_functions())
    silent = [where for where, node in found if not says_a_sentence(ast.get_docstring(node) or "")]

    assert found
    assert not silent, f"Add one sentence that completes “This will …”: {silent}"


def says_a_sentence(docstring: str) -> bool:
    first = " ".join(docstring.split("\n\n")[0].split())
    return len(first.split()) >= 3 and first[0].isupper() and first.rstrip('”"').endswith(".")


def test_what_counts_as_a_sentence():
    assert says_a_sentence("Record that the person agrees.")
    assert not says_a_sentence("")
    assert not says_a_sentence("agrees")
