"""What makes a file noise to whoever has no key: a key for each file, sealed under the site's keys, which rotate.

The first of the site's keys seals, all of them open. A file is sealed piece by piece, each piece bound to its place, to
the name under which it is stored and to being the last or not, so that nothing can be cut off, swapped or moved.
"""

from __future__ import annotations

from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

MARK = b"TCF1"
PIECE, TAG = 1024 * 1024, 16  # bytes


class NoKeys(Exception):
    """The site has no keys for files, or none that is well formed."""


class Unreadable(Exception):
    """What is stored is not what was sealed, or no key of this site opens it."""


def is_ready() -> bool:
    """This will say whether the site has keys for files."""
    try:
        return bool(_keys())
    except NoKeys:
        return False


def new_key() -> str:
    """This will make a key that a site may put first among its own."""
    return Fernet.generate_key().decode()


def is_key(words: str) -> bool:
    """This will say whether this could be one of a site's keys."""
    try:
        return bool(Fernet(words))
    except ValueError:
        return False


def key_of_a_file() -> tuple[bytes, str]:
    """This will make a new key for one file: as it is, and sealed under the site's first key."""
    key = AESGCM.generate_key(bit_length=256)
    return key, _keys().encrypt(key).decode()


def opened(sealed_key: str) -> bytes:
    """This will open the key of a file with whichever of the site's keys sealed it."""
    try:
        return _keys().decrypt(sealed_key.encode())
    except InvalidToken:
        raise Unreadable from None


def resealed(sealed_key: str) -> str:
    """This will seal the key of a file anew, under the site's first key."""
    try:
        return _keys().rotate(sealed_key.encode()).decode()
    except InvalidToken:
        raise Unreadable from None


def is_under_the_first(sealed_key: str) -> bool:
    """This will say whether the key of a file lies under the site's first key, so that the others may go."""
    try:
        return any(Fernet(first).decrypt(sealed_key.encode()) for first in settings.FILE_KEYS[:1])
    except InvalidToken:
        return False


def seal(content: bytes, *, key: bytes, name: str) -> Iterator[bytes]:
    """This will give a file's pieces as they are stored."""
    box, last = AESGCM(key), max(0, (len(content) - 1) // PIECE)
    yield MARK
    for number in range(last + 1):
        piece = content[number * PIECE : (number + 1) * PIECE]
        yield box.encrypt(_nonce(number, is_last=number == last), piece, name.encode())


def unseal(sealed: bytes, *, key: bytes, name: str) -> bytes:
    """This will give what a file held; Unreadable where a single bit of it is another."""
    if not sealed.startswith(MARK) or len(sealed) < len(MARK) + TAG:
        raise Unreadable
    box, body = AESGCM(key), memoryview(sealed)[len(MARK) :]
    pieces = [body[start : start + PIECE + TAG] for start in range(0, len(body), PIECE + TAG)]
    try:
        return b"".join(
            box.decrypt(_nonce(number, is_last=number == len(pieces) - 1), bytes(piece), name.encode())
            for number, piece in enumerate(pieces)
        )
    except InvalidTag:
        raise Unreadable from None


def _nonce(number: int, *, is_last: bool) -> bytes:
    """Every file has a key of its own, so that counting its pieces never repeats."""
    return number.to_bytes(11, "big") + bytes([is_last])


def _keys() -> MultiFernet:
    try:
        found = [Fernet(key) for key in settings.FILE_KEYS]
    except ValueError:
        raise NoKeys from None
    if not found:
        raise NoKeys
    return MultiFernet(found)
