"""Puts a run in words: the table on the screen and the page of the manual."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bench.asking import Timed
from bench.budgets import (
    AGREEMENT_SECONDS,
    AUTOSAVE_MS,
    IMPORTED_A_SECOND,
    PACK_SECONDS,
    RETENTION_SECONDS,
    SIGN_IN_MS,
)
from bench.measuring import Beside
from bench.readers import Page

BUSY = (
    "**The machine was busy with other work while this was measured: times and requests a second say little, "
    "ratios and numbers of statements say something.**"
)
IMPORTING, VERIFYING = "Import with its search for earlier records", "Verifying the audit"
KEEPING = "Keeping the draft of an assessment that is being written"
PACKING = "Access pack of a case with 500 notes, on paper"
RETAINING = "Run of retention over all cases, 1,000 of them erased"
PROVING = "Proving the pathways"
AGREEING = "Every statistic of agreement: 2,000 people, 6 raters, 22 items, 1,000 draws"
SIGNING_IN = "Signing in, eight people at once, password hashing included"
OF_SERVER, OF_DATABASE = "Memory of the web server", "Memory of the database"
HEADS = (
    "page",
    "reader",
    "statements",
    "median ms",
    "95th ms",
    "budget",
    "a second, 8 readers",
    "budget",
    "floor ms",
    "times the floor",
    "budget",
    "policies / owner",
)


@dataclass(frozen=True)
class Line:
    """One page as it was measured."""

    page: Page
    statements: int
    one: Timed
    a_second: float
    floor: Timed | None
    beside: Beside

    @property
    def over_floor(self) -> float | None:
        """Say how many times the floor the page takes."""
        return self.one.middle / self.floor.middle if self.floor else None

    @property
    def missed(self) -> list[str]:
        """Name the budgets that were missed."""
        budget, over = self.page.budget, self.over_floor
        found = []
        if self.one.p95 > budget.p95:
            found.append("95th percentile")
        if self.a_second < budget.a_second:
            found.append("requests a second")
        if over is not None and over > budget.over_floor:
            found.append("times the floor")
        return found


@dataclass(frozen=True)
class Run:
    """A whole run: its pages, and what is no page."""

    scale: str
    cases: int
    notes: int
    lines: Sequence[Line]
    audit_lines: int
    audit_a_second: float
    imported_a_second: float
    server_mb: float
    database_mb: float
    database_size_mb: float
    loop_before_ms: float
    loop_after_ms: float
    load: tuple[float, float]
    postgres: str
    on: date
    cores: int
    machine: str
    proofs: int = 0
    acts_proved: int = 0
    acts_a_second: float = 0.0
    autosave_ms: float = 0.0
    pack_seconds: float = 0.0
    retention_seconds: float = 0.0
    sign_in_ms: float = 0.0
    agreement_seconds: float = 0.0


def row(line: Line) -> list[str]:
    """Write one page as the cells of a table; what missed its budget carries a star."""
    budget, over, missed = line.page.budget, line.over_floor, line.missed
    return [
        line.page.label,
        line.page.reader.words,
        str(line.statements),
        f"{line.one.middle:.1f}",
        _starred(f"{line.one.p95:.1f}", "95th percentile" in missed),
        f"{budget.p95:g}",
        _starred(f"{line.a_second:.0f}", "requests a second" in missed),
        f"{budget.a_second:g}",
        f"{line.floor.middle:.1f}" if line.floor else "-",
        _starred(f"{over:.2f}", "times the floor" in missed) if over is not None else "-",
        f"{budget.over_floor:g}",
        f"{line.beside.ratio:.2f}",
    ]


def _starred(text: str, is_missed: bool) -> str:
    return f"{text} *" if is_missed else text


def besides(run: Run) -> list[tuple[str, str]]:
    """List what is no page, in words."""
    slow = _starred(f"{run.imported_a_second:,.0f} rows a second", run.imported_a_second < IMPORTED_A_SECOND)
    found = [
        (IMPORTING, f"{slow}, budget {IMPORTED_A_SECOND:,}"),
        (VERIFYING, f"{run.audit_lines:,} lines, {run.audit_a_second:,.0f} a second"),
        (OF_SERVER, f"{run.server_mb:.0f} MB"),
        (OF_DATABASE, f"{run.database_mb:.0f} MB, for {run.database_size_mb:,.0f} MB of data"),
        ("A loop that never changes", f"{run.loop_before_ms:.0f} ms before, {run.loop_after_ms:.0f} ms after"),
        ("Load of the machine", f"{run.load[0]:.1f} before, {run.load[1]:.1f} after"),
    ]
    if run.autosave_ms:
        late = _starred(f"{run.autosave_ms:.1f} ms at the 95th percentile", run.autosave_ms > AUTOSAVE_MS)
        found.append((KEEPING, f"{late}, budget {AUTOSAVE_MS}"))
    if run.pack_seconds:
        late = _starred(f"{run.pack_seconds:.2f} s", run.pack_seconds > PACK_SECONDS)
        found.append((PACKING, f"{late}, budget {PACK_SECONDS}"))
    if run.retention_seconds:
        late = _starred(f"{run.retention_seconds:.1f} s", run.retention_seconds > RETENTION_SECONDS)
        found.append((RETAINING, f"{late}, budget {RETENTION_SECONDS}"))
    if run.sign_in_ms:
        late = _starred(f"{run.sign_in_ms:.0f} ms at the 95th percentile", run.sign_in_ms > SIGN_IN_MS)
        found.append((SIGNING_IN, f"{late}, budget {SIGN_IN_MS}"))
    if run.agreement_seconds:
        late = _starred(f"{run.agreement_seconds:.1f} s", run.agreement_seconds > AGREEMENT_SECONDS)
        found.append((AGREEING, f"{late}, budget {AGREEMENT_SECONDS}"))
    proved = f"{run.acts_a_second:,.0f} transitions a second, {run.acts_proved:,} for {run.proofs} proofs"
    return [*found, (PROVING, proved)] if run.proofs else found


def page(runs: Sequence[Run]) -> str:
    """Write the page of the manual: how each cost grows, and then every run, the largest country first."""
    parts = [
        "# What pages cost",
        "The site is served as it is for use: its own web server, the real login role of the database, row policies on. "
        "Server, database and whoever asks share the machine. A star marks what missed its budget; the budgets are those of "
        "a country of 100,000 cases.",
        *(growth(runs) if len(runs) > 1 else []),
        *[part for run in reversed(runs) for part in _of_run(run)],
        "*Floor*: the statements of the page, prepared, by the driver alone into one compiled template, through the same web "
        "server. *Policies / owner*: the page's reads under row policies, over the same reads as owner with the filter in SQL.",
    ]
    return "\n\n".join(parts) + "\n"


def growth(runs: Sequence[Run]) -> list[str]:
    """Write how the cost of each page grows with the country: statements, median and 95th percentile at each size."""
    labels = list(dict.fromkeys((line.page.label, line.page.reader.label) for run in runs for line in run.lines))
    heads = ["page", "reader", *(f"{run.cases:,} cases" for run in runs)]
    rows = [[page, reader, *(_grown(run, page, reader) for run in runs)] for page, reader in labels]
    rows += [[name, "", *(dict(besides(run))[name] for run in runs)] for name in GROWING]
    said = "Each figure: statements, then the median and the 95th percentile of one reader in milliseconds."
    return ["## How each cost grows", said, _table(heads, rows)]


GROWING = (IMPORTING, VERIFYING, OF_SERVER, OF_DATABASE)


def _grown(run: Run, page: str, reader: str) -> str:
    found = next((line for line in run.lines if (line.page.label, line.page.reader.label) == (page, reader)), None)
    if found is None:
        return "-"
    p95 = _starred(f"{found.one.p95:.0f}", "95th percentile" in found.missed)
    return f"{found.statements}; {found.one.middle:.0f}, {p95}"


def _of_run(run: Run) -> list[str]:
    return [
        f"## {run.cases:,} cases",
        f"`make bench SCALE={run.scale}` on {run.on.isoformat()}: {run.cases:,} invented cases and {run.notes:,} notes, "
        f"sessions and views. The machine: {run.machine}, PostgreSQL {run.postgres}.",
        *([BUSY] if max(run.load) > 2 * run.cores else []),
        _table(HEADS, [row(line) for line in run.lines]),
        "\n".join(f"- {name}: {value}" for name, value in besides(run)),
    ]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (heads, ["---"] * len(heads), *rows))
