"""What a database holds, in numbers and one digest: taken with a copy, and taken again after living from it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

PASSING = frozenset({"django_session"})  # nobody stays signed in over a restore

HEADS = """
SELECT count(*), coalesce(encode(sha256(convert_to(string_agg(chain || ':' || digest, ',' ORDER BY chain), 'UTF8')), 'hex'), '')
FROM (SELECT DISTINCT ON (chain) chain, digest FROM public.audit_link ORDER BY chain, position DESC) heads
"""


@dataclass(frozen=True)
class Census:
    """Rows of each table, the number of audit chains, and one digest over the last line of each."""

    tables: dict[str, int]
    chains: int
    heads: str

    def differs_from(self, other: Census) -> list[str]:
        """Return what differs, table by table, in words; nothing where both hold the same."""
        told = [
            f"{name}: {self.tables.get(name, 0)} rows, and {other.tables.get(name, 0)} then"
            for name in sorted({*self.tables, *other.tables} - PASSING)
            if self.tables.get(name, 0) != other.tables.get(name, 0)
        ]
        if (self.chains, self.heads) != (other.chains, other.heads):
            told.append(f"{self.chains} audit chains, and {other.chains} then, do not end in the same lines")
        return told


def taken() -> Census:
    """Count what the open connection sees, which is the owner's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        names = [name for (name,) in cursor.fetchall()]
        tables = {}
        for name in names:
            cursor.execute(f"SELECT count(*) FROM public.{connection.ops.quote_name(name)}")  # noqa: S608  # a name of the catalogue
            tables[name] = (cursor.fetchone() or (0,))[0]
        cursor.execute(HEADS)
        chains, heads = cursor.fetchone() or (0, "")
    return Census(tables=tables, chains=chains, heads=heads)
