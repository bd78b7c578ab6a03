"""The past of the demo: closed referrals, received as a file of them is, and then set back in time.

The cases of the stories went through every act. Of these only the steps are written, as owner, with the days on which
they would have happened; each step has its line in the audit, and every chain holds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from throughcare.frame.transaction import acting
from throughcare.kernel.sql import read_statements

if TYPE_CHECKING:
    from throughcare.cli.demo_inventing import Past
    from throughcare.stages.referrals.telling import Received

AT_A_TIME = 120
SQL = Path(__file__).with_name("demo_past.sql")


def lay_down(every: Sequence[Past], *, progress: Callable[[int], None]) -> None:
    """This will write down past referrals, some at a time, each with its steps and its lines in the audit."""
    for start in range(0, len(every), AT_A_TIME):
        progress(start)
        with transaction.atomic():
            _lay_down(every[start : start + AT_A_TIME])


def _lay_down(batch: Sequence[Past]) -> None:
    from throughcare.stages.referrals import actions

    at = batch[-1].new.received_at
    with acting("public_form", staff=None, at=at):
        received = actions.receive_all([past.new for past in batch], by=None, at=at)
    steps = json.dumps(list(_steps(batch, received)))
    statements = read_statements(SQL.read_text(encoding="utf-8"), where=str(SQL))
    step = statements.pop("step")
    values: dict[str, Any] = {"cases": [one.case_id for one in received], "steps": steps}
    with connection.cursor() as cursor:
        for statement in statements.values():
            cursor.execute(statement.replace("{step}", step), values)


def _steps(batch: Sequence[Past], received: Sequence[Received]) -> Iterator[dict[str, Any]]:
    for past, case in zip(batch, received, strict=True):
        for place, step in enumerate(past.steps):
            yield {**asdict(step), "at": step.at.isoformat(), "case_id": case.case_id, "place": place}
