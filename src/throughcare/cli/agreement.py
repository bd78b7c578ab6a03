"""Measures how far raters agree, from a file alone: no database."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from throughcare.cli.agreement_file import CannotRead, read_file, read_scale
from throughcare.cli.problems import CannotGoOn

if TYPE_CHECKING:
    from throughcare.methods.agreement import Agreement, Bands

WIDTH = 130
SHOWN = ("estimate", "se", "low", "high", "n_subjects", "n_raters", "undefined_because")
TITLES = {
    "percent_agreement": "Percent agreement (1 is 100 %)",
    "cohen_kappa": "Cohen's kappa",
    "weighted_kappa_linear": "Weighted kappa, linear",
    "weighted_kappa_quadratic": "Weighted kappa, quadratic",
    "fleiss_kappa": "Fleiss' kappa",
    "krippendorff_alpha_nominal": "Krippendorff's alpha, nominal",
    "krippendorff_alpha_ordinal": "Krippendorff's alpha, ordinal",
    "krippendorff_alpha_interval": "Krippendorff's alpha, interval",
    "krippendorff_alpha_ratio": "Krippendorff's alpha, ratio",
    "gwet_ac1": "Gwet's AC1",
    "gwet_ac2_linear": "Gwet's AC2, linear",
    "gwet_ac2_quadratic": "Gwet's AC2, quadratic",
    "icc_1_1": "ICC(1,1), other raters for each",
    "icc_2_1": "ICC(2,1), absolute agreement",
    "icc_3_1": "ICC(3,1), consistency",
    "icc_1_k": "ICC(1,k), mean of raters",
    "icc_2_k": "ICC(2,k), mean of raters",
    "icc_3_k": "ICC(3,k), mean of raters",
}


def agreement(
    file: Annotated[
        Path,
        typer.Argument(
            help="a CSV file, or - for standard input: names of raters, then a row a person, empty where missing"
        ),
    ],
    scale: Annotated[str, typer.Option(help="every category there is, used or not: 1..5, or 0,1,2")],
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object at full precision")] = False,
    draws: Annotated[int, typer.Option(min=0, max=10_000, help="bootstrap samples for Krippendorff's alpha")] = 1000,
    seed: Annotated[int, typer.Option(min=0, help="where the bootstrap begins; the same again gives the same")] = 1,
) -> None:
    """Measure how far raters agree by every statistic, each with its interval."""
    try:
        from throughcare.methods import agreement as methods
    except ImportError as missing:
        raise CannotGoOn(
            f"Statistics need the package {missing.name}. Install them with: pip install 'throughcare[evaluation]'"
        ) from missing
    try:
        categories = read_scale(scale)
        read = read_file(file, categories)
    except CannotRead as wrong:
        _tell(str(wrong))
        raise typer.Exit(2) from wrong
    for remark in read.remarks:
        _tell(remark)
    found = methods.agreement(methods.Ratings.of(read.rows, categories), draws=draws, seed=seed)
    if as_json:
        print(json.dumps({name: _numbers(each) for name, each in found.items()}, indent=2, allow_nan=False))
    else:
        _show(found, raters=len(read.raters), people=len(read.rows), scale=scale)


def _tell(words: str) -> None:
    Console(stderr=True, soft_wrap=True).print(words, markup=False, highlight=False)


def _numbers(found: Agreement) -> dict[str, Any]:
    return {name: getattr(found, name) for name in SHOWN}


def _show(found: Mapping[str, Agreement], *, raters: int, people: int, scale: str) -> None:
    from throughcare.kernel.definitions import all_of
    from throughcare.methods.agreement import Bands, cautions

    definitions = all_of("agreement_bands")
    bands = {name: Bands.of(each.title, each.data) for each in definitions for name in each.data["shown_for"]}
    console = Console(highlight=False, width=None if sys.stdout.isatty() else WIDTH)
    console.print(_table(found, bands, title=f"{people:,} people rated by {raters} raters on the scale {scale}"))
    for each in definitions:
        for caution in cautions(found, **each.data["paradox"]) if "paradox" in each.data else ():
            console.print(f"\n{caution}", markup=False)
    console.print("\nHow it was done", style="bold")
    for line in _notes(found, bands):
        console.print(f"  {line}", markup=False)


def _table(found: Mapping[str, Agreement], bands: Mapping[str, Bands], *, title: str) -> Table:
    level = next(iter(found.values())).level
    table = Table("Statistic", "Value", "SE", f"{level:.0%} interval", "Band of the interval", "Rated", title=title)
    for name, each in found.items():
        if each.estimate is None:
            table.add_row(TITLES[name], "–", "", "", str(each.undefined_because), str(each.n_subjects))
            continue
        interval = "–" if each.low is None and each.high is None else f"{_number(each.low)} to {_number(each.high)}"
        table.add_row(
            TITLES[name], _number(each.estimate), _number(each.se), interval, _band(each, bands), str(each.n_subjects)
        )
    return table


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _band(each: Agreement, bands: Mapping[str, Bands]) -> str:
    if each.undefined_because:
        return str(each.undefined_because)
    if each.se == 0:
        return "no disagreement seen: see below"
    covered = bands[each.statistic].covered(each.low, each.high) if each.statistic in bands else ()
    labels = [band.label for band in covered]
    return " to ".join(dict.fromkeys([*labels[:1], *labels[-1:]]))


def _notes(found: Mapping[str, Agreement], bands: Mapping[str, Bands]) -> list[str]:
    """Say how missing ratings were handled, where intervals come from, and whose bands these are."""
    notes: dict[str, list[str]] = {}
    for name, each in found.items():
        if each.estimate is None:
            continue
        drawn = f" ({each.draws} draws, seed {each.seed})" if each.draws else ""
        for words in (str(each.missing), f"{str(each.interval)[0].upper()}{str(each.interval)[1:]}{drawn}."):
            notes.setdefault(words, []).append(_family(name))
        if name in bands:
            notes.setdefault(f"Bands of {bands[name].name}.", []).append(_family(name))
    return [f"{', '.join(dict.fromkeys(names))}: {words}" for words, names in notes.items()]


def _family(name: str) -> str:
    return TITLES[name].partition(",")[0].partition("(")[0].strip().replace("Weighted kappa", "weighted kappa")
