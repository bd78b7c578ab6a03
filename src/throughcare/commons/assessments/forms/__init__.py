"""What is typed into an assessment: how it is begun, one factor, its other parts, who is asked; and copies of instruments."""

from throughcare.commons.assessments.forms.beginning import (
    AskToSignForm,
    AssignForm,
    CallForm,
    CountersignForm,
    InviteForm,
    StartForm,
    TakeAwayForm,
)
from throughcare.commons.assessments.forms.bringing import BringForm
from throughcare.commons.assessments.forms.factor import FactorForm, Sources, counts_of, counts_sent, initial_of
from throughcare.commons.assessments.forms.parts import FormulationForm, GroundsForm, JudgementsForm, initial_judged

__all__ = [
    "AskToSignForm",
    "AssignForm",
    "BringForm",
    "CallForm",
    "CountersignForm",
    "FactorForm",
    "FormulationForm",
    "GroundsForm",
    "InviteForm",
    "JudgementsForm",
    "Sources",
    "StartForm",
    "TakeAwayForm",
    "counts_of",
    "counts_sent",
    "initial_judged",
    "initial_of",
]
