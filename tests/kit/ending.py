"""What a test starts ends with it, even where the process of the test is killed and can no longer see to that."""

from __future__ import annotations

import ctypes
import signal
import sys
from collections.abc import Callable

SET_SIGNAL_AT_PARENTS_DEATH = 1  # of prctl, which Linux alone has
_C = ctypes.CDLL(None)


def with_its_parent(told: signal.Signals = signal.SIGTERM) -> Callable[[], None] | None:
    """This will be given to `Popen` as `preexec_fn`, so that the system tells the process once whoever started it is dead."""
    if sys.platform != "linux":
        return None
    return lambda: _C.prctl(SET_SIGNAL_AT_PARENTS_DEATH, int(told))
