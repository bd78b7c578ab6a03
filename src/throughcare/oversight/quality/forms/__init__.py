"""What a quality lead, whoever leads a case, and whoever rates a second time are asked."""

from throughcare.oversight.quality.forms.drawing import Draw
from throughcare.oversight.quality.forms.freezing import Choose, Withhold
from throughcare.oversight.quality.forms.rating import Agree, Ask, Decline, Rate

__all__ = ["Agree", "Ask", "Choose", "Decline", "Draw", "Rate", "Withhold"]
