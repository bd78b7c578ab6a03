"""The acts of a study, one function each."""

from throughcare.oversight.quality.actions.drawing import draw
from throughcare.oversight.quality.actions.freezing import freeze
from throughcare.oversight.quality.actions.rating import agree, ask, decline, finish, save

__all__ = ["agree", "ask", "decline", "draw", "finish", "freeze", "save"]
