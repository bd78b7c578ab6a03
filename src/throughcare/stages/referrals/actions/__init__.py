"""Acts on what comes in. Those without an opened case are the ones that begin one, or that never become one."""

from throughcare.stages.referrals.actions.advising import NewEnquiry, answer_advice, ask_advice, consider
from throughcare.stages.referrals.actions.amending import amend, record_answered
from throughcare.stages.referrals.actions.forgetting import remove_expired_forms
from throughcare.stages.referrals.actions.handing_on import Onward, refer_on
from throughcare.stages.referrals.actions.importing import (
    check_rows,
    choose_file,
    decide_row,
    forget_expired,
    give_up,
    import_file,
    match_columns,
)
from throughcare.stages.referrals.actions.matching import ask_owners, asked_about, look_for_earlier, settle_match
from throughcare.stages.referrals.actions.receiving import receive, receive_all

__all__ = [
    "NewEnquiry",
    "Onward",
    "amend",
    "answer_advice",
    "ask_advice",
    "ask_owners",
    "asked_about",
    "check_rows",
    "choose_file",
    "consider",
    "decide_row",
    "forget_expired",
    "give_up",
    "import_file",
    "look_for_earlier",
    "match_columns",
    "receive",
    "receive_all",
    "record_answered",
    "refer_on",
    "remove_expired_forms",
    "settle_match",
]
