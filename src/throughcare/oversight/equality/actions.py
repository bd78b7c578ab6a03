"""Handing a form out, taking one in, changing and erasing it, and counting a year. Nobody is told whether one came."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import told
from throughcare.commons.cases.carried import months_later
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.ids import new_secret
from throughcare.kernel.time import uk_today
from throughcare.methods.disclosure import Table
from throughcare.oversight.equality import codes, definition, facts, rules
from throughcare.oversight.equality.models import EqualityTable
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record

Answers = Sequence[Mapping[str, str]]


def hand_out(case: OpenCase, *, at: datetime) -> str:
    """This will give the code of the case's equality form, for a letter, and keep that it was handed out.

    Refuses while the person has not been told. Whether the form is ever sent is kept nowhere beside the case.
    """
    answer = case.may("equality.hand_out")
    answer &= rules.may_be_handed_out(is_told=told.is_told(case), is_asked=definition.is_asked())
    answer.or_refuse(_("The equality form was not handed out"), ask=agencies.contact(case.owner_id))
    record("equality:handed_out", kind="case", subject=case.id, at=at, case_id=case.id)
    return codes.letter_code(case.id, key=definition.key())


def send(code: str, answers: Answers) -> str | None:
    """This will keep a form under the code of its letter and give the code that opens it again; none for a wrong code.

    No line of the audit is written: its moment would tell when somebody answered (decision 44).
    """
    link = codes.link_of(code, key=definition.key()) if definition.is_asked() else ""
    if not link:
        return None
    kept = new_secret()
    _keep(link, codes.digest_of(kept, key=definition.key()), answers)
    return kept


def type_in(code: str, answers: Answers, *, by: int, at: datetime) -> bool:
    """This will keep a form that came on paper, and say whether its code is right. No code to read it again is made."""
    held = {post.role for post in agencies.posts_of(by, on=uk_today(at))}
    matrix().may_do(held, "equality.type_in").or_refuse(_("The form was not typed in"), ask=agencies.contact(by))
    link = codes.link_of(code, key=definition.key()) if definition.is_asked() else ""
    if link:
        _keep(link, "", answers)
        record("equality:typed_in", kind="equality.sheet", subject="-", at=at)
    return bool(link)


def change(kept: str, answers: Answers) -> bool:
    """This will put new answers in the place of those that a kept code opens, and say whether there were any."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tc.change_equality(%s, %s::jsonb)",
            [codes.digest_of(kept, key=definition.key()), json.dumps(list(answers))],
        )
        return bool((cursor.fetchone() or (False,))[0])


def erase(code: str) -> None:
    """This will erase every form that was sent with a letter, by its code or by a code that was kept. It never says if there was one."""
    key = definition.key()
    _erase([link for link in [codes.link_of(code, key=key)] if link], codes.digest_of(code, key=key))


def forget(case_ids: Collection[int]) -> None:
    """This will erase the forms of cases that are erased, as part of that act, under the eraser's role."""
    if definition.has_key():
        _erase([codes.link_of_case(case, key=definition.key()) for case in case_ids], "")


def make_tables(*, at: datetime) -> int:
    """This will count each year that may be counted and was not, once and for good, and give the number of years."""
    made = [year for year in _to_count(uk_today(at)) if definition.is_asked()]
    for year in made:
        _count(year, at=at)
        record("equality:counted", kind="equality.equalitytable", subject=year, at=at)
    return len(made)


def _to_count(today: date) -> list[int]:
    ends, waits = definition.year_ends(), definition.monitoring().data["counted"]["waits_months"]["number"]
    with connection.cursor() as cursor:
        cursor.execute(facts.FIRST)
        first = (cursor.fetchone() or (None,))[0]
    counted = set(EqualityTable.objects.values_list("year", flat=True))
    years = rules.years_since(first, today, year_ends=ends) if first else range(0)
    return [y for y in years if y not in counted and months_later(rules.days_of(y, year_ends=ends)[1], waits) < today]


def _count(year: int, *, at: datetime) -> None:
    asked, figures = definition.questions(), definition.monitoring().data["counted"]
    first, last = rules.days_of(year, year_ends=definition.year_ends())
    counts: dict[str, dict[str, tuple[int, ...]]] = {one.code: {} for one in asked}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM tc.count_equality(%s, %s, %s, %s, %s)",
            [definition.key(), first, last, figures["waits_months"]["number"], list(counts)],
        )
        for which, code, *stages in cursor.fetchall():
            counts[which][code] = tuple(stages)
    for one in asked:
        table = rules.table_of(
            counts[one.code],
            groups=[value.code for value in one.answers.values],
            smallest_base=figures["smallest_base"]["number"],
            smallest_group=figures["smallest_group"]["number"],
            fewest_counts=figures["fewest_counts"]["number"],
            round_to=figures["round_to"],
        )
        version = definition.monitoring().version
        EqualityTable.objects.create(asked=one.code, year=year, version=version, data=_plain(table), made_at=at)


def _plain(table: Table | None) -> dict[str, Any]:
    if table is None:
        return {}
    cells = [[cell.number for cell in line] for line in table.cells]
    return {"rows": list(table.rows), "columns": list(table.columns), "cells": cells, "base": table.base}


def _keep(link: str, kept: str, answers: Answers) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.send_equality(%s, %s, %s::jsonb)", [link, kept, json.dumps(list(answers))])


def _erase(links: list[str], kept: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.erase_equality(%s, %s)", [links, kept])
