"""What came in, each table in one compartment; private to this package."""

from throughcare.stages.referrals.models.advice import AdviceEnquiry, Considered
from throughcare.stages.referrals.models.concern import Acknowledgement, Amendment, Originator, Provenance, Referral
from throughcare.stages.referrals.models.imports import ColumnMap, ImportRow, ImportRun
from throughcare.stages.referrals.models.saved import SavedForm

__all__ = [
    "Acknowledgement",
    "AdviceEnquiry",
    "Amendment",
    "ColumnMap",
    "Considered",
    "ImportRow",
    "ImportRun",
    "Originator",
    "Provenance",
    "Referral",
    "SavedForm",
]
