"""Look-ups of an agency's machines: which there are, what each may do, and whose shows a token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db import connection
from django.utils.translation import gettext as _

from throughcare.commons.agencies.keys import Key
from throughcare.commons.agencies.models import Token
from throughcare.kernel.definitions import load
from throughcare.kernel.definitions.places import folders


@dataclass(frozen=True)
class Scope:
    """One thing that machines may be let do, under which post, and whether that post is held in an area."""

    code: str
    written_label: str
    role: str
    in_area: bool

    @property
    def label(self) -> str:
        """This will say what it is, in the reader's language."""
        return _(self.written_label)


@dataclass(frozen=True)
class Machine:
    """Whose token was shown: the staff record it acts as, its agency, and what it may do."""

    token_id: int
    staff_id: int
    agency_id: int
    scopes: frozenset[str]


def scopes() -> Mapping[str, Scope]:
    """This will give everything that machines may be let do, by its code."""
    return _scopes(folders())


@lru_cache(maxsize=4)
def _scopes(_folders: object) -> Mapping[str, Scope]:
    found = load("machines", "rules").data["scopes"]
    return {code: Scope(code, one["label"], one["role"], one["in_area"]) for code, one in found.items()}


def limits() -> Mapping[str, int]:
    """This will give this site's own limits for machines."""
    found: Mapping[str, int] = load("machines", "rules").data["limits"]
    return found


def forget_old_answers(*, at: datetime) -> int:
    """This will forget the answers that machines were given, when the hours in which they may ask again are over."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.forget_kept_answers(%s)", [limits()["answers_kept_hours"]])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def whose(key: Key, *, at: datetime) -> Machine | None:
    """This will say whose token it is and note that it was used; none where it is unknown, expired or revoked.

    Asked by the role that signs people in, before a request has anybody.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT token_id, staff_id, agency_id, scopes FROM tc.use_token(%s, %s, %s)", [key.handle, key.given, at]
        )
        row = cursor.fetchone()
    return Machine(row[0], row[1], row[2], frozenset(row[3])) if row else None


def tokens(*, agency_id: int | None = None) -> Sequence[Token]:
    """This will list the tokens of an agency, or of every agency that the reader answers for, the newest first."""
    found = Token.objects.select_related("agency", "made_by").order_by("-made_at", "-id")
    return list(found if agency_id is None else found.filter(agency_id=agency_id))


def token(key: str) -> Token | None:
    """This will find one token by its key, or none; another agency's looks like none."""
    return Token.objects.select_related("agency", "made_by").filter(key=key).first()
