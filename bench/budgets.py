"""What each page may cost: the budgets of the design, on two cores shared by server, database and whoever asks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Budget:
    """The 95th percentile in milliseconds with one reader, requests a second with eight, and how many times the floor."""

    p95: float
    a_second: float
    over_floor: float


CASE_MEMBER, CASE = Budget(30, 120, 1.5), Budget(30, 90, 1.5)
WORK_MEMBER, WORK = Budget(15, 400, 1.5), Budget(30, 150, 1.5)
SEARCH = Budget(30, 150, 1.5)
ANY = Budget(100, 30, 2)
IMPORTED_A_SECOND = 1000
AUTOSAVE_MS = 50
PACK_SECONDS = 3
AGREEMENT_SECONDS = 10
RETENTION_SECONDS = 60
SIGN_IN_MS = 300  # eight people at once, password hashing included
