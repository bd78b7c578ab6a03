"""What must be true before a look is asked about, a person is erased, or what they ask is decided."""

from throughcare.oversight.rights.rules.emergencies import may_break_glass, may_close, may_review
from throughcare.oversight.rights.rules.looks import may_be_answered, may_be_asked, may_be_decided
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

__all__ = [
    "ERASURE",
    "GRANTED",
    "Handed",
    "Known",
    "handed",
    "is_read",
    "may_answer",
    "may_attach",
    "may_be_answered",
    "may_be_asked",
    "may_be_decided",
    "may_be_read_for",
    "may_break_glass",
    "may_close",
    "may_decide",
    "may_extend",
    "may_make_pack",
    "may_receive",
    "may_review",
]
