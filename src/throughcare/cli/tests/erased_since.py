"""Erases one invented person on the site that a copy was made of."""

from datetime import datetime
from pathlib import Path

from throughcare.frame.transaction import acting


def erase_somebody(*, ledger: Path, at: datetime) -> tuple[str, int]:
    """Erase a person by the two people it takes, as the pages do; give the name that is gone and the case."""
    from django.conf import settings
    from django.db import connection

    from throughcare.commons.cases import gate
    from throughcare.oversight.rights import actions

    settings.ERASURES = ledger
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.id, c.reference, p.name FROM cases_case c JOIN people_person p ON p.id = c.person_id "
            "WHERE c.stage = 'support' ORDER BY c.id LIMIT 1"
        )
        case_id, reference, name = cursor.fetchone()
        cursor.execute("SELECT username, staff_id FROM agencies_account")
        staff = dict(cursor.fetchall())
    with acting("oversight", staff=staff["dov"], at=at):
        asked = actions.ask_to_erase(reference=reference, ground="unlawful", by=staff["dov"], at=at)
    with acting("staff", staff=staff["mo"], at=at):
        case = gate.open(reference, by=staff["mo"], at=at)
        actions.decide_erasure(case, key=str(asked.key), granted=True, reason="", at=at)
        gate.close()
    return name, case_id
