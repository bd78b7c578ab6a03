"""Looks each text up once a language: a page has hundreds, and Django walks through its catalogues for each of them.

The language of the moment lies in a thread's own place. Django's also serves tasks that share a thread, behind a lock that
each look-up takes; we serve by threads alone.
"""

from __future__ import annotations

import threading
from functools import lru_cache

from django.utils import translation
from django.utils.translation import trans_real


def keep_translations() -> None:
    """This will have `gettext` keep what it found; called once, when the site starts."""
    trans_real._active = threading.local()  # type: ignore[attr-defined]  # the same place, without the lock
    translation._trans.gettext = kept_gettext  # type: ignore[attr-defined]  # where Django itself puts the one that it uses


def kept_gettext(words: str) -> str:
    """This will translate words into the language of the moment."""
    return _translated(getattr(trans_real._active, "value", None), words)  # type: ignore[attr-defined]  # as above


@lru_cache(maxsize=16384, typed=True)
def _translated(_language: object, words: str) -> str:
    return trans_real.gettext(words)
