"""The police steps, and what is done at once for somebody's safety. One audit line an act."""

from throughcare.stages.checks.actions.matching import answer_match, ask_owners, undo_match
from throughcare.stages.checks.actions.overt import record_investigation
from throughcare.stages.checks.actions.routing import (
    approve_route,
    assess_gateway,
    confirm_deconfliction,
    deconflict,
    propose_close,
    propose_route,
    resume,
    return_to_checks,
)
from throughcare.stages.checks.actions.safety import note_history, record_child_safeguarding, record_interim_action
from throughcare.stages.checks.actions.threats import acknowledge, raise_threat, ring_next, stand_down

__all__ = [
    "acknowledge",
    "answer_match",
    "approve_route",
    "ask_owners",
    "assess_gateway",
    "confirm_deconfliction",
    "deconflict",
    "note_history",
    "propose_close",
    "propose_route",
    "raise_threat",
    "record_child_safeguarding",
    "record_interim_action",
    "record_investigation",
    "resume",
    "return_to_checks",
    "ring_next",
    "stand_down",
    "undo_match",
]
