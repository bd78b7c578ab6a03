"""How a token is written: a handle by which it is found, and a secret that is kept nowhere but where it was handed to."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass

PREFIX = "tc"
_WRITTEN = re.compile(r"tc_([0-9a-f]{16})_([A-Za-z0-9_-]{43})")


@dataclass(frozen=True)
class Key:
    """A token as its machine shows it; `given` is the digest by which it is compared."""

    handle: str
    secret: str

    @property
    def written(self) -> str:
        """This will give the token as it is handed over, once."""
        return f"{PREFIX}_{self.handle}_{self.secret}"

    @property
    def given(self) -> str:
        """This will give what may stand in a statement: a digest of the secret, never the secret."""
        return hashlib.sha256(self.secret.encode()).hexdigest()

    def digest(self, salt: str) -> str:
        """This will give what is kept of the token."""
        return hashlib.sha256((salt + self.given).encode()).hexdigest()


def new_key() -> Key:
    """This will make a token that nobody can guess."""
    return Key(secrets.token_hex(8), secrets.token_urlsafe(32))


def read_key(written: str) -> Key | None:
    """This will read a token as a machine shows it; none where it cannot be one."""
    found = _WRITTEN.fullmatch(written)
    return Key(found[1], found[2]) if found else None


_SIGNS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # none that is read for another
_GROUPS, _IN_A_GROUP = 5, 4


def new_one_time_code() -> str:
    """This will make a code that a person can read out and nobody can guess."""
    groups = ("".join(secrets.choice(_SIGNS) for _sign in range(_IN_A_GROUP)) for _group in range(_GROUPS))
    return "-".join(groups)


def digest_of_code(typed: str, *, salt: str) -> str:
    """This will give what is kept of a one-time code, whichever way its groups were typed."""
    signs = "".join(sign for sign in typed.upper() if sign in _SIGNS)
    return hashlib.sha256((salt + signs).encode()).hexdigest()
