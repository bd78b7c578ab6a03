"""Acts on rights: erasures, retention, questions about a look, checks of the audit, and what people ask of their record."""

from throughcare.oversight.rights.actions.breaches import NewBreach, leave_untold, record_breach, record_told
from throughcare.oversight.rights.actions.emergencies import (
    break_glass,
    break_glass_by_name,
    close_look,
    review_emergency,
    review_search,
)
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
from throughcare.oversight.rights.actions.recipients import notice_recipients, tell_for_controller, tell_recipient
from throughcare.oversight.rights.actions.requests import (
    NewRequest,
    answer_request,
    attach_statement,
    check_identity,
    decide_request,
    extend_request,
    receive_request,
)
from throughcare.oversight.rights.actions.restrictions import lift_restriction, restrict
from throughcare.oversight.rights.actions.retention import Ran, end_keeping, hold, keep_on, lift_hold, run_retention

__all__ = [
    "NewBreach",
    "NewRequest",
    "Ran",
    "answer_reason",
    "answer_request",
    "ask_reason",
    "ask_to_erase",
    "attach_statement",
    "break_glass",
    "break_glass_by_name",
    "check_chains",
    "check_identity",
    "check_own_chains",
    "close_look",
    "complete_ledger",
    "decide_erasure",
    "decide_request",
    "end_keeping",
    "extend_request",
    "hold",
    "keep_on",
    "keep_out",
    "leave_untold",
    "let_back_in",
    "lift_hold",
    "lift_restriction",
    "make_pack",
    "make_waiting_packs",
    "notice_recipients",
    "receive_request",
    "record_breach",
    "record_told",
    "restrict",
    "review_emergency",
    "review_search",
    "run_retention",
    "tell_for_controller",
    "tell_recipient",
]
