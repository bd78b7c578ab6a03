"""Acts on rights: erasures, questions about a look, checks of the audit, and what people ask of their record."""

from throughcare.oversight.rights.actions.emergencies import break_glass, close_look, review_emergency
from throughcare.oversight.rights.actions.exclusions import keep_out, let_back_in
from throughcare.oversight.rights.actions.looks import (
    answer_reason,
    ask_reason,
    ask_to_erase,
    check_chains,
    check_own_chains,
    complete_ledger,
    decide_erasure,
)
from throughcare.oversight.rights.actions.packs import make_pack, make_waiting_packs
from throughcare.oversight.rights.actions.requests import (
    NewRequest,
    answer_request,
    attach_statement,
    check_identity,
    decide_request,
    extend_request,
    receive_request,
)

__all__ = [
    "NewRequest",
    "answer_reason",
    "answer_request",
    "ask_reason",
    "ask_to_erase",
    "attach_statement",
    "break_glass",
    "check_chains",
    "check_identity",
    "check_own_chains",
    "close_look",
    "complete_ledger",
    "decide_erasure",
    "decide_request",
    "extend_request",
    "keep_out",
    "let_back_in",
    "make_pack",
    "make_waiting_packs",
    "receive_request",
    "review_emergency",
]
