"""What broke, told apart: the records cannot be reached, or there is no room left to save anything. Neither is a defect."""

from __future__ import annotations

import errno
from collections.abc import Iterator

from django.db import InterfaceError, OperationalError

OUT_OF_REACH = (InterfaceError, OperationalError)
DISK_FULL = "53100"  # as PostgreSQL numbers it
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def is_out_of_reach(error: BaseException | None) -> bool:
    """This will say whether the records could not be reached, so that nobody knows what became of what was sent."""
    return any(isinstance(each, OUT_OF_REACH) for each in _behind(error)) and not is_full(error)


def is_full(error: BaseException | None) -> bool:
    """This will say whether there was no room to save, under the database or where files lie: then nothing was saved."""
    return any(
        getattr(each, "sqlstate", "") == DISK_FULL or (isinstance(each, OSError) and each.errno in NO_ROOM)
        for each in _behind(error)
    )


def _behind(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
