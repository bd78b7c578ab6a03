"""Measures what is no page: row policies beside the owner, import with its search for duplicates, the audit's chains, memory."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import psycopg

from bench.inside import Asked
from bench.readers import Reader

WARMED_BY = 25  # rows; a file of so many is one of many


@dataclass(frozen=True)
class Beside:
    """Milliseconds of a page's reads under row policies, and of the same reads as owner."""

    policies: float
    owner: float

    @property
    def ratio(self) -> float:
        """Say how many times longer it takes under row policies."""
        return self.policies / max(self.owner, 0.01)


def under_policies(asked: Asked, *, login: str, owner: str, rounds: int = 15) -> Beside:
    """Run a page's reads under row policies and as owner, in turn, whose statements say the same filter in SQL."""
    begins = [one for one in asked.statements if "set_config('role'" in one[0]]
    reads = [one for one in asked.statements if _is_read(one[0])]
    with psycopg.connect(login, prepare_threshold=2) as ours, psycopg.connect(owner, prepare_threshold=2) as theirs:
        taken: dict[str, list[float]] = {"ours": [], "theirs": []}
        _settle(ours, begins, asked, role=True)
        _settle(theirs, begins, asked, role=False)
        for number in range(rounds + 5):
            for name, connection in (("ours", ours), ("theirs", theirs)):
                milliseconds = _run(connection, reads)
                if number >= 5:
                    taken[name].append(milliseconds)
        ours.rollback()
        theirs.rollback()
    return Beside(median(taken["ours"]), median(taken["theirs"]))


def proved() -> tuple[int, int, float]:
    """Prove every law of every pathway; give how many proofs and transitions that were, and transitions a second."""
    from throughcare.kernel.definitions import all_of
    from throughcare.safeguards.pathways import Pathway
    from throughcare.safeguards.pathways.proof import prove

    pathways = [Pathway.of(one) for one in all_of("pathways")]
    started = time.perf_counter()
    outcomes = [outcome for pathway in pathways for outcome in prove(pathway)]
    tried = sum(outcome.tried for outcome in outcomes)
    return len(outcomes), tried, tried / (time.perf_counter() - started)


def _is_read(statement: str) -> bool:
    text = "\n".join(line for line in statement.splitlines() if not line.startswith("--")).lstrip().upper()
    acts = ("GATE_OPEN", "SET_CONFIG", "TC.AUDIT(", "DJANGO_SESSION", "AGENCIES_ACCOUNT", "WEB_SEARCHWORDS")
    return text.startswith(("SELECT", "WITH")) and not any(act in text for act in acts)


def _settle(connection: psycopg.Connection, begins: list[tuple[str, Any]], asked: Asked, *, role: bool) -> None:
    """Say who asks, as the request did; the owner says it too, for the functions that look."""
    for statement, values in begins[:1]:
        given = list(values)
        connection.execute(
            statement if role else statement.replace("set_config('role'", "set_config('app.role'"), given
        )
    for statement, values in asked.statements:
        if "gate_open" in statement:
            connection.execute(statement, values)


def _run(connection: psycopg.Connection, reads: Iterable[tuple[str, Any]]) -> float:
    began = time.perf_counter()
    for statement, values in reads:
        connection.execute(statement, values).fetchall()
    return (time.perf_counter() - began) * 1000


def verified() -> tuple[int, float]:
    """Verify every chain and give the lines, and lines a second."""
    from throughcare.safeguards.audit.record import verify

    began = time.perf_counter()
    lines, broken = verify()
    if broken:
        raise RuntimeError(f"The audit does not hold: {broken[0]}")
    return lines, lines / (time.perf_counter() - began)


def imported(reader: Reader, *, rows: int = 1000) -> float:
    """Bring a file of referrals in as its coordinator, its search for earlier records included, and take it back.

    The time in which a person would decide on what looks alike is left out.
    """
    from django.db import transaction
    from django.utils import timezone

    from throughcare.commons.agencies import queries as agencies
    from throughcare.frame.transaction import acting
    from throughcare.kernel.sheets import reading
    from throughcare.kernel.sheets.workbooks import Limits
    from throughcare.kernel.time import uk_today
    from throughcare.stages.referrals import actions, queries
    from throughcare.stages.referrals.files import columns

    if rows > WARMED_BY:
        imported(reader, rows=WARMED_BY)  # a served site has read its definitions
    at = timezone.now()
    area = next(
        post.area_id for post in agencies.posts_of(reader.staff_id, on=uk_today(at)) if post.role == "coordinator"
    )
    sheet = reading.read(_file(rows), known=columns.known_headings(), limits=Limits.of(queries.limits("import")))
    began, spent_deciding = time.perf_counter(), 0.0
    with transaction.atomic():
        with acting("staff", staff=reader.staff_id, at=at):
            run = actions.choose_file(sheet, area_id=area or 0, by=reader.staff_id, at=at)
            matched = columns.proposed(sheet.headings, saved={})
            run = actions.match_columns(run, columns=matched, by=reader.staff_id, at=at)
            while run.checked < run.row_count:
                run = actions.check_rows(run, at=at)
            deciding = time.perf_counter()
            for row in queries.rows_alike(run, limit=rows):
                actions.decide_row(run, number=row.number, answers=_all_different(row), reason="Another person")
            spent_deciding = time.perf_counter() - deciding
            actions.import_file(run, by=reader.staff_id, at=at)
        taken = time.perf_counter() - began - spent_deciding
        transaction.set_rollback(True)
    return rows / taken


def memory(root: int) -> float:
    """Give the megabytes that a process and all that came of it take, what they share counted once."""
    return sum(_own(pid) for pid in _family(root)) / 1024


def _family(root: int) -> list[int]:
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, IndexError, ValueError):
            continue
    family = [root]
    for pid in family:
        family += [child for child, parent in parents.items() if parent == pid]
    return family


def _own(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def calibrated() -> float:
    """Time a loop that never changes: machines drift, and two runs are compared by it."""
    began = time.perf_counter()
    total = 0
    for number in range(2_000_000):
        total += number % 7
    return (time.perf_counter() - began) * 1000


def _file(rows: int) -> bytes:
    from throughcare.cli.national import drawing

    words = drawing.words()
    lines = ["name,date of birth,what worries"]
    for number in range(rows):
        name = f"{words['male'][number % len(words['male'])]} {words['surnames'][number * 7 % len(words['surnames'])]}"
        lines.append(f"{name},{1 + number % 28}/{1 + number % 12}/{1970 + number % 40},Row {number} of a file")
    return "\n".join(lines).encode()


def _all_different(row: Any) -> dict[str, str]:
    return {match["reference"]: "different" for match in row.matches if match["person"]}
