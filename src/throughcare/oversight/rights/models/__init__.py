"""Looks and questions about them, erasures, and what people ask of their record."""

from throughcare.oversight.rights.models.emergencies import EmergencyAccess, LookClosed
from throughcare.oversight.rights.models.looks import BrokenChain, ChainCheck, ErasureRequest, ReasonAsked
from throughcare.oversight.rights.models.packs import HeldBack, Pack
from throughcare.oversight.rights.models.requests import Answered, Asked, Decided, Extended, IdentityChecked
from throughcare.oversight.rights.models.statements import Statement

__all__ = [
    "Answered",
    "Asked",
    "BrokenChain",
    "ChainCheck",
    "Decided",
    "EmergencyAccess",
    "ErasureRequest",
    "Extended",
    "HeldBack",
    "IdentityChecked",
    "LookClosed",
    "Pack",
    "ReasonAsked",
    "Statement",
]
