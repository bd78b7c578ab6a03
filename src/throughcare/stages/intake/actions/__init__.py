"""Who the programme is for, what is known of them before it starts, and that it may start. One audit line an act."""

from throughcare.stages.intake.actions.deciding import accept, decline, may_open, open_case
from throughcare.stages.intake.actions.preparing import (
    begin_aftercare,
    choose_level,
    classify,
    record_housing,
)
from throughcare.stages.intake.actions.starting import authorise_start, override_assessment
from throughcare.stages.intake.rules import NewHousing

__all__ = [
    "NewHousing",
    "accept",
    "authorise_start",
    "begin_aftercare",
    "choose_level",
    "classify",
    "decline",
    "may_open",
    "open_case",
    "override_assessment",
    "record_housing",
]
