"""A case that lived its whole life is erased by two people: nothing of what was written about the person remains.

The words are not listed here: they are every sentence that the stories of the demo write, found in the stories' own
files, and everything that the case says of the person. What a story writes tomorrow is looked for tomorrow.
"""

import ast
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from tests.kit import halfway
from throughcare.cli import demo_cases
from throughcare.frame.transaction import acting
from throughcare.kernel.definitions import load
from throughcare.oversight.rights import actions
from throughcare.safeguards.audit.record import verify
from throughcare.stages.closure.tests import builders as closing
from throughcare.web.models import HeldPost

pytestmark = pytest.mark.django_db

NAME = "Wyn Arden"
WHOLE_LIFE = (demo_cases.careful, demo_cases.noted, *halfway.CASES["looked at again"][1])
WRITERS = (demo_cases, halfway, closing)
OF_NOBODY = {"Northmere Town Hall", "Northmere Town Hall, room 4"}  # where a panel meets says nothing of a person


def test_nothing_of_a_whole_life_remains_and_every_chain_verifies(invented):
    now = timezone.now()
    reference = halfway.live(invented, WHOLE_LIFE, name=NAME, now=now)
    with acting("oversight", staff=invented.staff["dov"], at=now):
        asked = actions.ask_to_erase(reference=reference, ground="unlawful", by=invented.staff["dov"], at=now)
    link_now()
    before = everything()
    planted = {words for words in sentences() | of_the_person() if words in before}

    with invented.opened(reference, "mo", at=now) as case:
        actions.decide_erasure(case, key=str(asked.key), granted=True, reason="", at=now)

    link_now()
    after = everything()
    assert len(planted) > 60
    assert sorted(words for words in planted if words in after) == []
    assert verify()[1] == []


def test_what_was_sent_from_a_locked_page_goes_with_the_person(invented):
    now = timezone.now()
    reference = halfway.live(invented, (demo_cases.noted,), name=NAME, now=now)
    for path in (f"/cases/{reference}/notes/add/", "/cases/TC-999999/notes/add/"):
        HeldPost.objects.create(staff_id=invented.staff["ada"], path=path, body=b"sealed", held_at=now, expires_at=now)
    with acting("oversight", staff=invented.staff["dov"], at=now):
        asked = actions.ask_to_erase(reference=reference, ground="unlawful", by=invented.staff["dov"], at=now)

    with invented.opened(reference, "mo", at=now) as case:
        actions.decide_erasure(case, key=str(asked.key), granted=True, reason="", at=now)

    assert [post.path for post in HeldPost.objects.all()] == ["/cases/TC-999999/notes/add/"]


def sentences() -> set[str]:
    """Every text of more than two words in the files that write the stories."""
    files = {Path(str(module.__file__)) for module in WRITERS}
    files |= set(Path(str(demo_cases.__file__)).parent.glob("demo_*.py"))
    texts = (node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    found = {node.value for node in texts if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in found if text.count(" ") > 1} - OF_NOBODY


def of_the_person() -> set[str]:
    """What the case says of the person and of who told it."""
    case = {**load("demo", "world").data["cases"][0], "name": NAME}
    told = {key: case[key] for key in ("name", "phone", "address", "what_worries", "where_and_when", "child_words")}
    return {str(words).strip() for words in (*told.values(), *(case["from"][key] for key in ("name", "phone")))}


def everything() -> str:
    """Every text, document and file of every table, files as what they say."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, a.attname, a.atttypid::regtype::text FROM pg_class c "
            "JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid "
            "WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped"
        )
        return "\n".join(said(cursor, *column) for column in cursor.fetchall())


def said(cursor, table: str, column: str, kind: str) -> str:
    words = f"encode(\"{column}\", 'escape')" if kind == "bytea" else f'"{column}"::text'
    cursor.execute(f"SELECT coalesce(string_agg({words}, chr(10)), '') FROM \"{table}\"")
    return str(cursor.fetchone()[0])


def link_now() -> None:
    """Write the links that wait for the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
