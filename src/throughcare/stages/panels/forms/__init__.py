"""What the pages of meetings and panels ask, and in which words. Colleagues and agencies travel by key and code."""

from throughcare.stages.panels.forms.item import Item, from_draft, initial_of, rows_in, to_draft
from throughcare.stages.panels.forms.meeting import (
    Agency,
    Appointed,
    Correction,
    ListCase,
    Meeting,
    Outcome,
    Reason,
    Somebody,
    StepOut,
    StepsOut,
    View,
    Words,
)

__all__ = [
    "Agency",
    "Appointed",
    "Correction",
    "Item",
    "ListCase",
    "Meeting",
    "Outcome",
    "Reason",
    "Somebody",
    "StepOut",
    "StepsOut",
    "View",
    "Words",
    "from_draft",
    "initial_of",
    "rows_in",
    "to_draft",
]
