"""Studies of agreement in the demo's past: finished assessments of adopted cases, and a second look at some of them.

The assessments are written as owner, with the days on which they would have been finished. Samples, frozen evidence and
second ratings then go through the same acts that people use.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.db import connection, transaction

from throughcare.frame.transaction import acting
from throughcare.kernel.definitions import load
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import uk_today

FRAMEWORK, VERSION = "vulnerability_framework", "2012-10-23"
SQL = NamedSql(Path(__file__).with_suffix(".sql"))
WRITTEN = ("notes", "begun", "finished", "rated", "formulated", "on_file", "lines", "nobody")
BEFORE_ADOPTION = timedelta(days=4)
Ids = Mapping[str, int]


def build(staff: Ids, *, now: datetime) -> int:
    """This will assess the adopted cases of the past, hold studies of them, and give the number of assessments."""
    data = load("demo", "agreement").data
    random = Random(data["seed"])  # noqa: S311  # an invented world that comes out the same each time
    with transaction.atomic():
        written = _assess(data, staff, random)
    for number, study in enumerate(data["studies"]):
        with transaction.atomic():
            _hold(study, data, staff, Random(data["seed"] + number), now=now)  # noqa: S311  # as above
    return written


def _assess(data: Mapping[str, Any], staff: Ids, random: Random) -> int:
    from throughcare.commons.assessments.instruments import instrument

    used = instrument(FRAMEWORK, VERSION)
    cases = SQL.rows("adopted", {"areas": list(data["assessors"])})
    given = [
        {
            "case_id": case.case_id,
            "at": (case.at - BEFORE_ADOPTION).isoformat(),
            "by_id": staff[random.choice(data["assessors"][case.area])],
            "note": random.choice(data["notes"]),
            "answers": _answers(used, data, random),
        }
        for case in cases
    ]
    values: dict[str, Any] = {
        "given": json.dumps(given),
        "instrument": used.name,
        "version": used.version,
        "sha256": used.sha256,
    }
    values |= {"until": used.until, "formulation": data["formulation"], "parts": [one.code for one in used.formulation]}
    with connection.cursor() as cursor:
        for name in WRITTEN if given else ():
            cursor.execute(SQL.statements[name].replace("{given}", SQL.statements["given"]), values)
    return len(given)


def _answers(used: Any, data: Mapping[str, Any], random: Random) -> list[tuple[str, str]]:
    """Each domain leans on something of its own, and each item beside it."""
    found = []
    for domain in used.domains:
        leaning = random.gauss(0, 1)
        for factor in domain.factors:
            place = min(2, max(0, int(leaning + random.gauss(0, 0.8) + 1.3)))
            answer = ("absent", "some", "strong")[place]
            found.append((factor.code, "not_known" if random.random() < data["not_known"] else answer))
    return found


def _hold(study: Mapping[str, Any], data: Mapping[str, Any], staff: Ids, random: Random, *, now: datetime) -> None:
    from throughcare.commons.assessments.instruments import instrument
    from throughcare.oversight.quality import actions

    at = now - timedelta(days=study["drawn_ago"])
    first, last = (uk_today(now - timedelta(days=days)) for days in study["days_ago"])
    quin = staff["quin"]
    with acting("staff", staff=quin, at=at):
        drawn = actions.draw(
            instrument(FRAMEWORK, VERSION),
            since=first,
            until=last,
            size=study["size"],
            strata="area",
            arm="field",
            purpose=study["purpose"],
            by=quin,
            at=at,
            seed=random.randrange(10**9),
        )
    sampled = SQL.rows("sampled", {"study": drawn.pk})
    for one in sampled:
        _freeze(one, at=at + timedelta(days=2))
    for one in sampled:
        _rate_again(drawn, one, study, data, staff, random, at=at + timedelta(days=5))


def _freeze(one: Any, *, at: datetime) -> None:
    from throughcare.commons.cases import gate
    from throughcare.oversight.quality import actions, queries

    with acting("staff", staff=one.owner_id, at=at):
        case = gate.open(one.reference, by=one.owner_id, at=at)
        found = queries.of_case(case, str(one.key))
        texts = {each.code: each.text for each in queries.originals_for(case, found)}
        actions.freeze(case, key=str(one.key), texts=texts, at=at)


def _rate_again(
    drawn: Any, one: Any, study: Mapping[str, Any], data: Mapping[str, Any], staff: Ids, random: Random, *, at: datetime
) -> None:
    from throughcare.oversight.quality import actions, queries

    quin = staff["quin"]
    with acting("staff", staff=quin, at=at):
        line = queries.line(drawn, one.number)
        free = {each.who.id for each in queries.candidates(drawn, line, at=at) if not each.conflicts and each.certified}
        able = [staff[name] for name in data["seconds"] if staff[name] in free]
        who = random.choice(able)
        actions.ask(drawn, number=one.number, staff=who, by=quin, at=at)
    answers = _second(SQL.rows("first_answers", {"assessment": one.assessment_id}), study, data, random)
    later = at + timedelta(days=random.randint(3, 15))
    with acting("staff", staff=who, at=later):
        mine = next(each for each in queries.my_ratings(who) if each.sampled_id == line.sampled)
        actions.finish(mine, answers=answers, at=later)


def _second(first: Sequence[Any], study: Mapping[str, Any], data: Mapping[str, Any], random: Random) -> dict[str, str]:
    """The first answer again as often as two assessors mean the same by an item, or else the one beside it."""
    found, scale = {}, ("absent", "some", "strong")
    for row in first:
        sure = min(study["sure"], data["hard"].get(row.factor, 1))
        place = scale.index(row.presence) if row.presence in scale else 1
        if random.random() > sure:
            place = place + random.choice((-1, 1)) if place == 1 else 1
        found[f"{row.factor}.presence"] = scale[place]
    return found
