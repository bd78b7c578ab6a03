"""Whose account a number at the site's own provider opens: tied together by whoever runs the site, never by a name or an address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils.translation import gettext as _

from throughcare.commons.agencies.models import Account, Staff
from throughcare.kernel.answers import Answer, Refusal, no
from throughcare.safeguards.audit.record import record

RULE = "sign in"
LONGEST_SUBJECT = 255  # characters, as OpenID Connect has it


@dataclass(frozen=True)
class Link:
    """A number at the provider, and the name for signing in that it belongs to here."""

    subject: str
    username: str
    name: str


def link_of(username: str, *, provider: str) -> Link | None:
    """This will give what an account is linked to, or none."""
    return _link(provider, user__username=username)


@transaction.atomic
def link(username: str, *, provider: str, subject: str, keep_password: bool, at: datetime) -> Link:
    """This will let a number at the provider open an account from now on; the password and every session end, unless it is kept.

    Refused: nobody of that name, somebody who left, a number that cannot be one, and what is linked otherwise already.
    """
    account = _account(username)
    answer = _is_at_work(account) & _may_be(subject) & _is_free(username, provider, subject)
    answer.or_refuse(_("It was not linked"))
    _made, is_new = SocialAccount.objects.get_or_create(provider=provider, uid=subject, defaults={"user": account})
    if is_new and not keep_password:
        Account.objects.filter(pk=account.pk).update(password=make_password(None))
        _end_sessions(account.staff_id)
    if is_new:
        record("accounts:linked", kind=Staff._meta.label_lower, subject=account.staff_id, at=at)
    return Link(subject, username, account.staff.name)


@transaction.atomic
def unlink(username: str, *, provider: str, at: datetime) -> bool:
    """This will end what lets a number at the provider open an account, with its sessions, and say whether a password is left.

    Refused: nobody of that name, and an account that is linked to nothing.
    """
    account = _account(username)
    ended, _kinds = SocialAccount.objects.filter(provider=provider, user=account).delete()
    if not ended:
        words = _("%(username)s is linked to no number there") % {"username": username}
        no(words, rule=RULE).or_refuse(_("It was not unlinked"))
    _end_sessions(account.staff_id)
    record("accounts:unlinked", kind=Staff._meta.label_lower, subject=account.staff_id, at=at)
    return account.has_usable_password()


def _account(username: str) -> Account:
    found = Account.objects.select_related("staff").filter(username=username).first()
    if found is None:
        words = _("nobody signs in as %(username)s. `throughcare signin invite` opens an account")
        raise Refusal(_("Nothing was changed"), reasons=no(words % {"username": username}, rule=RULE).reasons)
    return found


def _is_at_work(account: Account) -> Answer:
    if account.is_active and account.staff.is_active:
        return Answer()
    return no(_("%(username)s has left") % {"username": account.username}, rule=RULE)


def _may_be(subject: str) -> Answer:
    if not subject or len(subject) > LONGEST_SUBJECT or not subject.isprintable() or subject != subject.strip():
        words = _("that is no number of a person at a provider. It stands in the claim “sub” of their token, as it is")
        return no(words, rule=RULE)
    return Answer()


def _is_free(username: str, provider: str, subject: str) -> Answer:
    held, owned = _link(provider, uid=subject), _link(provider, user__username=username)
    answer = Answer()
    if held is not None and held.username != username:
        words = _("that number opens the account %(username)s (%(name)s). Unlink that one first")
        answer &= no(words % {"username": held.username, "name": held.name}, rule=RULE)
    if owned is not None and owned.subject != subject:
        words = _("%(username)s is linked to another number. Unlink it first")
        answer &= no(words % {"username": username}, rule=RULE)
    return answer


def _link(provider: str, **where: str) -> Link | None:
    rows = SocialAccount.objects.filter(provider=provider, **where).select_related("user__staff")
    row = rows.order_by("id").first()
    return Link(row.uid, row.user.username, row.user.staff.name) if row else None


def _end_sessions(staff_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.end_sessions(%s)", [staff_id])
