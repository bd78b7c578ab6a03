"""What must be settled before real people stand in the record, and before a provider of the site's own is asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from throughcare.config.signing_in import BY_PROVIDER, SECOND_FACTORS
from throughcare.kernel.time import uk_today

LIVE = "live"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
LONGEST_DAY = 24
FIRST_RANGE = "00000.txt"
OFFICER = "data_protection"
NO_OFFICER = (
    "Nobody is data protection officer: no one is told of an emergency access, or of a search in an emergency that opened "
    "nothing, and no one reviews them. Give somebody the role data_protection: `throughcare signin add`, or a group of the "
    "provider."
)
Asked = list[tuple[object, str]]


def asked(environ: Mapping[str, str], *, today: date | None = None) -> Asked:
    """Give what settings of signing in must be true, each with the reason against a start where it is not."""
    live = _of_live(environ, today=today or uk_today(datetime.now(UTC)))
    return [*live, *_of_provider(environ), *_of_hours(environ), *_of_passwords(environ)]


def _of_live(environ: Mapping[str, str], *, today: date) -> Asked:
    factor, is_live = environ.get("THROUGHCARE_SECOND_FACTOR", ""), environ.get("THROUGHCARE_PHASE") == LIVE
    return [
        (
            factor in (*SECOND_FACTORS, ""),
            "THROUGHCARE_SECOND_FACTOR must be own, provider or proxy.",
        ),
        (
            not is_live or factor in SECOND_FACTORS,
            "THROUGHCARE_PHASE=live is for real people, and a password alone is not enough. Set THROUGHCARE_SECOND_FACTOR to "
            "own, or to provider or proxy where that asks for the second factor.",
        ),
        (
            not is_live or _is_past(environ.get("THROUGHCARE_DPIA_ON", ""), today=today),
            "THROUGHCARE_PHASE=live is for real people. Set THROUGHCARE_DPIA_ON to the day on which the data protection impact "
            "assessment was signed, such as 2026-03-01.",
        ),
        (
            factor != BY_PROVIDER or environ.get("THROUGHCARE_OIDC_ISSUER"),
            "THROUGHCARE_SECOND_FACTOR=provider, and THROUGHCARE_OIDC_ISSUER names none.",
        ),
    ]


def without_officer(environ: Mapping[str, str], *, at: datetime) -> str:
    """Say what is amiss where nobody is data protection officer, nor would be by a group of the provider; else nothing.

    Asks the database. One that does not answer is not a reason against a start: the site waits for it.
    """
    from django.db import Error

    from throughcare.commons.agencies import queries as agencies
    from throughcare.frame.transaction import acting

    try:
        with acting("clock", staff=None, at=at):
            held = agencies.agencies_with(OFFICER, on=uk_today(at))
    except Error:
        return ""
    return "" if held or OFFICER in _roles_of_groups(environ) else NO_OFFICER


def _roles_of_groups(environ: Mapping[str, str]) -> set[str]:
    from throughcare.commons.agencies import groups

    file = environ.get("THROUGHCARE_OIDC_GROUPS_FILE", "")
    try:
        return {given.role for given in groups.read(Path(file))} if file else set()
    except groups.NotAMapping:
        return set()


def _is_past(written: str, *, today: date) -> bool:
    try:
        return date.fromisoformat(written) <= today
    except ValueError:
        return False


def _of_provider(environ: Mapping[str, str]) -> Asked:
    issuer = environ.get("THROUGHCARE_OIDC_ISSUER", "")
    if not issuer:
        return []
    parts, file = urlsplit(issuer), environ.get("THROUGHCARE_OIDC_GROUPS_FILE", "")
    return [
        (
            parts.scheme == "https" or parts.hostname in LOOPBACK,
            "THROUGHCARE_OIDC_ISSUER must begin with https://.",
        ),
        (
            environ.get("THROUGHCARE_OIDC_CLIENT") and environ.get("THROUGHCARE_OIDC_SECRET"),
            "THROUGHCARE_OIDC_CLIENT or THROUGHCARE_OIDC_SECRET is missing: the provider gave both.",
        ),
        (
            file and Path(file).is_file(),
            "THROUGHCARE_OIDC_GROUPS_FILE names no file: nobody would hold a role. `throughcare signin check` checks one.",
        ),
    ]


def _of_hours(environ: Mapping[str, str]) -> Asked:
    minutes, hours = (
        environ.get("THROUGHCARE_LOCK_AFTER_MINUTES", "20"),
        environ.get("THROUGHCARE_SIGN_IN_AGAIN_AFTER_HOURS", "12"),
    )
    return [
        (
            minutes.isdigit() and 1 <= int(minutes) <= 60,
            "THROUGHCARE_LOCK_AFTER_MINUTES must be between 1 and 60: an open page shows a person's record to whoever comes by.",
        ),
        (
            hours.isdigit() and 1 <= int(hours) <= LONGEST_DAY,
            f"THROUGHCARE_SIGN_IN_AGAIN_AFTER_HOURS must be between 1 and {LONGEST_DAY}: a stolen session must end by itself.",
        ),
    ]


def _of_passwords(environ: Mapping[str, str]) -> Asked:
    folder = environ.get("THROUGHCARE_BREACHED_PASSWORDS", "")
    return [
        (
            not folder or (Path(folder) / FIRST_RANGE).is_file(),
            f"THROUGHCARE_BREACHED_PASSWORDS must name a folder of ranges, {FIRST_RANGE} and so on, as Have I Been Pwned hands "
            "them out: without them no password could be chosen.",
        )
    ]
