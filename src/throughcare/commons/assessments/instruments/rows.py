"""Rows that fill a shell: an item a row, and where the shell has none, its answers, questions and judgements too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from throughcare.kernel.sheets.reading import Sheet, plain

HEADINGS = ("part", "of", "code", "label", "about")
_ALSO = {
    "domain": "of",
    "scale": "of",
    "item": "label",
    "factor": "label",
    "indicator": "label",
    "text": "label",
    "name": "label",
    "meaning": "about",
    "description": "about",
    "question": "about",
}
_NEEDS_OF = {"item", "answer", "rating", "judgement"}
_LONGEST_CODE = 40
_OWN_SCALE = "level"  # what the rows to fill in call a scale that the shell does not have


@dataclass
class _Filling:
    """A shell as it is filled, and what is wrong with the rows."""

    data: dict[str, Any]
    names_domains: bool
    began: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def fresh(self, key: str) -> list[dict[str, Any]]:
        """Rows of a kind stand in place of what the shell has of it, from the first of them on."""
        if key not in self.began:
            self.began.add(key)
            self.data[key] = []
        found: list[dict[str, Any]] = self.data[key]
        return found


@dataclass(frozen=True)
class _Row:
    number: int
    part: str
    of: str
    code: str
    label: str
    about: str


def fill(shell: Mapping[str, Any], sheet: Sheet) -> tuple[dict[str, Any], list[str]]:
    """This will fill a shell with the rows of a file, and tell by row what cannot be used."""
    places = _places(sheet)
    if "label" not in places:
        return {}, [_("No column is called label. The headings are: part, of, code, label, about")]
    filling = _Filling(deepcopy(dict(shell)), names_domains=bool(shell["domains"]))
    for domain in filling.data["domains"]:
        domain["items"] = []
    for number, cells in sheet.numbered():
        _add(filling, _row(number, cells, places))
    _number(filling.data["domains"])
    return filling.data, filling.faults


def template(shell: Mapping[str, Any]) -> list[list[str]]:
    """This will write a row for each item that the shell counts, its domain filled in, and for each part that it lacks."""
    domains = shell["domains"] or [{"label": ""}]
    items = [["item", domain["label"], "", "", ""] for domain in domains for _each in range(domain.get("count", 1))]
    items += [["item", "", "", "", ""] for _each in range(shell.get("count", 0) - len(items))]
    return [list(HEADINGS), *items, *_lacking(shell)]


def _lacking(shell: Mapping[str, Any]) -> Iterator[list[str]]:
    """Answers and a question where a shell has none, and its judgements where one has no scale: a copy needs each."""
    if "scales" not in shell:
        yield from (["answer", _OWN_SCALE, "", "", ""] for _each in range(2))
    if "ratings" not in shell:
        yield ["rating", shell["scales"][0]["code"] if "scales" in shell else _OWN_SCALE, "", "", ""]
    if any("scale" not in one for one in shell["judgements"]):
        for one in shell["judgements"]:
            yield ["judgement", one["scope"], one["code"], one["label"], one.get("scale", "")]


def _places(sheet: Sheet) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, heading in enumerate(sheet.headings):
        word = plain(heading)
        found.setdefault(_ALSO.get(word, word), place)
    return found


def _row(number: int, cells: tuple[str, ...], places: Mapping[str, int]) -> _Row:
    said = {name: cells[place].strip() if name in places else "" for name, place in places.items()}
    part = plain(said.get("part", "")) or "item"
    return _Row(number, part, *(said.get(name, "") for name in ("of", "code", "label", "about")))


def _add(filling: _Filling, row: _Row) -> None:
    add = _PARTS.get(row.part)
    if add is None:
        words = _("Row %(row)s: there is no part “%(part)s”. Write one of: %(parts)s")
        filling.faults.append(words % {"row": row.number, "part": row.part[:40], "parts": ", ".join(_PARTS)})
    elif not row.label:
        filling.faults.append(_("Row %(row)s: the label is empty") % {"row": row.number})
    elif row.part in _NEEDS_OF and not row.of:
        filling.faults.append(
            _("Row %(row)s does not say what it belongs to, in the column “of”") % {"row": row.number}
        )
    else:
        add(filling, row)


def _item(filling: _Filling, row: _Row) -> None:
    domains: list[dict[str, Any]] = filling.data["domains"]
    domain = next((one for one in domains if plain(row.of) in (plain(one["code"]), plain(one["label"]))), None)
    if domain is None and not filling.names_domains:
        domain = _new_domain(filling, _Row(row.number, "domain", "", "", row.of, ""))
        domains = filling.data["domains"]
    if domain is None:
        words = _("Row %(row)s: there is no domain “%(domain)s”. Write one of: %(known)s")
        known = ", ".join(one["label"] for one in domains)
        filling.faults.append(words % {"row": row.number, "domain": row.of[:60], "known": known})
        return
    taken = {item["code"] for one in domains for item in one["items"]}
    domain["items"].append(_said(row, taken) | {"number": 0})


def _domain(filling: _Filling, row: _Row) -> None:
    filling.names_domains = True
    _new_domain(filling, row)


def _new_domain(filling: _Filling, row: _Row) -> dict[str, Any]:
    domains = filling.fresh("domains")
    domains.append(_said(row, {one["code"] for one in domains}) | {"items": []})
    return domains[-1]


def _scale(filling: _Filling, row: _Row) -> None:
    filling.fresh("scales").append(
        {"code": row.code or _code(row.label, set()), "metric": row.about or "ordinal", "answers": []}
    )


def _answer(filling: _Filling, row: _Row) -> None:
    scales = filling.fresh("scales")
    found = next((scale for scale in scales if scale["code"] == row.of), None)
    if found is None:
        found = {"code": row.of, "metric": "ordinal", "answers": []}
        scales.append(found)
    said = _said(row, {answer["code"] for answer in found["answers"]})
    found["answers"].append({"code": said["code"], "label": said["label"]})


def _rating(filling: _Filling, row: _Row) -> None:
    ratings = filling.fresh("ratings")
    said = _said(row, {rating["code"] for rating in ratings})
    asked = {"question": row.about or row.label, "scale": row.of, "kind": "presence", "moment": "now"}
    ratings.append({"code": said["code"], "label": said["label"]} | asked)


def _judgement(filling: _Filling, row: _Row) -> None:
    judgements = filling.fresh("judgements")
    said = _said(row, {one["code"] for one in judgements})
    scale = {"scale": row.about} if row.about else {}
    judgements.append({"code": said["code"], "label": said["label"], "scope": row.of} | scale)


def _formulation(filling: _Filling, row: _Row) -> None:
    parts = filling.fresh("formulation")
    said = _said(row, {part["code"] for part in parts})
    chosen = {"codes": row.of} if row.of else {}
    parts.append({"code": said["code"], "label": said["label"]} | chosen)


_PARTS: Mapping[str, Callable[[_Filling, _Row], object]] = {
    "item": _item,
    "domain": _domain,
    "scale": _scale,
    "answer": _answer,
    "rating": _rating,
    "judgement": _judgement,
    "formulation": _formulation,
}


def _said(row: _Row, taken: set[str]) -> dict[str, Any]:
    about = {"about": row.about} if row.about and row.part in ("item", "domain") else {}
    return {"code": row.code or _code(row.label, taken), "label": row.label} | about


def _code(label: str, taken: set[str]) -> str:
    """Makes a code of a label: small letters, digits and underlines, and one that nothing else has."""
    words = re.sub(r"[^a-z0-9]+", "_", label.casefold()).strip("_")
    stem = (words if words[:1].isalpha() else f"n_{words}")[: _LONGEST_CODE - 3].strip("_")
    return next(code for code in (stem, *(f"{stem}_{n}" for n in range(2, 99))) if code not in taken)


def _number(domains: list[dict[str, Any]]) -> None:
    items = [item for domain in domains for item in domain["items"]]
    for number, item in enumerate(items, 1):
        item["number"] = number
    for domain in domains:
        if not domain["items"]:
            del domain["items"]
