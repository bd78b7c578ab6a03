"""The machine that measured: its cores, memory, system and Python."""

from __future__ import annotations

import os
import platform


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0))


def machine() -> str:
    """Name the machine: its cores, memory, system and Python."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return (
        f"{cores()} cores, {memory / 2**30:.0f} GB of memory, {platform.system()}, Python {platform.python_version()}"
    )
