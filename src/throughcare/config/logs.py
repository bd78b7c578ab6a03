"""What reaches a log: where something broke and of what kind, never what somebody typed or a row held."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutDetails(logging.Formatter):
    """Writes an exception as the lines of code it came through and its kind; its text may name people."""

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802  (the name that logging asks for)
        """This will write a breakdown without its words."""
        return "\n".join(_told(error) for error in _chain(ei[1]))


def _told(error: BaseException) -> str:
    kind = type(error)
    lines = "".join(traceback.format_tb(error.__traceback__))
    return f"{lines}{kind.__module__}.{kind.__qualname__} (its text is not logged)"


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.insert(0, error)
        error = error.__cause__ or error.__context__
    return found
