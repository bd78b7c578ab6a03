"""What must hold after every kill, asked of the database as its owner."""

from __future__ import annotations

import psycopg

from tests.torture.people import Journal

WRITTEN = """
SELECT substring(text FROM 'note-[a-z]+-[0-9]+'), count(*) FROM cases_note WHERE text LIKE '%note-%' GROUP BY 1
UNION ALL
SELECT substring(what_worries FROM 'referral-[a-z]+-[0-9]+'), count(*) FROM referrals_referral WHERE what_worries LIKE '%referral-%' GROUP BY 1
"""

HALF = {
    "notes without their audit line, or with two": """
        SELECT count(*) FROM cases_note n WHERE n.text LIKE '%note-%' AND 1 <> (
          SELECT count(*) FROM audit_line l WHERE l.case_id = n.case_id AND l.verb = 'notes:added' AND l.subject = n.id::text)""",
    "audit lines without their note": """
        SELECT count(*) FROM audit_line l WHERE l.verb = 'notes:added' AND l.subject_kind = 'cases.note'
          AND NOT EXISTS (SELECT 1 FROM cases_note n WHERE n.id::text = l.subject)""",
    "audit lines that were never linked": """
        SELECT count(*) FROM audit_line l WHERE NOT EXISTS (SELECT 1 FROM audit_link k WHERE k.line_id = l.id)""",
    "cases without an owner": """
        SELECT count(*) FROM cases_case c WHERE NOT EXISTS (SELECT 1 FROM cases_grant g WHERE g.case_id = c.id)""",
    "cases without what brought them": """
        SELECT count(*) FROM cases_case c WHERE NOT EXISTS (SELECT 1 FROM referrals_referral r WHERE r.case_id = c.id)
          AND NOT EXISTS (SELECT 1 FROM programme_takenon t WHERE t.case_id = c.id)""",
    "people without a case": """
        SELECT count(*) FROM people_person p WHERE NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.person_id = p.id)""",
    "referrals without exactly one audit line": """
        SELECT count(*) FROM referrals_referral r WHERE r.what_worries LIKE '%referral-%' AND 1 <> (
          SELECT count(*) FROM audit_line l WHERE l.case_id = r.case_id AND l.verb = 'referrals:received')""",
}


def written(owner: str) -> dict[str, int]:
    """Give every marker that lies in the database, and how often."""
    with psycopg.connect(owner) as asked:
        return dict(asked.execute(WRITTEN).fetchall())


def broken(owner: str, journal: Journal) -> list[str]:
    """Give every promise that does not hold, in words."""
    there = {marker: number for marker, number in written(owner).items() if marker not in journal.before}
    with psycopg.connect(owner) as asked:
        halves = {words: (asked.execute(query).fetchone() or (0,))[0] for words, query in HALF.items()}
        chains = asked.execute("SELECT chain, problem FROM tc.broken_lines()").fetchall()
    lost = sorted(journal.saved - there.keys())
    twice = sorted(marker for marker, number in there.items() if number > 1)
    unknown = sorted(there.keys() - journal.sent)
    return [
        *(f"saved and lost: {marker}" for marker in lost),
        *(f"written twice: {marker}" for marker in twice),
        *(f"written and never sent: {marker}" for marker in unknown),
        *(f"{number} {words}" for words, number in halves.items() if number),
        *(f"{chain}: {problem}" for chain, problem in chains),
        *journal.troubles,
    ]
