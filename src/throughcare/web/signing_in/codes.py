"""Codes of an authenticator app and recovery codes: each lets in once, in whichever process it is typed."""

from __future__ import annotations

import hmac
import secrets
import time

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

COUNTER, HASHES = "counter", "hashes"
NUMBER, DIGITS = 10, 10  # of recovery codes, and of each


@transaction.atomic
def right_code(account: AbstractBaseUser, typed: str) -> Authenticator | None:
    """This will give the factor whose code was typed and use the code up, or none."""
    code = "".join(sign for sign in typed if sign.isalnum())
    held = Authenticator.objects.select_for_update().filter(user=account).exclude(type=Authenticator.Type.WEBAUTHN)
    for factor in held.order_by("-type"):
        is_right = (
            _is_right_totp(factor, code) if factor.type == Authenticator.Type.TOTP else _is_recovery(factor, code)
        )
        if is_right:
            return factor
    return None


def counter_of(secret: str, code: str) -> int | None:
    """This will say at which half minute an app shows this code, or none; the minute around now counts."""
    now, width = int(time.time()) // app_settings.TOTP_PERIOD, app_settings.TOTP_TOLERANCE
    near = range(now - width, now + width + 1)
    shown = (at for at in near if hmac.compare_digest(format_hotp_value(hotp_value(secret, at)), code))
    return next(shown, None) if code.isascii() else None


def new_recovery_codes(account: AbstractBaseUser) -> list[str]:
    """This will make ten codes that let in once each, and end those that were made before. Their hashes alone are kept."""
    made = [f"{secrets.randbelow(10**DIGITS):0{DIGITS}}" for _number in range(NUMBER)]
    kept = {HASHES: [make_password(code) for code in made]}
    with transaction.atomic():
        Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).delete()
        Authenticator.objects.create(user=account, type=Authenticator.Type.RECOVERY_CODES, data=kept)
    return made


def codes_left(factor: Authenticator) -> int:
    """This will say how many recovery codes are not used up."""
    return len(factor.data.get(HASHES, []))


def has_outlived(account: AbstractBaseUser) -> bool:
    """This will say whether somebody holds recovery codes that let nobody in: made before hashes were kept, or used up."""
    held = Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES)
    return any(codes_left(each) == 0 for each in held)


def _is_right_totp(factor: Authenticator, code: str) -> bool:
    """A code that was used, and every earlier one, is used up: whoever looked over a shoulder comes too late."""
    counter = counter_of(decrypt(factor.data["secret"]), code)
    if counter is None or counter <= factor.data.get(COUNTER, 0):
        return False
    factor.data[COUNTER] = counter
    factor.save(update_fields=["data"])
    return True


def _is_recovery(factor: Authenticator, code: str) -> bool:
    """Each hash costs a thirtieth of a second: none is made of what cannot be a recovery code."""
    hashes = factor.data.get(HASHES, []) if len(code) == DIGITS else []
    found = next((each for each in hashes if check_password(code, each)), None)
    if found is None:
        return False
    factor.data[HASHES] = [each for each in hashes if each != found]
    factor.save(update_fields=["data"])
    return True
