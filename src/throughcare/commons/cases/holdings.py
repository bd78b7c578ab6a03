"""What a case has: asked once a request, in one statement, however many slices want to know it.

A slice hides its card and its links until there is something to show. It writes each such question as a named condition
in its `queries.sql`, and names it here.
"""

from __future__ import annotations

from typing import Any

from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.sql import NamedSql, rows_of, without_comments

_questions: dict[str, str] = {}


def asks(sql: NamedSql, *names: str) -> None:
    """This will add conditions of a slice, each a named part of its file, to what every case page asks at once."""
    for name in names:
        _questions[name] = without_comments(sql.statements[name])


def has(case: OpenCase, name: str) -> bool:
    """This will say whether a condition holds for the case, as far as whoever opened it may see."""
    answers = case.once("holdings", lambda: _answers(case))
    return bool(answers[name])


def _answers(case: OpenCase) -> dict[str, Any]:
    columns = ", ".join(f"{condition} AS {name}" for name, condition in sorted(_questions.items()))
    statement = f"-- What this case has.\nSELECT {columns}"
    answers: dict[str, Any] = rows_of("holdings", statement, {"case": case.id})[0]._asdict()
    return answers
