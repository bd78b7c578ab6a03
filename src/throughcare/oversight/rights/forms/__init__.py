"""What the data protection officer, the second person, a colleague who looked and whoever receives a request are asked."""

from throughcare.oversight.rights.forms.breaches import NewBreach, NotTold, Told
from throughcare.oversight.rights.forms.emergencies import BreakGlass, BreakGlassByName, CloseLook, Review, ReviewSearch
from throughcare.oversight.rights.forms.looks import GROUNDS, Ask, Decide, KeepOut, Looks, Question, Reason
from throughcare.oversight.rights.forms.requests import (
    Answer,
    Attach,
    Decision,
    Extend,
    Identity,
    LiftRestriction,
    MakePack,
    Receive,
    ReceiveHere,
    Restrict,
)
from throughcare.oversight.rights.forms.retention import EndKeeping, KeepOn, LiftHold, NewHold
from throughcare.oversight.rights.forms.shared import SharedReport, TakeReport

__all__ = [
    "GROUNDS",
    "Answer",
    "Ask",
    "Attach",
    "BreakGlass",
    "BreakGlassByName",
    "CloseLook",
    "Decide",
    "Decision",
    "EndKeeping",
    "Extend",
    "Identity",
    "KeepOn",
    "KeepOut",
    "LiftHold",
    "LiftRestriction",
    "Looks",
    "MakePack",
    "NewBreach",
    "NewHold",
    "NotTold",
    "Question",
    "Reason",
    "Receive",
    "ReceiveHere",
    "Restrict",
    "Review",
    "ReviewSearch",
    "SharedReport",
    "TakeReport",
    "Told",
]
