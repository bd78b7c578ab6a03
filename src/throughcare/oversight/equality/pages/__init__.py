"""Pages of the form, for whoever answers; of handing it out and typing it in; and of its figures."""

from throughcare.oversight.equality.pages.answering import back, form, own
from throughcare.oversight.equality.pages.staff import download, figures, hand_out, type_in

__all__ = ["back", "download", "figures", "form", "hand_out", "own", "type_in"]
