"""What the data protection officer, the second person, a colleague who looked and whoever receives a request are asked."""

from throughcare.oversight.rights.forms.emergencies import BreakGlass, CloseLook, Review
from throughcare.oversight.rights.forms.looks import GROUNDS, Ask, Decide, KeepOut, Looks, Question, Reason
from throughcare.oversight.rights.forms.requests import (
    Answer,
    Attach,
    Decision,
    Extend,
    Identity,
    MakePack,
    Receive,
    ReceiveHere,
)

__all__ = [
    "GROUNDS",
    "Answer",
    "Ask",
    "Attach",
    "BreakGlass",
    "CloseLook",
    "Decide",
    "Decision",
    "Extend",
    "Identity",
    "KeepOut",
    "Looks",
    "MakePack",
    "Question",
    "Reason",
    "Receive",
    "ReceiveHere",
    "Review",
]
