"""Measures how long the copy takes that a person is given who asks for what is held: read, sorted, put in words, on paper."""

from __future__ import annotations

import time

from bench.readers import Reader

OF_OFFICER = """
    SELECT c.reference, c.owner_id FROM cases_case c JOIN agencies_post p ON p.agency_id = c.controller_id
    AND p.role = 'data_protection' WHERE p.staff_id = %s AND c.closed_at IS NULL ORDER BY (c.stage = 'support') DESC, c.id LIMIT 1
"""
NOTES = 500


def packed(officer: Reader, *, notes: int = NOTES) -> float:
    """Write notes into a case, make the access pack of its person and print it, take all back; seconds for pack and paper."""
    from django.db import connection, transaction

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(OF_OFFICER, [officer.staff_id])
            row = cursor.fetchone()
        if row is None:
            raise RuntimeError("The officer's agency holds no open case.")
        taken = _packed(officer, *row, notes)
        transaction.set_rollback(True)
    return taken


def _packed(officer: Reader, reference: str, owner_id: int, notes: int) -> float:
    from django.utils import timezone

    from throughcare.commons.cases import actions as cases
    from throughcare.commons.cases import gate
    from throughcare.frame.transaction import acting
    from throughcare.oversight.rights import actions, handing, queries

    at = timezone.now()
    with acting("staff", staff=owner_id, at=at):
        case = gate.open(reference, by=owner_id, at=at)
        for number in range(notes):
            text = f"{'Words of a visit. ' * 30}{number}"
            cases.add_note(case, compartment="core", text=text, kind="fact", source="", happened_at=at, at=at)
    with acting("oversight", staff=officer.staff_id, at=at):
        of = queries.overseen(reference)
        if of is None:
            raise RuntimeError(f"{officer.username} does not watch over {reference}")
        new = actions.NewRequest("access", "person", "To measure", at, "known")
        asked = actions.receive_request(of, new, by=officer.staff_id, at=at)
        later = timezone.now()
        began = time.perf_counter()
        pack = actions.make_pack(str(asked.key), health_asked=True, by=officer.staff_id, at=later)
        handing.on_paper(pack, at=later)
        taken = time.perf_counter() - began
    if pack.rows < notes:
        raise RuntimeError(f"The pack holds {pack.rows} entries of {notes} notes.")
    return taken
