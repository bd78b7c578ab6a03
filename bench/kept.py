"""Keeps each scale's last run beside the bench, so that a run at one scale leaves the figures of the others as they are."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from bench.asking import Timed
from bench.budgets import Budget
from bench.measuring import Beside
from bench.readers import Page, Reader
from bench.report import Line, Run

RUNS = Path(__file__).with_name("runs")


def keep(run: Run, *, into: Path = RUNS) -> None:
    """Write a run down in place of the last one at its scale."""
    into.mkdir(exist_ok=True)
    body = json.dumps(asdict(run), indent=1, default=lambda day: day.isoformat())
    (into / f"{run.scale}.json").write_text(body + "\n", encoding="utf-8")


def kept(*, of: Path = RUNS) -> list[Run]:
    """Read the last run of every scale, the smallest country first."""
    runs = [_run(json.loads(path.read_text(encoding="utf-8"))) for path in of.glob("*.json")]
    return sorted(runs, key=lambda run: run.cases)


def _run(read: dict[str, Any]) -> Run:
    changed = {"on": date.fromisoformat(read["on"]), "lines": tuple(_line(line) for line in read["lines"])}
    return Run(**{**read, **changed, "load": tuple(read["load"])})


def _line(read: dict[str, Any]) -> Line:
    page = read["page"]
    shown = Page(
        label=page["label"],
        reader=Reader(**page["reader"]),
        addresses=tuple(page["addresses"]),
        budget=Budget(**page["budget"]),
        posted=tuple((name, value) for name, value in page["posted"]),
    )
    floor = Timed(**read["floor"]) if read["floor"] else None
    return Line(shown, read["statements"], Timed(**read["one"]), read["a_second"], floor, Beside(**read["beside"]))
