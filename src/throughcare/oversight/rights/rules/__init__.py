"""What must be true before a look is asked about, a person is erased, or what they ask is decided."""

from throughcare.oversight.rights.rules.breaches import (
    COMMISSIONER,
    KnownBreach,
    may_have_told,
    may_leave_untold,
    may_record_breach,
)
from throughcare.oversight.rights.rules.emergencies import may_break_glass, may_close, may_review
from throughcare.oversight.rights.rules.looks import may_ask_to_erase, may_be_answered, may_be_asked, may_be_decided
from throughcare.oversight.rights.rules.pack import Handed, handed, is_read, may_be_read_for, may_make_pack
from throughcare.oversight.rights.rules.requests import (
    ERASURE,
    GRANTED,
    Known,
    may_answer,
    may_attach,
    may_decide,
    may_extend,
    may_receive,
)
from throughcare.oversight.rights.rules.restrictions import may_lift_restriction, may_restrict
from throughcare.oversight.rights.rules.retention import (
    PERIOD_OVER,
    Due,
    may_be_erased,
    may_end_keeping,
    may_hold,
    may_keep_on,
    may_lift,
)

__all__ = [
    "COMMISSIONER",
    "ERASURE",
    "GRANTED",
    "PERIOD_OVER",
    "Due",
    "Handed",
    "Known",
    "KnownBreach",
    "handed",
    "is_read",
    "may_answer",
    "may_ask_to_erase",
    "may_attach",
    "may_be_answered",
    "may_be_asked",
    "may_be_decided",
    "may_be_erased",
    "may_be_read_for",
    "may_break_glass",
    "may_close",
    "may_decide",
    "may_end_keeping",
    "may_extend",
    "may_have_told",
    "may_hold",
    "may_keep_on",
    "may_leave_untold",
    "may_lift",
    "may_lift_restriction",
    "may_make_pack",
    "may_receive",
    "may_record_breach",
    "may_restrict",
    "may_review",
]
