"""What is agreed before data moves, what was asked of which agency and answered, and what was given to whom."""

from throughcare.commons.sharing.models.agreements import Agreement, AgreementEnd, AgreementParty, AgreementVersion
from throughcare.commons.sharing.models.disclosures import (
    BecameOf,
    Disclosure,
    RecipientTold,
    TakenBack,
    TextGiven,
    Weighed,
)
from throughcare.commons.sharing.models.requests import (
    AgencyAnswer,
    AnswerPiece,
    AnswerRead,
    Chaser,
    InformationRequest,
    Withdrawal,
)
from throughcare.commons.sharing.models.statements import StatementRead

__all__ = [
    "AgencyAnswer",
    "Agreement",
    "AgreementEnd",
    "AgreementParty",
    "AgreementVersion",
    "AnswerPiece",
    "AnswerRead",
    "BecameOf",
    "Chaser",
    "Disclosure",
    "InformationRequest",
    "RecipientTold",
    "StatementRead",
    "TakenBack",
    "TextGiven",
    "Weighed",
    "Withdrawal",
]
