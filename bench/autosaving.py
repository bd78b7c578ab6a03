"""Measures how long it takes to keep what an assessor is writing, as an open page does every few seconds."""

from __future__ import annotations

import time

from bench.readers import Reader

TO_ASSESS = """
    SELECT c.reference FROM cases_case c JOIN agencies_post p ON p.area_id = c.area_id AND p.role = 'coordinator'
    WHERE p.staff_id = %s AND c.stage = 'gathering'
    AND NOT EXISTS (SELECT 1 FROM assessments_assessment a WHERE a.case_id = c.id) ORDER BY c.id LIMIT 1
"""
WARMED_BY = 20


def autosaved(reader: Reader, *, times: int = 300) -> float:
    """Begin an assessment, keep one factor again and again in this process, take it back; milliseconds at the 95th percentile."""
    from django.db import connection, transaction

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(TO_ASSESS, [reader.staff_id])
            row = cursor.fetchone()
        taken = _kept(reader, row[0], times) if row else [0.0]
        transaction.set_rollback(True)
    return sorted(taken)[int(len(taken) * 0.95)]


def _kept(reader: Reader, reference: str, times: int) -> list[float]:
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.utils import timezone

    from throughcare.commons.assessments import actions
    from throughcare.commons.assessments.instruments import instrument
    from throughcare.commons.cases import gate
    from throughcare.frame.transaction import acting

    at = timezone.now()
    with acting("staff", staff=reader.staff_id, at=at):
        case = gate.open(reference, by=reader.staff_id, at=at)
        actions.start(case, used=instrument("vulnerability_framework"), reason="To measure", why="", at=at)
    client = Client(headers={"accept": "application/json"})
    client.force_login(get_user_model().objects.get(username=reader.username))
    session = client.session
    session["seen_at"] = session["since"] = at.isoformat()
    session.save()
    taken = []
    for number in range(times + WARMED_BY):
        typed = {
            "factor": "grievance",
            "revision": str(number),
            "go": "keep",
            "for-text-1": f"{'Words. ' * 200}{number}",
        }
        began = time.perf_counter()
        answer = client.post(f"/cases/{reference}/assessment/part/engagement/", typed)
        taken.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"The draft was not kept: {answer.status_code}")
    return taken[WARMED_BY:]
