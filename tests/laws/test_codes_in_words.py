"""Whoever reads a record back, or is given a copy of it, reads words: no code of any field of any table prints raw."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Field, JSONField

from tests.kit.invented import NOW
from throughcare.commons.assessments.instruments import instrument
from throughcare.commons.orders.definition import order_kinds
from throughcare.commons.past import values
from throughcare.commons.past.called import Beside, leads_to
from throughcare.commons.past.queries import Kept, tables
from throughcare.commons.past.queries.rows import ABOUT_EVERY, EVERY, shown_fields
from throughcare.kernel.definitions import all_of, codelist, load, names
from throughcare.safeguards.pathways import Pathway

RAW = re.compile(r"^[a-z0-9]+(_[a-z0-9]+)*$")
UNKNOWN = "a_code_nobody_knows"


def texts() -> Iterator[tuple[str, Field[Any, Any]]]:
    for label, handling in sorted(tables().items()):
        for field in shown_fields(handling):
            is_text = isinstance(field, CharField | ArrayField | JSONField)
            if is_text and field.name not in (*EVERY, *ABOUT_EVERY) and not values.is_left_out(label, field.name):
                yield label, field


def reading(pathway: str = "channel", *found: Kept) -> values.Reading:
    case: Any = SimpleNamespace(pathway=Pathway.load(pathway), may_read=lambda _compartment: True, at=NOW)
    return values.Reading(case, {}, {}, Beside.of(case, found, is_all=True))


def row(label: str, number: int = 1, **said: Any) -> Kept:
    return Kept(label, number, NOW, NOW, None, "fact", "", said)


def written(label: str, name: str, code: str, *found: Kept, **beside: Any) -> str:
    said = row(label, **{**beside, name: code})
    return values.in_words(reading("channel", *found), said, name, code)


def test_every_text_of_every_table_is_called_something_or_is_said_to_stand_as_written():
    left = [
        f"{label}.{field.name}"
        for label, field in texts()
        if not values.is_called(label, field.name) and not values.is_as_written(label, field.name)
    ]

    assert left == [], "Say in definitions/records/labels what its codes are called, or that it stands as written"


def test_what_stands_as_written_is_there_and_is_no_code_that_is_called_something():
    fields = {f"{label}.{field.name}" for label, field in texts()}
    known = fields | {field.partition(".")[2].partition(".")[2] for field in fields}
    both = [field for field in fields if field in values.labels()["as_written"] and values.is_called(*_apart(field))]

    assert set(values.labels()["as_written"]) - known == set()
    assert both == []


def test_every_field_of_which_something_is_said_is_a_field_of_a_table():
    every = {f"{label}.{field.name}" for label, handling in tables().items() for field in shown_fields(handling)}
    said = [*values.labels()["codes"], *values.labels()["routes"]]
    said += [field for way in ("named_in", "titles", "in_words") for field in values.labels()[way]]

    assert [field for field in said if field not in every] == []


def test_no_code_of_any_list_prints_raw():
    raw = [
        (label, field.name, code.code)
        for label, field in texts()
        if (listed := values.list_of(label, field.name))
        for code in codelist(listed).values
        if written(label, field.name, code.code) != codelist(listed).label(code.code)
    ]

    assert raw == []


def test_every_code_list_that_is_named_is_there():
    named = [*values.labels()["codes"].values()]
    named += [entry["list"] for entry in values.labels()["fields"].values() if "list" in entry]

    assert set(named) <= set(names("codelists"))


@pytest.mark.parametrize("way", ["in_words", "named_in", "titles"])
def test_no_code_that_is_named_elsewhere_prints_raw(way):
    raw = []
    for field, entry in values.labels()[way].items():
        label, name = _apart(field)
        raw += [(field, code) for code in _codes(way, entry) if RAW.match(written(label, name, code))]

    assert raw == []


def test_a_code_that_nobody_knows_reads_as_words_too():
    raw = [
        f"{label}.{field.name}"
        for label, field in texts()
        if values.is_called(label, field.name) and "_" in written(label, field.name, UNKNOWN)
    ]

    assert raw == []


def test_every_answer_of_every_instrument_reads_as_the_instrument_says_it():
    raw = []
    for used in (instrument(one.name, one.version) for one in all_of("instruments")):
        begun = row("assessments.assessment", instrument=used.name, version=used.version)
        for factor in used.factors:
            said = {"assessment": 1, "factor": factor.code}
            raw += (
                [] if written("assessments.rating", "factor", factor.code, begun, **said) == factor.label else [factor]
            )
            for measure in used.measures_of(factor.code):
                for one in (*measure.scale.answers, used.not_known):
                    words = written("assessments.rating", "presence", one.code, begun, **said, measure=measure.code)
                    raw += [] if words == one.label else [(used.name, measure.code, one.code, words)]

    assert raw == []


def test_every_code_of_an_order_reads_as_its_kind_says_it():
    raw = []
    for kind in order_kinds():
        order = row("orders.order", order_kind=kind.code, definition_version=kind.version)
        codes = [("orders.condition", "condition_kind", one.code, one.label) for one in kind.conditions]
        codes += [("orders.step", "rung", one.code, one.label) for one in kind.ladder]
        codes += [("orders.decided", "outcome", code, label) for code, label in kind.outcomes.items()]
        raw += [
            (kind.code, code) for label, name, code, said in codes if written(label, name, code, order, order=1) != said
        ]

    assert raw == []


def test_days_stand_as_pages_write_them_also_inside_what_was_kept_whole():
    body = {"what": "Walks", "from_on": "2026-11-12", "support_kind": "mentoring", "provider_staff": 31}
    known = {("agencies.staff", 31): "A colleague of Harbour Mentors"}
    asked = reading()
    said = values.in_words(
        values.Reading(asked.case, known, {}, asked.beside), row("plans.piece", body=body), "body", body
    )

    assert "12 November 2026" in said and "2026-11-12" not in said
    assert "Kind of support: Mentoring" in said
    assert "A colleague of Harbour Mentors" in said and "31" not in said


def test_every_field_that_leads_to_a_person_inside_what_was_kept_whole_leads_to_a_named_table():
    assert set(values.labels()["leads_to"].values()) <= set(values.NAMED)
    assert leads_to("plans.support")["provider_staff"] == values.labels()["leads_to"]["provider_staff"]


def _apart(field: str) -> tuple[str, str]:
    label, _dot, name = field.rpartition(".")
    return label, name


def _codes(way: str, entry: Any) -> list[str]:
    if way == "in_words":
        return list(entry["words"])
    if way == "titles":
        folder = entry.get("folder", "")
        found = [name for name in names(entry["kind"]) if name.startswith(folder)]
        return [name.removeprefix(folder) for name in found]
    rows = load(entry["kind"], entry["name"]).data[entry["rows"]]
    return list(rows) if isinstance(rows, dict) else [one["code"] for one in rows]
