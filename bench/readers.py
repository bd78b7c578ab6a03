"""Who reads, and which pages: chosen from whatever data there is, by how many cases somebody may open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import psycopg

from bench import budgets
from bench.budgets import Budget

MEMBER_OF, COORDINATOR_OF = 20, 600

MEMBER = """
    SELECT a.username, s.id, count(DISTINCT g.case_id) FROM cases_grant g JOIN agencies_staff s ON s.id = g.staff_id
    JOIN agencies_account a ON a.staff_id = s.id JOIN agencies_post p ON p.staff_id = s.id AND p.role = 'panel_member'
    WHERE g.role = 'panel_member' AND g.until_at IS NULL AND g.from_at <= now()
    AND NOT EXISTS (SELECT 1 FROM agencies_post q WHERE q.staff_id = s.id AND q.role NOT IN ('panel_member', 'partner', 'referrer'))
    GROUP BY a.username, s.id ORDER BY abs(count(DISTINCT g.case_id) - %s), s.id LIMIT 1
"""
COORDINATOR = """
    SELECT a.username, s.id, c.number FROM agencies_post p JOIN agencies_staff s ON s.id = p.staff_id JOIN agencies_account a ON a.staff_id = s.id
    JOIN (SELECT area_id, count(*) AS number FROM cases_case GROUP BY area_id) c ON c.area_id = p.area_id
    WHERE p.role = 'coordinator' ORDER BY abs(c.number - %s), s.id LIMIT 1
"""
OVERSIGHT = """
    SELECT a.username, s.id, c.number FROM agencies_post p JOIN agencies_staff s ON s.id = p.staff_id JOIN agencies_account a ON a.staff_id = s.id
    JOIN (SELECT controller_id, count(*) AS number FROM cases_case GROUP BY controller_id) c ON c.controller_id = p.agency_id
    WHERE p.role = 'data_protection' ORDER BY abs(c.number - %s), s.id LIMIT 1
"""
FULLEST = """
    SELECT c.reference FROM cases_case c WHERE c.id IN (
      SELECT g.case_id FROM cases_grant g WHERE g.staff_id = %(staff)s AND g.until_at IS NULL
      UNION SELECT x.id FROM cases_case x JOIN agencies_post p ON p.area_id = x.area_id AND p.role = 'coordinator' WHERE p.staff_id = %(staff)s)
    ORDER BY (c.stage = 'support') DESC, (SELECT count(*) FROM cases_note n WHERE n.case_id = c.id) DESC, c.id LIMIT 20
"""
AGENDA = """
    SELECT m.key FROM meetings_meeting m JOIN meetings_seat t ON t.meeting_id = m.id JOIN meetings_item i ON i.meeting_id = m.id
    WHERE t.staff_id = %(staff)s AND m.state = 'published' GROUP BY m.id ORDER BY count(*) DESC, m.id LIMIT 1
"""
MINUTES = """
    SELECT a.username, c.owner_id, (SELECT count(*) FROM cases_case x WHERE x.area_id = c.area_id), c.reference, i.key
    FROM meetings_minutes m JOIN meetings_item i ON i.id = m.item_id JOIN cases_case c ON c.id = i.case_id
    JOIN agencies_account a ON a.staff_id = c.owner_id ORDER BY m.id LIMIT 1
"""
NAME = """
    SELECT split_part(q.name, ' ', 2) FROM cases_case c JOIN people_person q ON q.id = c.person_id
    JOIN agencies_post p ON p.area_id = c.area_id AND p.staff_id = %(staff)s ORDER BY c.id LIMIT 1
