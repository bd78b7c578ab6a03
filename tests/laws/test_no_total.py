"""Factors are never added up: no machine, export or figure of a programme can even reach the answers of an assessment.

What a page or a print shows of them is one answer at a time; see the tests beside the pages. No definition can ask for more:
the shape of an instrument has no true for its total.
"""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import FloatField, IntegerField

from throughcare.api import description

pytestmark = pytest.mark.django_db
PACKAGES = ("assessments", "quality")
COUNTED = {"position", "revision", "number", "seed", "size", "frame_size", "pieces", "version", "id"}
OF_A_FACTOR = re.compile(r"presence|factor|rating|judgement|score|total|rank", re.I)
ADDED_UP = re.compile(r"\b(sum|avg|stddev|percentile_\w+|max|min)\s*\([^)]*\b(presence|answer)\b", re.I)


def names_in(described):
    """Every name of a property anywhere in a description."""
    if isinstance(described, dict):
        yield from described.get("properties", {})
        for part in described.values():
            yield from names_in(part)
    elif isinstance(described, list):
        for part in described:
            yield from names_in(part)


def test_no_machine_is_told_an_answer_of_an_assessment():
    named = set(names_in(description.whole()))

    assert {"reference", "stage"} <= named
    assert sorted(name for name in named if OF_A_FACTOR.search(name)) == []


@pytest.mark.parametrize("role", ["tc_facts", "tc_clock", "tc_public_form", "tc_matcher"])
def test_statistics_and_exports_have_no_right_to_read_an_assessment(role):
    tables = [model._meta.db_table for package in PACKAGES for model in apps.get_app_config(package).get_models()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t, c.attname FROM unnest(%s::text[]) t JOIN pg_attribute c ON c.attrelid = t::regclass AND c.attnum > 0"
            " WHERE c.attname IN ('presence', 'answer', 'answers', 'parts') AND has_column_privilege(%s, t, c.attname, 'SELECT')",
            [tables, role],
        )
        readable = cursor.fetchall()

    assert len(tables) > 15
    assert readable == []


def test_no_table_of_an_assessment_keeps_a_number_that_could_be_a_sum():
    fields = [
        (model.__name__, field.name)
        for package in PACKAGES
        for model in apps.get_app_config(package).get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, (IntegerField, FloatField)) and not field.is_relation
    ]

    assert [(model, name) for model, name in fields if name not in COUNTED] == []


ADDS = {"sum", "fsum", "mean", "fmean", "median", "average", "nansum", "nanmean", "cumsum", "dot", "Sum", "Avg"}


def calls_in(source):
    """Every name that is called in a source, however it is reached."""
    called = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return {one.attr if isinstance(one, ast.Attribute) else getattr(one, "id", "") for one in called}


def test_no_page_print_or_chart_of_an_assessment_is_made_by_adding_up():
    root = Path(apps.get_app_config("assessments").path)
    python = [path for path in root.rglob("*.py") if not {"tests", "migrations"} & set(path.parts)]
    templates = list((root / "templates").rglob("*.html"))
    counts = {"writing.py": {"sum"}, "factor.py": {"sum"}}  # how many factors are begun; how many boxes a form has

    adding = {path.name: ADDS & calls_in(path.read_text(encoding="utf-8")) for path in python}
    assert {name: found for name, found in adding.items() if found} == counts
    assert len(templates) > 15
    assert [one.name for one in templates if re.search(r"\|\s*sum\b|\bscore\b", one.read_text(encoding="utf-8"))] == []


def test_no_statement_adds_up_answers():
    statements = [path for package in PACKAGES for path in Path(apps.get_app_config(package).path).glob("*.sql")]

    assert len(statements) >= 4
    assert [path.name for path in statements if ADDED_UP.search(path.read_text(encoding="utf-8"))] == []
