"""Acts of looking again: what comes with the closing, what each review finds, and how looking again ends."""

from throughcare.stages.aftercare.actions.closing import close_case, decide_after_no, open_missing, open_reviews
from throughcare.stages.aftercare.actions.ending import end_early, finish, propose_early_end, return_to_checks
from throughcare.stages.aftercare.actions.looking import Finding, extend, record_review

__all__ = [
    "Finding",
    "close_case",
    "decide_after_no",
    "end_early",
    "extend",
    "finish",
    "open_missing",
    "open_reviews",
    "propose_early_end",
    "record_review",
    "return_to_checks",
]
