"""How long agreement takes, beside every public Python program for it, in one run: `make oracles`, at its end.

All get the same ratings, 2,000 people by 6 raters (2 for Cohen's kappa) on 5 categories, as plain tables of numbers.
Ours gives value, standard error and interval each time; most others give the value alone. The best of several runs
counts. A program that is not installed is not in the race, and is named at the end. At 22 items, everything at once.
"""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from bench.budgets import AGREEMENT_SECONDS
from bench.machine import machine
from throughcare.methods.agreement import (
    FORMS,
    METRICS,
    Ratings,
    agreement,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac,
    intraclass,
    krippendorff_alpha,
    percent_agreement,
)

PEOPLE, RATERS, ITEMS, DRAWS, SCALE = 2000, 6, 22, 1000, (1, 2, 3, 4, 5)
TRIED_FOR = 0.15
SHARE = 50  # a program that has no bootstrap of its own computes this part of the draws, and its time counts as often
OURS, IN_PARTS, DRAWN = "ours", "krippendorff in a loop", f"alpha, nominal, {DRAWS:,} draws"
Race = dict[str, dict[str, Callable[[], Any]]]


def invented(seed: int, *, raters: int, missing: float) -> np.ndarray:
    """Invent ratings around a true value for each person."""
    rng = np.random.default_rng(seed)
    values = np.clip(rng.integers(1, 6, (PEOPLE, 1)) + rng.integers(-1, 2, (PEOPLE, raters)), 1, 5).astype(float)
    values[rng.random(values.shape) < missing] = np.nan
    return values


def races() -> Race:
    """Name each statistic with every program that computes it, as a call that takes ratings to a result."""
    pair, whole, gaps = (
        invented(1, raters=2, missing=0),
        invented(2, raters=RATERS, missing=0),
        invented(3, raters=RATERS, missing=0.05),
    )
    found: Race = {"percent agreement, 2 raters": {OURS: lambda: percent_agreement(Ratings.of(pair, SCALE))}}
    for name, weights in (
        ("Cohen's kappa", "identity"),
        ("weighted, linear", "linear"),
        ("weighted, quadratic", "quadratic"),
    ):
        found[name] = {OURS: partial(lambda kind: cohen_kappa(Ratings.of(pair, SCALE), weights=kind), weights)}
    found["Fleiss' kappa"] = {OURS: lambda: fleiss_kappa(Ratings.of(whole, SCALE))}
    for metric in METRICS:
        found[f"alpha, {metric}"] = {
            OURS: partial(lambda kind: krippendorff_alpha(Ratings.of(gaps, SCALE), metric=kind, draws=0), metric)
        }
    found[DRAWN] = {OURS: lambda: krippendorff_alpha(Ratings.of(gaps, SCALE), metric="nominal", draws=DRAWS)}
    for name, weights in (("AC1", "identity"), ("AC2, linear", "linear"), ("AC2, quadratic", "quadratic")):
        found[name] = {OURS: partial(lambda kind: gwet_ac(Ratings.of(gaps, SCALE), weights=kind), weights)}
    found["ICC, all six"] = {OURS: lambda: _all_six(whole)}
    for join in (_sklearn, _statsmodels, _krippendorff, _pingouin, _iaa_kit, _irrcac):
        join(found, pair, whole, gaps)
    return found


def _all_six(values: np.ndarray) -> list[Any]:
    ratings = Ratings.of(values, SCALE)
    return [intraclass(ratings, form=form) for form in FORMS]


