"""Acts on information asked of partners. Each takes an opened case; answering for an agency takes the request alone."""

from throughcare.commons.sharing.actions.answering import Said, answer_for_agency, mark_read, record_answer
from throughcare.commons.sharing.actions.asking import Question, ask, chase, chase_late, whom_to_ask, withdraw

__all__ = [
    "Question",
    "Said",
    "answer_for_agency",
    "ask",
    "chase",
    "chase_late",
    "mark_read",
    "record_answer",
    "whom_to_ask",
    "withdraw",
]
