"""What stands in one field of a row, in words: codes as their list or their page calls them, days as pages write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.said import born_in_words, when
from throughcare.commons.past.called import Beside, leads_to, says_of
from throughcare.commons.past.queries.readers import role_label
from throughcare.commons.past.queries.rows import Kept
from throughcare.kernel.definitions import codelist, load, names
from throughcare.kernel.time import format_date
from throughcare.safeguards.access.register import register
from throughcare.safeguards.pathways.parts import Stage

NAMED = ("agencies.staff", "agencies.agency", "agencies.area")
STAGES = ("from_stage", "to_stage", "stage")
ROLES = ("role", "for_role")
TEXTS = ("CharField", "TextField")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
PAIR = 2
Known = Mapping[tuple[str, int], str]
Stages = Mapping[str, Stage]


@dataclass(frozen=True)
class Reading:
    """By what rows are put in words: what colleagues and agencies are called, the stages, and the rows that rows lead to."""

    case: OpenCase
    known: Known
    stages: Stages
    beside: Beside


def labels() -> Mapping[str, Any]:
    """This will give what the parts, tables and fields of a record are called."""
    return load("records", "labels").data


def field_label(label: str, name: str) -> str:
    """This will name a field, as its own table calls it where that is another word than elsewhere."""
    entry = labels()["fields"].get(f"{label}.{name}") or labels()["fields"].get(name)
    return _(entry["label"]) if entry else capfirst(name.removesuffix("_on").removesuffix("_at").replace("_", " "))


def is_left_out(label: str, name: str) -> bool:
    """This will say whether a field says nothing to a reader: a key, a place in a list, or what the words beside it say."""
    return not {name, f"{label}.{name}"}.isdisjoint(labels()["left_out"]) or _is_key(label, name)


def is_as_written(label: str, name: str) -> bool:
    """This will say whether a field holds words, a reference or a number as it was written, and no code."""
    return not {name, f"{label}.{name}"}.isdisjoint(labels()["as_written"])


def is_called(label: str, name: str) -> bool:
    """This will say whether the codes of a field are called something."""
    field, known = f"{label}.{name}", labels()
    ways = (known["in_words"], known["named_in"], known["titles"], known["routes"])
    return bool(
        name in (*ROLES, *STAGES) or says_of(field) or list_of(label, name) or any(field in way for way in ways)
    )


def list_of(label: str, name: str) -> str:
    """This will name the code list of a field, or nothing where it has none."""
    listed = labels()["codes"].get(f"{label}.{name}") or labels()["fields"].get(name, {}).get("list", "")
    return str(listed) if listed in names("codelists") else ""


def in_words(reading: Reading, row: Kept, name: str, value: Any) -> str:
    """This will put what stands in a field in words; nothing where it is empty or says nothing to a reader."""
    leads = leads_to(row.label).get(name)
    if leads:
        return reading.known.get((leads, int(value)), "") if value and leads in NAMED else ""
    if _is_nothing(name, value) or is_left_out(row.label, name):
        return ""
    if isinstance(value, bool):
        return _yes_or_no(value)
    if isinstance(value, datetime):
        return when(value)
    if isinstance(value, date):
        return _day(row, name, value)
    if isinstance(value, list | dict):
        return _spread(reading, row, name, value)
    return _text(reading, row, name, str(value))


def _is_nothing(name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return False
    return (
        value in (None, "", [], {}) or (name, value) == ("version", 1) or (value == 0 and name in labels()["no_zero"])
    )


def _day(row: Kept, name: str, value: date) -> str:
    """A day as far as it is known, where a field beside says how far that is."""
    known = row.values.get(labels()["known_by"].get(name, ""))
    return born_in_words(value, str(known)) if known else format_date(value)


def _text(reading: Reading, row: Kept, name: str, value: str) -> str:
    """A code in words; anything else is what somebody wrote."""
    if name in STAGES and value in reading.stages:
        return reading.stages[value].label_for(police=reading.case.may_read("police"))
    said = _said(reading, row, name, value)
    if said is not None:
        return said or plainly(value)
    if not _is_plain_text(row.label, name):
        return value
    return _written_day(value) or (value if is_as_written(row.label, name) else plainly(value))


def _said(reading: Reading, row: Kept, name: str, value: str) -> str | None:
    """What a code is called where somebody says so; nothing where the code is unknown there; None where nobody does."""
    case, field = reading.case, f"{row.label}.{name}"
    if name in ROLES:
        return role_label(value, case.pathway.words)
    if say := says_of(field):
        return say(case, row, value, reading.beside)
    if listed := list_of(row.label, name):
        return codelist(listed).label(value) if value in codelist(listed) else ""
    if inline := labels()["in_words"].get(field):
        return _(inline["words"][value]) if value in inline["words"] else ""
    if elsewhere := labels()["named_in"].get(field):
        return _named_in(elsewhere, value)
    if kind := labels()["titles"].get(field):
        named = f"{kind['folder']}{value}" if "folder" in kind else value
        return _(load(kind["kind"], named).title) if named in names(kind["kind"]) else ""
    if field in labels()["routes"]:
        return next((_(one.label) for verb in case.pathway.verbs for one in verb.routes if one.code == value), "")
    return None


def _named_in(elsewhere: Mapping[str, str], value: str) -> str:
    rows = load(elsewhere["kind"], elsewhere["name"]).data[elsewhere["rows"]]
    by_code = rows if isinstance(rows, Mapping) else {row["code"]: row for row in rows}
    row = by_code.get(value, {})
    return _(row.get("label") or row["words"]) if row else ""


def _spread(reading: Reading, row: Kept, name: str, value: list[Any] | dict[str, Any]) -> str:
    if isinstance(value, dict):
        pairs = [(field_label(row.label, key), _inside(reading, row, key, words)) for key, words in value.items()]
        return "; ".join(f"{key}: {words}" for key, words in pairs if words)
    if _is_pair(value) and _kind(row.label, name) == "JSONField":
        return f"{value[0]}: {value[1]}" if value[1] else ""
    return "; ".join(words for words in (_inside(reading, row, name, one) for one in value) if words)


def _is_pair(value: list[Any]) -> bool:
    """A heading and the words beneath it, as a decision keeps what was said with it."""
    return len(value) == PAIR and all(isinstance(one, str) for one in value) and " " in f"{value[0]} {value[1]}"


def _inside(reading: Reading, row: Kept, name: str, value: Any) -> str:
    """What stands inside a list or a form that was kept whole: the key says what it is, as the name of a field does."""
    if value is None or value == "":
        return ""
    if isinstance(value, list | dict):
        return _spread(reading, row, name, value)
    if isinstance(value, bool):
        return _yes_or_no(value)
    if leads := labels()["leads_to"].get(name):
        return reading.known.get((leads, int(value)), "")
    said = _said(reading, row, name, str(value))
    return (said or plainly(str(value))) if said is not None else _written_day(str(value)) or str(value)


def _yes_or_no(value: bool) -> str:
    return _("Yes") if value else _("No")


def _written_day(value: str) -> str:
    return format_date(date.fromisoformat(value)) if DAY.fullmatch(value) and _is_day(value) else ""


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def plainly(code: str) -> str:
    """This will write a code that nobody names as well as it can: `plans.approve` reads "Approve"."""
    is_code = code.replace("_", "").replace(".", "").isalnum()
    return capfirst(code.rpartition(".")[2].replace("_", " ")) if is_code else code


@lru_cache(maxsize=2048)
def _kind(label: str, name: str) -> str:
    """The kind of a field; a key inside what was kept whole is none."""
    fields = {field.name: field.get_internal_type() for field in register()[label].model._meta.concrete_fields}
    return fields.get(name, "")


def _is_plain_text(label: str, name: str) -> bool:
    return name in register()[label].plain and _kind(label, name) in TEXTS


def _is_key(label: str, name: str) -> bool:
    """A key says nothing to a reader; nor does the place of something in a list."""
    kind = _kind(label, name)
    return kind == "UUIDField" or (name == "position" and kind not in TEXTS)