def _installed(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _sklearn(found: Race, pair: np.ndarray, _whole: np.ndarray, _gaps: np.ndarray) -> None:
    metrics = _installed("sklearn.metrics")
    if metrics is None:
        return
    one, other = pair.astype(int).T
    found["percent agreement, 2 raters"]["scikit-learn"] = lambda: metrics.accuracy_score(one, other)
    for name, weights in (
        ("Cohen's kappa", None),
        ("weighted, linear", "linear"),
        ("weighted, quadratic", "quadratic"),
    ):
        found[name]["scikit-learn"] = partial(metrics.cohen_kappa_score, one, other, labels=SCALE, weights=weights)


def _statsmodels(found: Race, pair: np.ndarray, whole: np.ndarray, _gaps: np.ndarray) -> None:
    inter_rater = _installed("statsmodels.stats.inter_rater")
    if inter_rater is None:
        return

    def kappa(kind: str | None) -> Any:
        return inter_rater.cohens_kappa(inter_rater.to_table(pair - 1, bins=np.arange(6) - 0.5)[0], wt=kind)

    for name, kind in (("Cohen's kappa", None), ("weighted, linear", "linear"), ("weighted, quadratic", "quadratic")):
        found[name]["statsmodels"] = partial(kappa, kind)
    coded = whole.astype(int) - 1
    found["Fleiss' kappa"]["statsmodels"] = lambda: inter_rater.fleiss_kappa(inter_rater.aggregate_raters(coded, 5)[0])


def _krippendorff(found: Race, _pair: np.ndarray, _whole: np.ndarray, gaps: np.ndarray) -> None:
    program = _installed("krippendorff")
    if program is None:
        return
    raters_by_people = gaps.T.copy()
    for metric in METRICS:
        found[f"alpha, {metric}"]["krippendorff"] = partial(
            program.alpha, reliability_data=raters_by_people, level_of_measurement=metric
        )
    rng = np.random.default_rng(1)

    def resampled() -> list[Any]:
        people = rng.integers(PEOPLE, size=(DRAWS // SHARE, PEOPLE))
        return [
            program.alpha(reliability_data=raters_by_people[:, each], level_of_measurement="nominal") for each in people
        ]

    found[DRAWN][IN_PARTS] = resampled


def _pingouin(found: Race, _pair: np.ndarray, whole: np.ndarray, _gaps: np.ndarray) -> None:
    program, pandas = _installed("pingouin"), _installed("pandas")
    if program is not None:
        long = pandas.DataFrame(whole).reset_index().melt(id_vars="index")
        found["ICC, all six"]["pingouin"] = lambda: program.intraclass_corr(
            long, targets="index", raters="variable", ratings="value"
        )


def _iaa_kit(found: Race, pair: np.ndarray, whole: np.ndarray, _gaps: np.ndarray) -> None:
    """Join, but not for alpha: there it holds every pair of 12,000 ratings, three gigabytes, and is never the fastest."""
    program = _installed("iaa_kit")
    if program is None:
        return
    (one, other), table = pair.T.tolist(), whole.tolist()
    found["Cohen's kappa"]["iaa-kit"] = lambda: program.cohen_kappa(one, other)
    found["weighted, linear"]["iaa-kit"] = lambda: program.weighted_kappa(one, other)
    found["Fleiss' kappa"]["iaa-kit"] = lambda: program.fleiss_kappa(table)
    for name, call in (("AC1", program.ac1), ("AC2, linear", program.ac2)):
        found[name]["iaa-kit, 2 raters"] = partial(call, one, other)


def _irrcac(found: Race, _pair: np.ndarray, whole: np.ndarray, gaps: np.ndarray) -> None:
    raw, pandas = _installed("irrCAC.raw"), _installed("pandas")
    if raw is None:
        return

    def made(values: Any, weights: str) -> Any:
        return raw.CAC(values, weights=weights, categories=list(SCALE))

    complete, missing = pandas.DataFrame(whole), pandas.DataFrame(gaps)
    found["Fleiss' kappa"]["irrCAC"] = lambda: made(complete, "identity").fleiss()
    found["alpha, nominal"]["irrCAC"] = lambda: made(missing, "identity").krippendorff()
    for name, weights in (("AC1", "identity"), ("AC2, linear", "linear"), ("AC2, quadratic", "quadratic")):
        found[name]["irrCAC"] = partial(lambda kind: made(missing, kind).gwet(), weights)


def seconds(call: Callable[[], Any]) -> float:
    """Give the shortest time of one call, tried for a while."""
    best, until = float("inf"), time.perf_counter() + TRIED_FOR
    while True:
        began = time.perf_counter()
        call()
        now = time.perf_counter()
        best = min(best, now - began)
        if now > until:
            return best


def measured(others_only: bool) -> dict[str, dict[str, float]]:
    """Time every program for every statistic; ours too, unless another run of the same race has it already."""
    return {
        name: {
            program: seconds(call) * (SHARE if program == IN_PARTS else 1)
            for program, call in calls.items()
            if not (others_only and program == OURS)
        }
        for name, calls in races().items()
    }


def everything() -> float:
    """Give the seconds that all statistics of all items take with their bootstrap."""
    items = [invented(seed, raters=RATERS, missing=0.05) for seed in range(ITEMS)]
    began = time.perf_counter()
    for values in items:
        agreement(Ratings.of(values, SCALE), draws=DRAWS)
    return time.perf_counter() - began


def lines(race: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Write one line a statistic: ours, the fastest other, and how many times longer that one takes."""
    written = [f"{'statistic':32}{'ours, ms':>10}{'fastest other, ms':>20}   ratio  program"]
    for name, took in race.items():
        others = {program: each for program, each in took.items() if program != OURS}
        if not others:
            written.append(f"{name:32}{took[OURS] * 1000:10.3f}{'none':>20}")
            continue
        fastest = min(others, key=lambda program: others[program])
        ratio = others[fastest] / took[OURS]
        written.append(f"{name:32}{took[OURS] * 1000:10.3f}{others[fastest] * 1000:20.3f}{ratio:8.1f}  {fastest}")
    return written


def ahead(race: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Name the statistics in which another program is faster."""
    return [name for name, took in race.items() if min(took, key=lambda program: took[program]) != OURS]


def page(race: Mapping[str, Mapping[str, float]], took: float) -> str:
    """Write the page of the manual: the table, what everything takes, and the machine."""
    behind = ahead(race)
    parts = [
        "# What agreement costs beside other programs",
        "`make oracles` writes this page at its end. Every program gets the same invented ratings in one run, "
        f"{PEOPLE:,} people by {RATERS} raters (2 for Cohen's kappa) on {len(SCALE)} categories, and its best time counts. "
        "Ours gives value, standard error and interval each time; most others give the value alone. The ratio says how many "
        "times longer the fastest other program takes.",
        f"The machine: {machine()}.",
        "```text\n" + "\n".join(lines(race)) + "\n```",
        f"{everything_in_words(took)}",
        f"Another program is ahead: {', '.join(behind)}." if behind else "No other program is ahead.",
    ]
    return "\n\n".join(parts) + "\n"


def everything_in_words(took: float) -> str:
    """Say how long all statistics of all items take with their bootstrap, beside the budget."""
    size = f"{PEOPLE:,} people, {RATERS} raters, {ITEMS} items, {DRAWS:,} draws"
    return f"{size}, everything: {took:.2f} s of {AGREEMENT_SECONDS} s."


def main() -> int:
    """Run the race; 1 where another program is ahead or everything takes longer than its budget."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--irrcac", help="a Python that holds irrCAC, which can live with no other program")
    parser.add_argument("--others-only", action="store_true", help="time the others alone and write JSON")
    parser.add_argument("--write", type=Path, help="the page of the manual that keeps the table")
    options = parser.parse_args()
    if options.others_only:
        print(json.dumps(measured(others_only=True)))
        return 0
    race = measured(others_only=False)
    if options.irrcac:
        command = [options.irrcac, "-m", "bench.agreement", "--others-only"]
        for name, took in json.loads(subprocess.run(command, capture_output=True, check=True).stdout).items():
            race[name].update(took)
    took = everything()
    print("\n".join(lines(race)))
    print(f"\n{everything_in_words(took)}")
    behind = ahead(race)
    if options.write:
        options.write.write_text(page(race, took), encoding="utf-8")
    if behind:
        print(f"Another program is ahead: {', '.join(behind)}")
    return 1 if behind or took > AGREEMENT_SECONDS else 0


if __name__ == "__main__":
    sys.exit(main())
