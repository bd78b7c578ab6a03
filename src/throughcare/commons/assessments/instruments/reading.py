"""From the data of a definition, shipped or a site's own, to an instrument."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from throughcare.commons.assessments.instruments.shape import (
    NOT_KNOWN,
    Choice,
    Domain,
    Factor,
    Instrument,
    Measure,
    Part,
    Review,
    Scale,
    Scope,
    Superseded,
)

Data = Mapping[str, Any]
_AS_WRITTEN = ("title", "publisher", "source", "licence", "attribution", "reminder")


def read(name: str, version: str, data: Data, *, sha256: str, is_copy: bool = False) -> Instrument:
    """This will make an instrument from its data, which have the shape of a definition."""
    until = data["in_force"].get("until")
    scales = {scale.code: scale for scale in map(_scale, data.get("scales", ()))}
    return Instrument(
        name=name,
        version=version,
        sha256=sha256,
        is_copy=is_copy,
        **{key: data[key] for key in _AS_WRITTEN},
        **_uses(data),
        shell=data.get("shell", ""),
        count=data.get("count", 0),
        total_note=data.get("total_note", ""),
        from_when=data["in_force"].get("from", ""),
        until=date.fromisoformat(until) if until else None,
        to_verify=tuple(data.get("to_verify", ())),
        rules=tuple(data.get("rules", ())),
        superseded=_superseded(data.get("superseded")),
        review=_review(data.get("review", {})),
        measures=tuple(_measure(row, scales) for row in data.get("ratings", ())),
        not_known=Choice(NOT_KNOWN, data["not_known"]["label"]),
        not_known_asks=data["not_known"]["asks"],
        judgements=tuple(
            Scope(row["code"], row["label"], row["scope"], scales.get(row.get("scale", "")))
            for row in data["judgements"]
        ),
        others_allowed=data["other_factors"]["allowed"],
        others_about=data["other_factors"]["about"],
        formulation=tuple(_part(row) for row in data.get("formulation", ())),
        domains=tuple(_domain(row) for row in data["domains"]),
    )


def choices(rows: Iterable[Mapping[str, str]]) -> tuple[Choice, ...]:
    """This will read codes with their labels."""
    return tuple(Choice(row["code"], row["label"]) for row in rows)


def _part(row: Mapping[str, str]) -> Part:
    return Part(row["code"], row["label"], row.get("codes", ""))


def _uses(data: Data) -> dict[str, Any]:
    """For whom it was made, and who may use it."""
    people, assessor = data["population"], data["assessor"]
    return {
        "pathways": tuple(people["pathways"]),
        "population": people["about"],
        "word": people["word"],
        "not_for": choices(people.get("not_for", ())),
        "roles": tuple(assessor["roles"]),
        "needs_certificate": assessor["certificate"],
        "certificate_months": assessor.get("certificate_months", 0),
        "who": assessor["about"],
    }


def _scale(row: Data) -> Scale:
    return Scale(row["code"], row["metric"], choices(row["answers"]))


def _measure(row: Data, scales: Mapping[str, Scale]) -> Measure:
    return Measure(row["code"], row["label"], row["question"], scales[row["scale"]], row["kind"], row["moment"])


def _domain(row: Data) -> Domain:
    items: Sequence[Data] = row.get("items", ())
    factors = tuple(Factor(item["code"], item["label"], item["number"], item.get("about", "")) for item in items)
    return Domain(
        row["code"], row["label"], row.get("about", ""), factors, row.get("count", 0), tuple(row.get("ratings", ()))
    )


def _superseded(row: Data | None) -> Superseded | None:
    return Superseded(row["by"], row["note"], row["source"], row.get("verify", False)) if row else None


def _review(row: Data) -> Review:
    return Review(
        row.get("about", ""),
        row.get("clock", ""),
        row.get("months", 0),
        choices(row.get("events", ())),
        row.get("verify", False),
    )
