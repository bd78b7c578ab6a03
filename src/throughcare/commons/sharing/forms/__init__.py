"""What is typed when an agency is asked or answers, and when an agreement is recorded or ended."""

from throughcare.commons.sharing.forms.agreements import AgreementForm, EndAgreementForm, VersionForm
from throughcare.commons.sharing.forms.disclosures import ToldForm
from throughcare.commons.sharing.forms.requests import (
    AskForm,
    ChaseForm,
    HeldForm,
    OnBehalfForm,
    PiecesForm,
    WithdrawForm,
    initial_pieces,
    kinds,
    pieces_sent,
)

__all__ = [
    "AgreementForm",
    "AskForm",
    "ChaseForm",
    "EndAgreementForm",
    "HeldForm",
    "OnBehalfForm",
    "PiecesForm",
    "ToldForm",
    "VersionForm",
    "WithdrawForm",
    "initial_pieces",
    "kinds",
    "pieces_sent",
]
