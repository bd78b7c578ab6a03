"""What evaluation reads: the facts that the stages tell, through the view that the `facts` role may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from throughcare.commons.cases.facts import CASES, CLOCKS, COUNTED
from throughcare.commons.people.facts import particulars
from throughcare.frame.transaction import reading
from throughcare.oversight.evaluation.facts_shape import ClockFact, ReferralFact
from throughcare.stages.panels.facts import PANELS
from throughcare.stages.referrals.facts import CONCERNS

VIEW = "facts_referrals"
COLUMNS = tuple(field.name for field in fields(ReferralFact))
CLOCK_COLUMNS = tuple(field.name for field in fields(ClockFact))
PATHWAYS = COUNTED  # whose clocks are counted: the same pathways as in every other figure


def view() -> str:
    """This will give the SELECT of one row for each referral that is counted, from what the packages tell."""
    return (
        "SELECT r.referral_id, r.received_on, r.sector, c.region, q.age_band, q.gender, r.concern_type, r.concern_version, "
        f"p.to_panel_on, p.adopted_on FROM {CONCERNS} r JOIN {CASES} c ON c.case_id = r.case_id "
        f"LEFT JOIN {PANELS} p ON p.case_id = r.case_id "
        f"LEFT JOIN LATERAL ({particulars(person='c.person_id', on='r.received_on')}) q ON true"
    )


def rows() -> Iterator[ReferralFact]:
    """This will read every referral as a fact, in the order in which they were received, on a replica where there is one."""
    with reading("facts") as cursor:
        cursor.execute(f"SELECT {', '.join(COLUMNS)} FROM {VIEW} ORDER BY received_on, referral_id")  # our own names
        for row in cursor:
            yield ReferralFact(*row)


def clock_rows() -> Iterator[ClockFact]:
    """This will read every date that a rule counted as a fact, by its day."""
    with reading("facts") as cursor:
        cursor.execute(f"SELECT {', '.join(CLOCK_COLUMNS)} FROM {CLOCKS} ORDER BY due_on")  # our own names
        for row in cursor:
            yield ClockFact(*row)
