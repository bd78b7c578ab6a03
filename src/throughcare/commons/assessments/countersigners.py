"""Who may stand beside an assessor's signature on a case: whose role lets them, who did not write it and is not kept out of it."""

from __future__ import annotations

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.assessments import hands
from throughcare.commons.assessments.models import Assessment
from throughcare.commons.cases import queries as cases
from throughcare.commons.cases.actions import kept_out
from throughcare.commons.cases.gate import OpenCase
from throughcare.safeguards.access.matrix import matrix

VERB = "assessments.countersign"


def roles_of(case: OpenCase) -> dict[int, set[str]]:
    """This will give the roles in which each colleague may countersign on a case, by grant or by a post in its area."""
    found: dict[int, set[str]] = {}
    running = [row for row in cases.team(case) if row.runs]
    for row in (*running, *cases.by_post(case)):
        if matrix().may_do({row.role}, VERB):
            found.setdefault(row.staff_id, set()).add(row.role)
    return found


def of(case: OpenCase, row: Assessment) -> list[agencies.StaffLine]:
    """This will list who may be asked to countersign a finished assessment, by name."""
    out = hands.wrote(row) | kept_out(case)
    lines = [agencies.staff(one) for one in roles_of(case) if one not in out]
    return sorted(lines, key=lambda line: (line.name, line.id))
