"""What must be true before a look is asked about, a person is erased, or what they ask is decided."""

from throughcare.oversight.rights.rules.looks import may_be_answered, may_be_asked, may_be_decided
from throughcare.oversight.rights.rules.requests import Known, may_answer, may_decide, may_extend, may_receive

__all__ = [
    "Known",
    "may_answer",
    "may_be_answered",
    "may_be_asked",
    "may_be_decided",
    "may_decide",
    "may_extend",
    "may_receive",
]
