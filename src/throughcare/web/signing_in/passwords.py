"""Which passwords will do: long ones that nobody soon guesses, taken as they are typed. No rule asks for signs of some kind.

Nothing of a password leaves this machine: known ones stand in lists of packages, and in files of the site's own.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries
from throughcare.config.signing_in import GUESSES, SHORTEST_PASSWORD, SHORTEST_WORD, WORDS_OF_THE_WORK
from throughcare.frame.transaction import acting
from throughcare.kernel.time import uk_today

log = logging.getLogger("throughcare.request")
JUDGED = 72  # characters that zxcvbn looks at: a longer password is at least as good as its beginning
IN_PLACE_OF_LETTERS = str.maketrans("0134578@$!l", "oieastbasii")
PREFIX = 5  # digits of a digest in the name of a file, as Have I Been Pwned hands its ranges out


class NoRanges(RuntimeError):
    """The site names files of stolen passwords, and they cannot be read: no password is taken unheld against them."""


def weakness(password: str, *, words: Iterable[str]) -> str:
    """This will say what to change about a password, or nothing where it will do."""
    if len(password) < SHORTEST_PASSWORD:
        told = _("Use %(number)s characters or more. Three or four words that do not belong together are good")
        return told % {"number": SHORTEST_PASSWORD}
    if found := word_within(password, words):
        told = _("Leave out “%(word)s”: whoever knows you or your work tries it first")
        return told % {"word": found}
    if is_soon_guessed(password):
        return _("That is soon guessed. Choose three or four words that do not belong together")
    return _what_thieves_know(password)


def _what_thieves_know(password: str) -> str:
    try:
        is_known = is_stolen(password)
    except NoRanges as problem:
        log.error("The files of stolen passwords cannot be read: %s", problem)
        return _("No password can be chosen at the moment. Ring your administrator")
    return _("That password stands in a list of stolen ones. Choose another") if is_known else ""


def words_around(staff_id: int, *, username: str, at: datetime) -> list[str]:
    """This will give what no password of somebody may hold: names of them, their place, their work and this site."""
    with acting("staff", staff=staff_id, at=at):
        names = queries.names_around(staff_id, on=uk_today(at))
    site = [urlsplit(settings.SITE_URL).hostname or "", settings.OIDC_NAME if settings.OIDC_ISSUER else ""]
    said = " ".join([username, *names, *site, *settings.PASSWORD_WORDS, *WORDS_OF_THE_WORK])
    return re.findall(r"[^\W_]+", said)


def word_within(password: str, words: Iterable[str]) -> str:
    """This will find a word in a password however it is written there: N0rth.Mere holds northmere."""
    plain = _plain(password)
    return next((word for word in words if len(_plain(word)) >= SHORTEST_WORD and _plain(word) in plain), "")


def _plain(text: str) -> str:
    swapped = text.casefold().translate(IN_PLACE_OF_LETTERS)
    return "".join(sign for sign in swapped if sign.isalpha())


def is_soon_guessed(password: str) -> bool:
    """This will say whether a password is a known one, or is put together from such words, rows and dates as are tried first."""
    from zxcvbn import zxcvbn  # its lists take a tenth of a second and some memory: only where a password is chosen

    try:
        validate_password(password)
    except ValidationError:
        return True
    return bool(zxcvbn(password[:JUDGED])["guesses"] < GUESSES)


def is_stolen(password: str) -> bool:
    """This will say whether a password stands in the site's own copy of stolen ones, where it has one."""
    if not settings.BREACHED_PASSWORDS:
        return False
    digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
    file = Path(settings.BREACHED_PASSWORDS) / f"{digest[:PREFIX]}.txt"
    try:
        lines = file.read_text(encoding="ascii").split()
    except (OSError, UnicodeDecodeError) as problem:
        raise NoRanges(type(problem).__name__) from problem
    return any(line.partition(":")[0].upper() == digest[PREFIX:] and not line.endswith(":0") for line in lines)
