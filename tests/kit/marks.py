"""Each compartment's own words, marked, so that a test can tell on which page a word of which compartment turned up."""

from __future__ import annotations

import re

from django.db import connection
from django.db.models import TextField

from throughcare.safeguards.access.register import Handling, register

MARK = re.compile(r"zq([a-z]+)qz")


def mark(compartment: str) -> str:
    """This will give the mark of a compartment."""
    return f"zq{compartment.replace('_', '')}qz"


def is_plainly_of_its_compartment(handling: Handling) -> bool:
    """Whether the matrix alone says who reads a row: no row of one's own, one's agency's, or one that is told besides."""
    return handling.scope == "case" and not (handling.mine or handling.wider or handling.agency_column)


def marked() -> dict[str, int]:
    """This will write each compartment's mark behind every text that was typed, and give how many rows have one."""
    rows: dict[str, int] = {}
    for handling in filter(is_plainly_of_its_compartment, register().values()):
        for name in handling.personal:
            field = handling.model._meta.get_field(name)
            if isinstance(field, TextField) and not field.unique:
                with connection.cursor() as cursor:
                    cursor.execute(
                        f'UPDATE "{handling.table}" SET "{field.column}" = "{field.column}" || %s WHERE "{field.column}" <> %s',
                        [f" {mark(handling.compartment)}", ""],
                    )
                    rows[handling.compartment] = rows.get(handling.compartment, 0) + cursor.rowcount
    return rows
