"""Acts on what is agreed, asked of partners and given to them. A request is asked on an opened case; answering takes the request alone."""

from throughcare.commons.sharing.actions.agreements import NewTerms, end_agreement, record_agreement, write_version
from throughcare.commons.sharing.actions.answering import Said, answer_for_agency, mark_read, record_answer
from throughcare.commons.sharing.actions.asking import Question, ask, chase, chase_late, whom_to_ask, withdraw
from throughcare.commons.sharing.actions.disclosing import NewDisclosure, To, give, read_given, record_given
from throughcare.commons.sharing.actions.statements import acknowledge, acknowledge_for_agency
from throughcare.commons.sharing.actions.taking_back import (
    Became,
    Change,
    Told,
    record_return,
    say_what_became,
    take_back,
    tell_for_controller,
    tell_recipient,
)

__all__ = [
    "Became",
    "Change",
    "NewDisclosure",
    "NewTerms",
    "Question",
    "Said",
    "To",
    "Told",
    "acknowledge",
    "acknowledge_for_agency",
    "answer_for_agency",
    "ask",
    "chase",
    "chase_late",
    "end_agreement",
    "give",
    "mark_read",
    "read_given",
    "record_agreement",
    "record_answer",
    "record_given",
    "record_return",
    "say_what_became",
    "take_back",
    "tell_for_controller",
    "tell_recipient",
    "whom_to_ask",
    "withdraw",
    "write_version",
]
