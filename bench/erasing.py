"""Measures a run of retention: every record's day worked out anew, and a batch erased that two persons decided."""

from __future__ import annotations

import time

from bench.readers import Reader

DECIDED = """
    INSERT INTO rights_erasurerequest (key, case_id, ground, asked_by_id, asked_at, decided_by_id, decided_at, granted)
    SELECT gen_random_uuid(), c.id, 'period_over', %(staff)s, now(), %(staff)s, now(), true FROM cases_case c
    WHERE c.closed_at IS NOT NULL AND c.erased_at IS NULL ORDER BY c.id LIMIT %(records)s
"""
RECORDS = 1000


def erased(officer: Reader, *, records: int = RECORDS) -> float:
    """Decide on some closed records, run retention over all, take everything back; seconds for the run."""
    from django.db import connection, transaction
    from django.utils import timezone

    from throughcare.oversight.rights import actions

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(DECIDED, {"staff": officer.staff_id, "records": records})
            decided = cursor.rowcount
        began = time.perf_counter()
        ran = actions.run_retention(at=timezone.now())
        taken = time.perf_counter() - began
        transaction.set_rollback(True)
    if ran.erased != decided or not ran.dates:
        raise RuntimeError(f"The run erased {ran.erased} records of {decided}, and gave {ran.dates} a day.")
    return taken
