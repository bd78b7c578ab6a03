"""What lies sealed or signed under the site's keys: sealed anew under the first, and counted where it needs an earlier one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from importlib import import_module
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction

from throughcare.commons.files import actions as files
from throughcare.config import site_keys

BATCH = 500  # rows in one transaction, so that nobody who signs in waits for all of them
SEALED = ("secret", "seed")  # of an authenticator app, and of recovery codes
Change = Callable[[Any], bool]


def reseal() -> dict[str, int]:
    """Seal everything anew that lies under an earlier key, and return how much of each was."""
    return {
        "second factors": _in_batches(Authenticator.objects, _reseal_factor),
        "posts held over a lock": _in_batches(_held(), _reseal_held),
        "files": files.rotate(),
    }


def needing_earlier_keys(*, at: datetime) -> dict[str, int]:
    """Return how many rows of each kind only an earlier key opens."""
    return {
        "second factors": sum(
            any(_older(token) for token in _tokens(each)) for each in Authenticator.objects.iterator()
        ),
        "posts held over a lock": sum(not _is_new(each) for each in _held().iterator()),
        "files": files.under_earlier_keys(),
        "sessions": len(_old_sessions(at)),
    }


def last_old_session(*, at: datetime) -> datetime | None:
    """Return when the last session ends that an earlier key signed."""
    return max((each.expire_date for each in _old_sessions(at)), default=None)


def end_old_sessions(*, at: datetime) -> int:
    """End every session that an earlier key signed, and return their number."""
    found = [each.session_key for each in _old_sessions(at)]
    Session.objects.filter(session_key__in=found).delete()
    return len(found)


def _in_batches(rows: Any, change: Change) -> int:
    done, last = 0, 0
    while True:
        with transaction.atomic():
            batch = list(rows.select_for_update().filter(pk__gt=last).order_by("pk")[:BATCH])
            done += sum(change(each) for each in batch)
        if not batch:
            return done
        last = batch[-1].pk


def _held() -> Any:
    return apps.get_model("web", "HeldPost").objects.exclude(body=None)


def _reseal_held(post: Any) -> bool:
    if _is_new(post):
        return False
    post.body = site_keys.sealed(site_keys.HELD).rotate(bytes(post.body))
    post.save(update_fields=["body"])
    return True


def _is_new(post: Any) -> bool:
    return site_keys.is_under_the_first(site_keys.HELD, bytes(post.body))


def _reseal_factor(factor: Authenticator) -> bool:
    if not any(_older(token) for token in _tokens(factor)):
        return False
    for name in SEALED:
        if name in factor.data:
            factor.data[name] = _anew(factor.data[name])
    if factor.data.get("migrated_codes"):
        factor.data["migrated_codes"] = [_anew(each) for each in factor.data["migrated_codes"]]
    factor.save(update_fields=["data"])
    return True


def _tokens(factor: Authenticator) -> Iterator[str]:
    yield from (factor.data[name] for name in SEALED if name in factor.data)
    yield from factor.data.get("migrated_codes") or ()


def _older(token: str) -> bool:
    return not site_keys.is_under_the_first(site_keys.FACTORS, token.encode())


def _anew(token: str) -> str:
    return site_keys.sealed(site_keys.FACTORS).rotate(token.encode()).decode()


def _old_sessions(at: datetime) -> list[Session]:
    salt = import_module(settings.SESSION_ENGINE).SessionStore().key_salt
    signer = TimestampSigner(key=settings.SECRET_KEY, fallback_keys=[], salt=salt)
    return [each for each in Session.objects.filter(expire_date__gt=at) if not _is_signed(each.session_data, signer)]


def _is_signed(words: str, signer: TimestampSigner) -> bool:
    try:
        signer.unsign(words)
    except BadSignature:
        return False
    return True
