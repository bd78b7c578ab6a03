"""A form that is put away and gone on with later, on any device, by a reference and a code (decision 34).

The code is shown once and kept nowhere: the key that seals the form is made from it each time, slowly. Whoever has the
database has noise, and no role but the form's own functions reaches the table at all.
"""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import date, datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.db import connection

from throughcare.kernel.ids import new_reference, new_secret, read_reference, read_secret
from throughcare.kernel.time import uk_today
from throughcare.stages.referrals import queries
from throughcare.stages.referrals.unsent import Saved, Unsent, as_body, from_body

PREFIX = "SF"  # of a saved form, never of a case
WORK, BLOCKS, LANES = 2**15, 8, 1  # 32 MB and a tenth of a second for each key
NO_SALT = "0" * 32


def save(unsent: Unsent, *, at: datetime) -> Saved:
    """This will seal a form under a new code and put it away for some days, in place of where it was put before."""
    code, salt = new_secret(), secrets.token_hex(16)
    expires_at = at + timedelta(days=queries.limits("public_form")["saved_days"])
    body = json.dumps(as_body(replace(unsent, saved=None)) | {"until": uk_today(expires_at).isoformat()})
    sealed = Fernet(_key(code, salt)).encrypt(body.encode()).decode()
    if unsent.saved:
        forget(unsent.saved.reference)
    return Saved(_put_away(salt, sealed, expires_at), uk_today(expires_at), code)


def open_with(reference: str, code: str, *, at: datetime) -> Unsent | None:
    """This will open a saved form, or nothing: whatever is wrong, the same is asked of the database and of the machine."""
    reference, code = read_reference(reference, prefix=PREFIX), read_secret(code)
    salt, sealed = _sealed(reference)
    try:
        body = json.loads(Fernet(_key(code, salt)).decrypt(sealed.encode()))
    except InvalidToken:
        return None
    return replace(from_body(body), saved=Saved(reference, date.fromisoformat(body["until"])))


def forget(reference: str) -> None:
    """This will forget a saved form, because it was sent or saved anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.forget_form(%s)", [reference])


def _put_away(salt: str, sealed: str, expires_at: datetime) -> str:
    while True:
        reference = new_reference(PREFIX)
        with connection.cursor() as cursor:
            cursor.execute("SELECT tc.save_form(%s, %s, %s, %s)", [reference, salt, sealed, expires_at])
            row = cursor.fetchone()
        if row and row[0]:
            return reference


def _sealed(reference: str) -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT salt, sealed FROM tc.saved_form(%s)", [reference])
        return cursor.fetchone() or (NO_SALT, "")


def _key(code: str, salt: str) -> bytes:
    made = Scrypt(salt=bytes.fromhex(salt), length=32, n=WORK, r=BLOCKS, p=LANES).derive(code.encode())
    return urlsafe_b64encode(made)
