"""Measures how long it takes to keep what an assessor is writing, as an open page does every few seconds."""

from __future__ import annotations

import time

TO_ASSESS = """
    SELECT c.reference, p.staff_id, a.username FROM cases_case c
    JOIN agencies_post p ON p.area_id = c.area_id AND p.role = 'coordinator'
    JOIN agencies_account a ON a.staff_id = p.staff_id
    WHERE c.pathway = 'channel' AND c.stage IN ('gathering', 'panel', 'support')
    AND NOT EXISTS (SELECT 1 FROM assessments_assessment d WHERE d.case_id = c.id)
    ORDER BY c.stage = 'gathering' DESC, c.id LIMIT 1
"""
WARMED_BY = 20


def autosaved(*, times: int = 300) -> float:
    """Begin an assessment, keep one factor again and again in this process, take it back; milliseconds at the 95th percentile."""
    from django.db import connection, transaction

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(TO_ASSESS)
            row = cursor.fetchone()
        if row is None:
            raise RuntimeError("There is no case that could be assessed.")
        taken = _kept(*row, times=times)
        transaction.set_rollback(True)
    return sorted(taken)[int(len(taken) * 0.95)]


def _kept(reference: str, staff_id: int, username: str, *, times: int) -> list[float]:
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.utils import timezone

    from throughcare.commons.assessments import actions
    from throughcare.commons.assessments.instruments import instrument
    from throughcare.commons.cases import gate
    from throughcare.commons.cases.models import Event
    from throughcare.frame.transaction import acting

    at = timezone.now()
    with acting("staff", staff=staff_id, at=at):
        case = gate.open(reference, by=staff_id, at=at)
        event = Event.objects.filter(case_id=case.id).values_list("key", flat=True)[0]
        actions.start(case, used=instrument("vulnerability_framework"), reason="To measure", why="", at=at)
    client = Client(headers={"accept": "application/json"})
    client.force_login(get_user_model().objects.get(username=username))
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
            "for-cite-1": f"event:{event}",
        }
        began = time.perf_counter()
        answer = client.post(f"/cases/{reference}/assessment/part/engagement/", typed)
        taken.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"The draft was not kept: {answer.status_code}")
    return taken[WARMED_BY:]
