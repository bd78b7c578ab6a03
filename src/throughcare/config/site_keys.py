"""What the site's secret key is made into, and what the keys before it still open: a key changes while people work.

The first key signs and seals, all of them open. `throughcare secrets` says what still needs an earlier one.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

FACTORS, HELD = b"second factors", b"held posts"


def site_keys() -> list[str]:
    """This will give the site's secret key, and behind it those before it."""
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def sealed(purpose: bytes) -> MultiFernet:
    """This will give the seal for one purpose: nothing sealed for another opens with it."""
    return MultiFernet([_seal(key, purpose) for key in site_keys()])


def is_under_the_first(purpose: bytes, token: bytes) -> bool:
    """This will say whether something was sealed with the first key, so that the others may go."""
    try:
        _seal(site_keys()[0], purpose).decrypt(token)
    except InvalidToken:
        return False
    return True


def digest(words: str) -> str:
    """This will give the salted digest of words under the first key, by which they are kept."""
    return digests(words)[0]


def digests(words: str) -> list[str]:
    """This will give every digest under which these words may have been kept."""
    written = words.encode(errors="replace")
    return [hmac.new(key.encode(), written, hashlib.sha256).hexdigest() for key in site_keys()]


def _seal(key: str, purpose: bytes) -> Fernet:
    return Fernet(urlsafe_b64encode(hmac.new(key.encode(), purpose, hashlib.sha256).digest()))
