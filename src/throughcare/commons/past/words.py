"""Rows of any table in words: what the table and its fields are called, and what their codes and ids stand for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.said import two_times, when
from throughcare.commons.past import rules
from throughcare.commons.past.queries.readers import SQL, role_label
from throughcare.commons.past.queries.rows import Kept
from throughcare.commons.past.queries.stood import stages_of
from throughcare.kernel.definitions import codelist, load, names
from throughcare.kernel.time import format_date_short
from throughcare.safeguards.access.register import register
from throughcare.safeguards.pathways.parts import Stage

NAMED = ("agencies.staff", "agencies.agency", "agencies.area")
STAGES = ("from_stage", "to_stage")
TEXTS = ("CharField", "TextField")
Known = Mapping[tuple[str, int], str]
Stages = Mapping[str, Stage]
TOLD_BY_THE_TIMELINE = ("cases.event", "cases.policeevent")


@dataclass(frozen=True)
class Entry:
    """One row in words: what it is, when and by whom, and what stands in it. `is_erased`: its words are gone for good."""

    what: str
    when: str
    by: str
    said: tuple[tuple[str, str], ...]
    is_erased: bool = False


@dataclass(frozen=True)
class Part:
    """The rows of one part of the record."""

    title: str
    entries: tuple[Entry, ...]


def parts(
    case: OpenCase,
    found: Sequence[Kept],
    *,
    erased: bool,
    known: Known | None = None,
    left_out: Collection[str] = TOLD_BY_THE_TIMELINE,
) -> list[Part]:
    """This will put rows in words, part by part in the order of the process, oldest first in each.

    `known` says what colleagues, agencies and areas are called where that is other than their names.
    """
    by_part: dict[str, list[Kept]] = {}
    for row in (row for row in found if row.label not in left_out):
        by_part.setdefault(row.label.partition(".")[0], []).append(row)
    order = [code for code in _labels()["parts"] if code in by_part]
    called, stages = names_of(found) if known is None else known, stages_of(case, found)
    return [
        Part(part_label(code), tuple(_entry(case, row, called, stages, erased=erased) for row in by_part[code]))
        for code in [*order, *sorted(set(by_part) - set(order))]
    ]


def part_label(code: str) -> str:
    """This will name a part of the record."""
    return _of("parts", code)


def table_label(label: str) -> str:
    """This will name a table."""
    return _of("tables", label)


def names_of(found: Iterable[Kept]) -> dict[tuple[str, int], str]:
    """This will give the names behind every colleague, agency and area that these rows speak of, in one question."""
    ids: dict[str, set[int]] = {label: set() for label in NAMED}
    for row in found:
        ids["agencies.staff"] |= {row.by_id} if row.by_id else set()
        for name, label in _leads_to(row.label).items():
            if label in ids and row.values.get(name):
                ids[label].add(int(row.values[name]))
    values = {"staff": ids["agencies.staff"], "agencies": ids["agencies.agency"], "areas": ids["agencies.area"]}
    rows = SQL.rows("names", {key: sorted(found_ids) for key, found_ids in values.items()})
    return {(row.label, row.id): row.name for row in rows}


def _entry(case: OpenCase, row: Kept, known: Known, stages: Stages, *, erased: bool) -> Entry:
    personal = register()[row.label].personal
    gone = erased and bool(personal) and not any(row.values.get(name) for name in personal)
    said = [] if gone else list(_said(case, row, known, stages))
    if row.source:
        said.append((_("Whose report"), row.source))
    return Entry(
        what=table_label(row.label),
        when=two_times(row.happened_at or row.recorded_at, row.recorded_at),
        by=known.get(("agencies.staff", row.by_id or 0), ""),
        said=tuple(said),
        is_erased=gone,
    )


def _said(case: OpenCase, row: Kept, known: Known, stages: Stages) -> Iterable[tuple[str, str]]:
    handling = register()[row.label]
    today = rules.as_of_today(handling.mutable, handling.with_moment)
    for name, value in row.values.items():
        words = _value(case, row.label, name, value, known, stages)
        label = _in_pathway(case, name)
        if words and label:
            yield (_("%(field)s, as it stands today") % {"field": label} if name in today else label), words


def _in_pathway(case: OpenCase, name: str) -> str:
    """What a field is called: one that keeps how a gate stood, in the words of the pathway, and nothing where it has none."""
    kept = _labels()["fields"].get(name, {}).get("gate")
    if not kept:
        return _field_label(name)
    return next((capfirst(_(gate.claim)) for gate in case.pathway.gates if gate.code == kept), "")


def _value(case: OpenCase, label: str, name: str, value: Any, known: Known, stages: Stages) -> str:
    leads_to = _leads_to(label).get(name)
    if leads_to:
        return known.get((leads_to, int(value)), "") if value and leads_to in NAMED else ""
    if (
        value in (None, "", [], {})
        or (name, value) == ("version", 1)
        or not {name, f"{label}.{name}"}.isdisjoint(_labels()["left_out"])
        or _is_key(label, name)
    ):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return when(value)
    if isinstance(value, date):
        return format_date_short(value)
    if isinstance(value, list | dict):
        return _spread(value)
    return _code(case, label, name, str(value), stages)


def _code(case: OpenCase, label: str, name: str, value: str, stages: Stages) -> str:
    """A code in the words of its list; anything else is what somebody wrote."""
    if name in STAGES and value in stages:
        return stages[value].label_for(police=case.may_read("police"))
    if name in ("role", "for_role"):
        return role_label(value, case.pathway.words)
    listed = _labels()["codes"].get(f"{label}.{name}") or _labels()["fields"].get(name, {}).get("list", "")
    if listed and listed in _lists() and value in codelist(listed):
        return codelist(listed).label(value)
    if elsewhere := _labels()["named_in"].get(f"{label}.{name}"):
        rows = load(elsewhere["kind"], elsewhere["name"]).data[elsewhere["rows"]]
        return next((_(row["label"]) for row in rows if row["code"] == value), value)
    return _plainly(value) if name in register()[label].plain and _is_text(label, name) else value


def _plainly(code: str) -> str:
    """A code that has no list: `plans.approve` reads "Approve"."""
    return (
        capfirst(code.rpartition(".")[2].replace("_", " "))
        if code.replace("_", "").replace(".", "").isalnum()
        else code
    )


def _spread(value: list[Any] | dict[str, Any]) -> str:
    if isinstance(value, dict):
        pairs = [(_field_label(key), _inside(words)) for key, words in value.items()]
        return "; ".join(f"{key}: {words}" for key, words in pairs if words)
    return "; ".join(words for words in map(_inside, value) if words)


def _inside(value: Any) -> str:
    if isinstance(value, list | dict):
        return _spread(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return "" if value is None else str(value)


def _field_label(name: str) -> str:
    entry = _labels()["fields"].get(name)
    return _(entry["label"]) if entry else capfirst(name.removesuffix("_on").removesuffix("_at").replace("_", " "))


def _of(kind: str, code: str) -> str:
    entry = _labels()[kind].get(code)
    return _(entry["label"]) if entry else capfirst(code.rpartition(".")[2].replace("_", " "))


def _labels() -> Mapping[str, Any]:
    return load("records", "labels").data


def _lists() -> tuple[str, ...]:
    return names("codelists")


@lru_cache(maxsize=512)
def _leads_to(label: str) -> dict[str, str]:
    fields = register()[label].model._meta.concrete_fields
    return {
        field.name: field.related_model._meta.label_lower
        for field in fields
        if field.is_relation and field.related_model is not None and not isinstance(field.related_model, str)
    }


@lru_cache(maxsize=2048)
def _kind(label: str, name: str) -> str:
    return register()[label].model._meta.get_field(name).get_internal_type()


def _is_text(label: str, name: str) -> bool:
    return _kind(label, name) in TEXTS


def _is_key(label: str, name: str) -> bool:
    """A key says nothing to a reader; nor does the place of something in a list."""
    kind = _kind(label, name)
    return kind == "UUIDField" or (name == "position" and kind not in TEXTS)
