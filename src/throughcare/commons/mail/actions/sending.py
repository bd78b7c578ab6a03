"""Sending what acts have written: one mail a transaction, so that what went out is known to have gone."""

from __future__ import annotations

from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused
from typing import Any, cast
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.mail import queries, rules
from throughcare.commons.mail.models import Mail
from throughcare.frame.transaction import acting

NO_ADDRESS = "no address"
OF_THIS_MAIL = (SMTPRecipientsRefused, SMTPDataError, SMTPSenderRefused)  # whatever else fails, fails for all


def send_waiting(*, at: datetime) -> int:
    """This will send what waits to be sent, and give how many went out. What fails is kept and tried again later.

    Opens a transaction of its own for each mail, under the clock's role; two at once share the mails between them.
    """
    with acting("clock", staff=None, at=at):
        keys = queries.to_send(most=_limit("most_at_a_time"), at=at)
    post, sent = get_connection(), 0
    try:
        for key in keys:
            with acting("clock", staff=None, at=at):
                went, goes_on = _send(key, post, at=at)
            sent += went
            if not goes_on:
                break
    finally:
        post.close()
    return sent


def forget_old(*, at: datetime) -> int:
    """This will forget mails that were sent or given up some time ago, and give how many."""
    return forget_before(at - timedelta(days=_limit("kept_days")))


def forget_before(at: datetime) -> int:
    """This will forget every mail that was written before a moment, sent or not: the demo's past reaches nobody."""
    return Mail.objects.filter(written_at__lt=at).delete()[0]


def _send(key: UUID, post: Any, *, at: datetime) -> tuple[int, bool]:
    """Send one mail; give how many went out, and whether there is any point in going on."""
    waiting = Mail.objects.filter(key=key, sent_at__isnull=True, given_up_at__isnull=True)
    mail = waiting.select_for_update(skip_locked=True, of=("self",)).first()
    if mail is None:
        return 0, True
    address = agencies.address_of(mail.staff_id)
    if not address:
        _keep(mail, given_up_at=at, problem=NO_ADDRESS)
        return 0, True
    try:
        _message(mail, address, post).send()
    except OSError as problem:  # whatever smtplib raises is one of these
        _try_later(mail, problem, at=at)
        return 0, isinstance(problem, OF_THIS_MAIL)
    _keep(mail, sent_at=at, tries=mail.tries + 1, problem="")
    return 1, True


def _message(mail: Mail, address: str, post: Any) -> EmailMessage:
    """The number of the mail is its Message-ID, so that one that went out twice, against all odds, is seen as one."""
    number = agencies.duty_number("threat", area_id=None)
    words = rules.wording(mail.kind, link=settings.SITE_URL + reverse("work"), phone=number.phone if number else "")
    headers = {
        "Message-ID": f"<{mail.key}@{urlsplit(settings.SITE_URL).hostname}>",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(words.subject, words.body, to=[address], connection=post, headers=headers)


def _try_later(mail: Mail, problem: OSError, *, at: datetime) -> None:
    tries, waits = mail.tries + 1, cast("list[int]", queries.limits()["tried_again_after_minutes"])
    given_up = rules.is_given_up(mail.written_at, days=_limit("given_up_after_days"), at=at)
    later = rules.next_try(tries, waits=waits, at=at)
    _keep(mail, tries=tries, try_at=later, given_up_at=at if given_up else None, problem=type(problem).__name__[:60])


def _keep(mail: Mail, **values: object) -> None:
    Mail.objects.filter(pk=mail.pk).update(**values)


def _limit(name: str) -> int:
    return cast(int, queries.limits()[name])
