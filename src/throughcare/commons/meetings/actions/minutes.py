"""Minutes of one case at one meeting: signed once, then fixed; corrections stand beside."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.commons.meetings import queries, rules
from throughcare.commons.meetings.actions import access
from throughcare.commons.meetings.actions.decisions import SIGN
from throughcare.commons.meetings.models import Correction, Item, LeftUnsigned, Minutes
from throughcare.commons.meetings.queries import OnAgenda
from throughcare.kernel.answers import NotFound, no


def sign_minutes(case: OpenCase, *, item: OnAgenda, at: datetime) -> Minutes:
    """This will sign the minutes of an item: they are fixed, and the case leaves the panel's members.

    Whoever signs ends their own access with it, unless the case stands on another published agenda.
    """
    answer = case.may(SIGN) & rules.may_be_signed(
        is_signed=queries.signed(item) is not None,
        decisions=queries.last_place(item),
        present=len([one for one in queries.present(item) if one.is_there]),
    )
    or_refuse(case, answer, _("The minutes were not signed"))
    content = queries.content_of(case, item)
    try:
        with transaction.atomic():
            row = Minutes.objects.create(
                **carried(case, at=at), item_id=item.id, content=content, digest=digest(content)
            )
    except IntegrityError:
        no(_("the minutes are signed already")).or_refuse(_("The minutes were not signed"))
        raise
    Item.objects.filter(pk=item.id).update(ended_at=at)
    cases.finish_all(case, SIGN, at=at)
    for code in queries.ends_with_minutes():
        cases.finish_all(case, code, at=at, outcome=_("Put to %(the_panel)s") % case.pathway.words)
    cases.tell(
        case,
        verb=SIGN,
        words=_("Minutes of %(the_panel)s signed") % case.pathway.words,
        at=at,
        address=f"panel/{item.key}/minutes",
    )
    act(case, "meetings:minutes_signed", row, at=at)
    access.let_out(case, item.id, at=at)
    return row


def leave_unsigned(case: OpenCase, *, item: OnAgenda, reason: str, at: datetime) -> LeftUnsigned:
    """This will go on without a signature, with a reason; the task to sign stays open."""
    answer = case.may(SIGN)
    if not reason.strip():
        answer &= no(_("no reason is given"))
    answer.or_refuse(_("The item was not left unsigned"), ask=agencies.contact(case.owner_id))
    row = LeftUnsigned.objects.create(**carried(case, at=at), item_id=item.id, reason=reason)
    act(case, "meetings:left_unsigned", row, at=at, reason=reason)
    return row


def correct_minutes(case: OpenCase, *, item: OnAgenda, words: str, at: datetime) -> Correction:
    """This will append a correction to signed minutes; what was signed stays as it was."""
    signed = queries.signed(item)
    answer = case.may("meetings.correct_minutes")
    if signed is None:
        answer &= no(_("the minutes are not signed yet: change what they are made from"))
    answer.or_refuse(_("The correction was not added"), ask=agencies.contact(case.owner_id))
    if signed is None:
        raise NotFound
    row = Correction.objects.create(**carried(case, at=at), minutes_id=signed.id, words=words)
    cases.tell(
        case,
        verb="meetings.correct_minutes",
        words=_("Minutes of %(the_panel)s corrected") % case.pathway.words,
        at=at,
        address=f"panel/{item.key}/minutes",
    )
    act(case, "meetings:minutes_corrected", row, at=at)
    return row


def record_download(case: OpenCase, *, item: OnAgenda, at: datetime) -> None:
    """This will record that the minutes left as a file."""
    case.may("meetings.read_minutes").or_refuse(
        _("The minutes were not downloaded"), ask=agencies.contact(case.owner_id)
    )
    act(case, "meetings:minutes_downloaded", Item(pk=item.id), at=at)


def digest(content: Mapping[str, Any]) -> str:
    """This will sum up what was signed, so that a later change would show."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
