"""The application as the live site of the tests serves it: a test may say which day it is (see `calendar.py`)."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.utils import timezone

from tests.kit.calendar import VARIABLE
from throughcare.config.wsgi import application

__all__ = ["application"]


def now() -> datetime:
    """Give the real moment, moved by what the calendar says."""
    try:
        moved = float(Path(os.environ[VARIABLE]).read_text(encoding="ascii"))
    except FileNotFoundError:
        moved = 0.0
    return datetime.fromtimestamp(time.time(), tz=UTC) + timedelta(seconds=moved)


timezone.now = now
