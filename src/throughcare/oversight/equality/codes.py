"""The code of a letter, and the code that whoever answered keeps (decision 44). Pure: the site's key is an argument.

A letter's code is made from the case under a key that lies outside the database, so that nothing needs to be kept of whom
a form was handed to. What is stored is a link made from it under the same key: whoever has the database has neither.
"""

from __future__ import annotations

import hashlib

from throughcare.kernel.ids import ALPHABET, read_secret

TOKEN_BYTES, TOKEN_SIGNS, SIGNS = 5, 10, 16


def key_of(written: str) -> bytes:
    """This will make the key from what a site has written into its settings."""
    return hashlib.sha256(written.encode()).digest()


def letter_code(case_id: int, *, key: bytes) -> str:
    """This will make the code that stands on the letter of a case: the same each time, and telling nothing of the case."""
    token = _mac(key, f"case:{case_id}".encode())[:TOKEN_BYTES]
    signs = _signs(int.from_bytes(token), TOKEN_SIGNS) + _check(token, key)
    return "-".join(signs[place : place + 4] for place in range(0, SIGNS, 4))


def link_of(code: str, *, key: bytes) -> str:
    """This will give the link under which the answers of a letter's code lie; empty where no letter has this code."""
    signs = read_secret(code).replace("-", "")
    number = _number(signs[:TOKEN_SIGNS])
    if not signs or number >= 256**TOKEN_BYTES:
        return ""
    token = number.to_bytes(TOKEN_BYTES)
    return _link(token, key) if signs[TOKEN_SIGNS:] == _check(token, key) else ""


def link_of_case(case_id: int, *, key: bytes) -> str:
    """This will give the link of a case's answers, for the moment in which they are erased with the case."""
    return _link(_mac(key, f"case:{case_id}".encode())[:TOKEN_BYTES], key)


def digest_of(kept: str, *, key: bytes) -> str:
    """This will sum up the code that whoever answered keeps; empty where it cannot be one."""
    code = read_secret(kept)
    return _mac(key, f"kept:{code}".encode()).hex() if code else ""


def _link(token: bytes, key: bytes) -> str:
    return _mac(key, b"link:" + token).hex()


def _check(token: bytes, key: bytes) -> str:
    whole = int.from_bytes(_mac(key, b"check:" + token))
    return _signs(whole % len(ALPHABET) ** (SIGNS - TOKEN_SIGNS), SIGNS - TOKEN_SIGNS)


def _mac(key: bytes, said: bytes) -> bytes:
    """The same as `tc.equality_mac`: a digest within a digest, so that nothing can be added to what was said."""
    return hashlib.sha256(key + hashlib.sha256(key + said).digest()).digest()


def _signs(number: int, length: int) -> str:
    found = []
    for _place in range(length):
        number, rest = divmod(number, len(ALPHABET))
        found.append(ALPHABET[rest])
    return "".join(found)


def _number(signs: str) -> int:
    return sum(ALPHABET.index(sign) * len(ALPHABET) ** place for place, sign in enumerate(signs))
