"""What a mail says and when it is tried again. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

REMINDER, URGENT, PAPERS, ACCOUNT = "reminder", "urgent", "papers", "account"
KINDS = (REMINDER, URGENT, PAPERS, ACCOUNT)


@dataclass(frozen=True)
class Wording:
    """The subject and the body of one kind of mail, the same for everybody who gets it."""

    subject: str
    body: str


def wording(kind: str, *, link: str, phone: str) -> Wording:
    """This will give the words of one kind of mail. They name no person, case, programme or agency, and no number of things."""
    subject, said = _said(kind, phone)
    lines = [said, _("Sign in: %(link)s") % {"link": link}, _("On purpose, this message says no more than that.")]
    if kind == REMINDER:
        lines.append(_("You can turn reminders off under Your account. What cannot wait still reaches you."))
    return Wording(subject, "\n\n".join(lines) + "\n")


def _said(kind: str, phone: str) -> tuple[str, str]:
    if kind == URGENT:
        ring = _("If you cannot sign in now, ring %(phone)s.") % {"phone": phone} if phone else ""
        return _("Something needs you now"), " ".join(filter(None, (_("Something needs you now."), ring)))
    if kind == PAPERS:
        return _("Something waits for you"), _("There is something for you to read before you meet.")
    if kind == ACCOUNT:
        said = _("How you sign in was changed. If it was you, do nothing. If it was not, ring your manager at once.")
        return _("How you sign in was changed"), said
    return _("Something waits for you"), _("Something with a date waits for you.")


def next_try(tries: int, *, waits: Sequence[int], at: datetime) -> datetime:
    """This will say when to try again after so many tries, each after a longer wait, the last of them again and again."""
    return at + timedelta(minutes=waits[min(tries, len(waits)) - 1])


def is_given_up(written_at: datetime, *, days: int, at: datetime) -> bool:
    """This will say whether a mail that was not sent in so many days says nothing worth knowing any more."""
    return at - written_at >= timedelta(days=days)
