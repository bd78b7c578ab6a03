"""A concern that is being written and not sent yet. It leaves no row that anybody but its writer could read.

Without an account it lies in the session, encrypted under a key that the browser alone keeps; a colleague's lies among
their own drafts. Both are gone when they are sent or left, and the first after an hour's silence (decision 22).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID, uuid4

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from throughcare.commons.cases import drafts
from throughcare.stages.referrals import queries
from throughcare.stages.referrals.forms.base import Raw

IN_SESSION, FORM = "unsent", "referrals.refer"


@dataclass(frozen=True)
class Sent:
    """What is told after sending: the reference, the area it went to, and by when whoever sent it is answered."""

    reference: str
    area_id: int
    answered_by: date | None = None
    is_theirs: bool = False
    found_none: bool = False


@dataclass(frozen=True)
class Saved:
    """Under which reference the form is put away, and until when; its code while that is shown, and never after."""

    reference: str
    until: date
    code: str = ""


@dataclass(frozen=True)
class Unsent:
    """What was typed so far, as it was typed, question by question. `key` makes the same form sent twice one case."""

    key: UUID = field(default_factory=uuid4)
    answers: Mapping[str, Raw] = field(default_factory=dict)
    matches: Mapping[str, Any] = field(default_factory=dict)
    sent: Sent | None = None
    saved: Saved | None = None

    @property
    def is_put_away(self) -> bool:
        """This will say whether it was saved and left: from then on only its code opens it."""
        return self.saved is not None and bool(self.saved.code)

    def with_answer(self, slug: str, raw: Raw) -> Unsent:
        """This will put one answer in the place of an earlier one."""
        return replace(self, answers={**self.answers, slug: raw}, matches={})


class Keeping(Protocol):
    """Where what is not sent yet is kept."""

    def read(self, request: HttpRequest) -> Unsent | None:
        """This will give what is kept, or nothing."""

    def write(self, request: HttpRequest, response: HttpResponse, unsent: Unsent) -> None:
        """This will keep it."""

    def drop(self, request: HttpRequest, response: HttpResponse) -> None:
        """This will forget it."""


class WithTheBrowser:
    """Kept in the session for a browser without an account, readable with that browser's key alone."""

    def read(self, request: HttpRequest) -> Unsent | None:
        """This will give what this browser keeps, unless it was silent for too long."""
        kept = self._open(request)
        if kept is None:
            return None
        quiet = request.at - datetime.fromisoformat(kept["saved_at"])  # type: ignore[attr-defined]  # set by the middleware
        return from_body(kept) if quiet <= _longest_silence() else None

    def write(self, request: HttpRequest, response: HttpResponse, unsent: Unsent) -> None:
        """This will keep it under the browser's key, which lives as long as the draft may."""
        key = request.COOKIES.get(_cookie(), "") if self._open(request) else Fernet.generate_key().decode()
        body = json.dumps({**as_body(unsent), "saved_at": request.at.isoformat()})  # type: ignore[attr-defined]  # as above
        request.session[IN_SESSION] = Fernet(key).encrypt(body.encode()).decode()
        if not request.user.is_authenticated:
            request.session.set_expiry(_longest_silence())
        response.set_cookie(
            _cookie(),
            key,
            max_age=_longest_silence(),
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )

    def drop(self, request: HttpRequest, response: HttpResponse) -> None:
        """This will forget both the words and the key."""
        request.session.pop(IN_SESSION, None)
        response.delete_cookie(_cookie(), samesite="Lax")

    def _open(self, request: HttpRequest) -> dict[str, Any] | None:
        token, key = request.session.get(IN_SESSION), request.COOKIES.get(_cookie(), "")
        if not token or not key:
            return None
        try:
            found: dict[str, Any] = json.loads(Fernet(key).decrypt(token.encode()))
        except (InvalidToken, ValueError):
            return None
        return found


class AmongOwnDrafts:
    """Kept among a colleague's own drafts, which only they see."""

    def read(self, request: HttpRequest) -> Unsent | None:
        """This will give what this colleague has not sent yet, or an empty one."""
        kept = drafts.kept(FORM, staff_id=_staff(request), at=request.at)  # type: ignore[attr-defined]  # set by the middleware
        return from_body(kept.body) if kept else Unsent()

    def write(self, request: HttpRequest, response: HttpResponse, unsent: Unsent) -> None:
        """This will keep it in place of what was kept before."""
        drafts.keep(FORM, as_body(unsent), staff_id=_staff(request), at=request.at)  # type: ignore[attr-defined]  # as above

    def drop(self, request: HttpRequest, response: HttpResponse) -> None:
        """This will forget it."""
        drafts.drop(FORM, staff_id=_staff(request))


def _staff(request: HttpRequest) -> int:
    return int(request.user.staff_id)  # type: ignore[union-attr]  # pages inside are for people who are signed in


def _longest_silence() -> timedelta:
    return timedelta(minutes=queries.limits("public_form")["ends_after_quiet_minutes"])


def as_body(unsent: Unsent) -> dict[str, Any]:
    """This will write it as plain values, to be kept."""
    sent, saved = unsent.sent, unsent.saved
    return {
        "key": str(unsent.key),
        "answers": {slug: {name: list(values) for name, values in raw.items()} for slug, raw in unsent.answers.items()},
        "matches": dict(unsent.matches),
        "sent": None
        if sent is None
        else {
            "reference": sent.reference,
            "area_id": sent.area_id,
            "answered_by": sent.answered_by and sent.answered_by.isoformat(),
            "is_theirs": sent.is_theirs,
            "found_none": sent.found_none,
        },
        "saved": None
        if saved is None
        else {"reference": saved.reference, "until": saved.until.isoformat(), "code": saved.code},
    }


def from_body(body: Mapping[str, Any]) -> Unsent:
    """This will read what was kept."""
    sent, saved = body["sent"], body.get("saved")
    return Unsent(
        UUID(body["key"]),
        body["answers"],
        body["matches"],
        None if sent is None else Sent(**{**sent, "answered_by": _day(sent["answered_by"])}),
        None if saved is None else Saved(**{**saved, "until": date.fromisoformat(saved["until"])}),
    )


def _cookie() -> str:
    return f"{settings.COOKIES_BEGIN}throughcare-unsent"


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
