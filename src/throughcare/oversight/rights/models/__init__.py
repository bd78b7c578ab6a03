"""Looks and questions about them, erasures, and what people ask of their record."""

from throughcare.oversight.rights.models.breaches import Breach, BreachStep
from throughcare.oversight.rights.models.emergencies import EmergencyAccess, LookClosed, NothingOpened
from throughcare.oversight.rights.models.looks import BrokenChain, ChainCheck, ErasureRequest, ReasonAsked
from throughcare.oversight.rights.models.packs import HeldBack, Pack
from throughcare.oversight.rights.models.requests import Answered, Asked, Decided, Extended, IdentityChecked
from throughcare.oversight.rights.models.restrictions import Restriction
from throughcare.oversight.rights.models.retention import Hold, KeptOn, RetentionReview
from throughcare.oversight.rights.models.statements import Statement

__all__ = [
    "Answered",
    "Asked",
    "Breach",
    "BreachStep",
    "BrokenChain",
    "ChainCheck",
    "Decided",
    "EmergencyAccess",
    "ErasureRequest",
    "Extended",
    "HeldBack",
    "Hold",
    "IdentityChecked",
    "KeptOn",
    "LookClosed",
    "NothingOpened",
    "Pack",
    "ReasonAsked",
    "Restriction",
    "RetentionReview",
    "Statement",
]
