"""Writing a mail as part of an act, and sending what is written."""

from throughcare.commons.mail.actions.sending import forget_before, forget_old, send_waiting
from throughcare.commons.mail.actions.writing import write

__all__ = ["forget_before", "forget_old", "send_waiting", "write"]