"""


@dataclass(frozen=True)
class Reader:
    """Somebody who reads: as whom they sign in, and how many cases they may open."""

    label: str
    username: str
    staff_id: int
    cases: int

    @property
    def words(self) -> str:
        """Say who it is in a table."""
        return f"{self.label}, {self.cases:,} cases"


@dataclass(frozen=True)
class Page:
    """One page of one reader: its addresses in turn, what is posted first, and its budget."""

    label: str
    reader: Reader
    addresses: tuple[str, ...]
    budget: Budget
    posted: tuple[tuple[str, str], ...] = ()


def readers(owner: psycopg.Connection) -> dict[str, Reader]:
    """Choose the readers, the most restricted first."""
    asked = {
        "member": ("panel member", MEMBER, MEMBER_OF),
        "coordinator": ("coordinator", COORDINATOR, COORDINATOR_OF),
        "oversight": ("data protection", OVERSIGHT, COORDINATOR_OF),
    }
    found = {}
    for name, (label, query, near) in asked.items():
        row = owner.execute(query, [near]).fetchone()
        if row is not None:
            found[name] = Reader(label, *row)
    return found


def pages(owner: psycopg.Connection, of: dict[str, Reader]) -> list[Page]:
    """List what is measured, for each reader the pages that they use."""
    found: list[Page] = []
    member, coordinator, oversight = of.get("member"), of.get("coordinator"), of.get("oversight")
    if member:
        found += [Page("case page", member, _cases(owner, member), budgets.CASE_MEMBER)]
        found += [Page("work list", member, ("/work/?list=mine",), budgets.WORK_MEMBER)]
        found += [Page("panels", member, ("/panels/",), budgets.ANY), *_agenda(owner, member)]
    if coordinator:
        found += [Page("case page", coordinator, _cases(owner, coordinator), budgets.CASE)]
        found += [Page("work list", coordinator, ("/work/?list=team",), budgets.WORK)]
        found += [Page("cases", coordinator, ("/cases/",), budgets.ANY)]
        found += [
            Page("search by name", coordinator, ("/search/",), budgets.SEARCH, (("q", _name(owner, coordinator)),))
        ]
        found += [*_agenda(owner, coordinator), Page("figures", coordinator, ("/figures/",), budgets.ANY)]
        found += [Page("CSV of the cases", coordinator, ("/cases/export/",), budgets.ANY, EXPORT)]
        found += [
            Page(
                "cover sheet as PDF",
                coordinator,
                _covers(owner, coordinator),
                budgets.ANY,
                (("printed_for", "A desk"),),
            )
        ]
        found += _minutes(owner)
    if oversight:
        found += [Page("who looked", oversight, ("/who-looked/",), budgets.ANY)]
    return [page for page in found if page.addresses]


EXPORT = (("recipient", "Ben Hale"), ("purpose", "supervision"), ("purpose_words", ""), ("basis", "public_task"))


def _cases(owner: psycopg.Connection, reader: Reader) -> tuple[str, ...]:
    rows = owner.execute(FULLEST, {"staff": reader.staff_id}).fetchall()
    return tuple(f"/cases/{reference}/" for (reference,) in rows)


def _covers(owner: psycopg.Connection, reader: Reader) -> tuple[str, ...]:
    return tuple(f"{address}cover/" for address in _cases(owner, reader)[:5])


def _agenda(owner: psycopg.Connection, reader: Reader) -> list[Page]:
    row = owner.execute(AGENDA, {"staff": reader.staff_id}).fetchone()
    return [Page("agenda", reader, (f"/panels/{row[0]}/",), budgets.ANY)] if row else []


def _minutes(owner: psycopg.Connection) -> list[Page]:
    row = owner.execute(MINUTES).fetchone()
    if row is None:
        return []
    username, staff_id, cases, reference, key = row
    reader = Reader("coordinator", username, staff_id, cases)
    return [Page("minutes as PDF", reader, (f"/cases/{reference}/panel/{key}/minutes/file/",), budgets.ANY)]


def _name(owner: psycopg.Connection, reader: Reader) -> str:
    row: Sequence[str] | None = owner.execute(NAME, {"staff": reader.staff_id}).fetchone()
    return row[0] if row else "marsh"
