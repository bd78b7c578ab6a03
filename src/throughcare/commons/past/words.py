"""Rows of any table in words: what the table and its fields are called, and what their codes and ids stand for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.said import two_times
from throughcare.commons.past import rules
from throughcare.commons.past.called import Beside, leads_to
from throughcare.commons.past.queries.readers import SQL
from throughcare.commons.past.queries.rows import Kept
from throughcare.commons.past.queries.stood import stages_of
from throughcare.commons.past.values import NAMED, Known, Reading, field_label, in_words, labels
from throughcare.safeguards.access.register import register

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
    beside: Sequence[Kept] | None = None,
    is_copy: bool = False,
) -> list[Part]:
    """This will put rows in words, part by part in the order of the process, oldest first in each.

    `known` says what colleagues, agencies and areas are called where that is other than their names; `beside` gives all
    the rows that these may lead to, where whoever puts them in words may not look for more. A copy stands for itself: it
    tells what the timeline would, and nothing of a day that is looked back to.
    """
    by_part: dict[str, list[Kept]] = {}
    for row in (row for row in found if is_copy or row.label not in TOLD_BY_THE_TIMELINE):
        by_part.setdefault(row.label.partition(".")[0], []).append(row)
    order = [code for code in labels()["parts"] if code in by_part]
    reading = Reading(
        case,
        names_of(found) if known is None else known,
        stages_of(case, found),
        Beside.of(case, found if beside is None else beside, is_all=beside is not None),
    )
    return [
        Part(
            part_label(code),
            tuple(_entry(reading, row, erased=erased, is_copy=is_copy) for row in by_part[code]),
        )
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
        for name, label in leads_to(row.label).items():
            if label in ids and row.values.get(name):
                ids[label].add(int(row.values[name]))
        for label, number in _inside(row):
            ids[label].add(number)
    values = {"staff": ids["agencies.staff"], "agencies": ids["agencies.agency"], "areas": ids["agencies.area"]}
    rows = SQL.rows("names", {key: sorted(found_ids) for key, found_ids in values.items()})
    return {(row.label, row.id): row.name for row in rows}


def _inside(row: Kept) -> Iterable[tuple[str, int]]:
    """Whom a form names that was kept whole."""
    for form in (value for value in row.values.values() if isinstance(value, dict)):
        yield from ((label, int(form[key])) for key, label in labels()["leads_to"].items() if form.get(key))


def _entry(reading: Reading, row: Kept, *, erased: bool, is_copy: bool) -> Entry:
    personal = register()[row.label].personal
    gone = erased and bool(personal) and not any(row.values.get(name) for name in personal)
    said = [] if gone else list(_said(reading, row, is_copy=is_copy))
    if row.source:
        said.append((_("Whose report"), row.source))
    return Entry(
        what=table_label(row.label),
        when=two_times(row.happened_at or row.recorded_at, row.recorded_at),
        by=reading.known.get(("agencies.staff", row.by_id or 0), ""),
        said=tuple(said),
        is_erased=gone,
    )


def _said(reading: Reading, row: Kept, *, is_copy: bool) -> Iterable[tuple[str, str]]:
    handling = register()[row.label]
    today = frozenset() if is_copy else rules.as_of_today(handling.mutable, handling.with_moment)
    for name, value in row.values.items():
        words = in_words(reading, row, name, value)
        label = _in_pathway(reading.case, row.label, name)
        if words and label:
            yield (_("%(field)s, as it stands today") % {"field": label} if name in today else label), words


def _in_pathway(case: OpenCase, label: str, name: str) -> str:
    """What a field is called: one that keeps how a gate stood, in the words of the pathway, and nothing where it has none."""
    kept = labels()["fields"].get(name, {}).get("gate")
    if not kept:
        return field_label(label, name)
    return next((capfirst(_(gate.claim)) for gate in case.pathway.gates if gate.code == kept), "")


def _of(kind: str, code: str) -> str:
    entry = labels()[kind].get(code)
    return _(entry["label"]) if entry else capfirst(code.rpartition(".")[2].replace("_", " "))
