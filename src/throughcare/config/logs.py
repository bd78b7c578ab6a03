"""What reaches a log: where something broke and of what kind, never what somebody typed or a row held.

Addresses name cases, so no line holds one: what Django would write with the address is written with the room instead.
"""

from __future__ import annotations

import logging
import time
import traceback
from types import TracebackType

from throughcare.kernel import ids

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
OUT_OF_REACH = ("OperationalError", "InterfaceError")  # every request meets it, and no line of code is to blame
LINE = "%(asctime)s %(levelname)s %(name)s request=%(request_id)s %(message)s"


class WithRequest(logging.Filter):
    """Adds to every line the number of the request it belongs to, and takes the address out of Django's own."""

    def filter(self, record: logging.LogRecord) -> bool:
        """This will number a line; every line passes."""
        record.request_id = ids.request_id.get() or "-"
        address = getattr(getattr(record, "request", None), "path", None)
        if address is not None and isinstance(record.args, tuple):  # Django's line about an answer names its address
            record.args = tuple("an address" if part == address else part for part in record.args)
        return True


class WithoutDetails(logging.Formatter):
    """Writes an exception as the lines of code it came through and its kind; its text may name people.

    Times are of Greenwich and say so, so that the lines of several machines stand in order.
    """

    converter = staticmethod(time.gmtime)
    default_time_format, default_msec_format = "%Y-%m-%dT%H:%M:%S", "%s.%03dZ"

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  (the name that logging asks for)
        """This will write a message in one line, whatever stands in it: nobody writes lines of their own."""
        return "\\n".join(super().formatMessage(record).splitlines())

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802  (the name that logging asks for)
        """This will write a breakdown without its words; in one line where the database was out of reach."""
        if type(ei[1]).__name__ in OUT_OF_REACH:
            return _kind(ei[1])
        return "\n".join(_told(error) for error in _chain(ei[1]))


def _told(error: BaseException) -> str:
    return "".join(traceback.format_tb(error.__traceback__)) + _kind(error)


def _kind(error: BaseException | None) -> str:
    kind = type(error)
    return f"{kind.__module__}.{kind.__qualname__} (its text is not logged)"


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.insert(0, error)
        error = error.__cause__ or error.__context__
    return found
