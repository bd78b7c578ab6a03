"""Acts on the plan, and the decision after a no. One audit line an act."""

from throughcare.stages.plans.actions.after_no import (
    NO_PANEL,
    AfterNoWords,
    ByThePanel,
    answer_for_police,
    ask_police,
    decide,
)
from throughcare.stages.plans.actions.approving import approve, send_to_panel, withdraw_support
from throughcare.stages.plans.actions.drafting import Written, take_out, write
from throughcare.stages.plans.actions.with_person import agree, may_print_copy

__all__ = [
    "NO_PANEL",
    "AfterNoWords",
    "ByThePanel",
    "Written",
    "agree",
    "answer_for_police",
    "approve",
    "ask_police",
    "decide",
    "may_print_copy",
    "send_to_panel",
    "take_out",
    "withdraw_support",
    "write",
]
