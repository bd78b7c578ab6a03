"""Opening a case in an emergency, and reviewing afterwards whether that was right."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NoReturn

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.mail import actions as mail
from throughcare.commons.mail.rules import URGENT
from throughcare.commons.people import matching
from throughcare.kernel.answers import Conflict, NotFound
from throughcare.kernel.definitions import load
from throughcare.kernel.time import ANY_NATION, uk_today, working_days
from throughcare.oversight.rights import queries, rules
from throughcare.oversight.rights.models import EmergencyAccess, LookClosed, NothingOpened
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record


@dataclass(frozen=True)
class Opened:
    """Until when a case is open in an emergency, and whether its controller has an officer who was told."""

    until: datetime
    officer_told: bool


def break_glass(*, reference: str, reason: str, by: int, at: datetime) -> Opened:
    """This will let a colleague read a case for some hours because somebody may come to harm, and give until when.

    The data protection officer is told at once, if the controller of the case has one. A case that is missing and one that
    they are kept out of raise NotFound alike.
    """
    held = {post.role for post in agencies.posts_of(by, on=uk_today(at))}
    answer = matrix().may_do(held, "rights.break_glass") & rules.may_break_glass(reason=reason, opens_it_already=False)
    answer.or_refuse(_("The case was not opened"), ask=agencies.contact(by))
    until, due = _ends(at)
    able = sorted(matrix().verbs["rights.break_glass"].roles)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key, controller_id, opens_it_already FROM tc.break_glass(%s, %s, %s, %s, %s)",
            [reference, reason, until, due, able],
        )
        row = cursor.fetchone()
    if row is None:
        raise NotFound
    key, controller_id, opens = row
    rules.may_break_glass(reason=reason, opens_it_already=opens).or_refuse(
        _("The case was not opened"), ask=agencies.contact(by)
    )
    return Opened(until, bool(_tell_officers([controller_id], cause=f"emergency {key}", by=by, at=at)))


def break_glass_by_name(*, name: str, born_on: date, reason: str, by: int, at: datetime) -> datetime:
    """This will let a colleague read the record of somebody with this whole name and birth for some hours, if there is one to open.

    Nothing is given back but until when: missing, out of reach and open already are alike. The data protection officers of
    the record are told at once, and those who answer for the colleague, of a search that opened nothing too.
    """
    held = {post.role for post in agencies.posts_of(by, on=uk_today(at))}
    answer = matrix().may_do(held, "rights.break_glass") & rules.may_break_glass(reason=reason, opens_it_already=False)
    answer.or_refuse(_("No record was opened"), ask=agencies.contact(by))
    until, due = _ends(at)
    asked = matching.as_rows([matching.Asked(name, born_on, "exact")])
    able = sorted(matrix().verbs["rights.break_glass"].roles)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key, controller_id FROM tc.break_glass_by_name(%s::jsonb, %s, %s, %s, %s)",
            [asked, reason, until, due, able],
        )
        controllers = {controller for _key, controller in cursor.fetchall()}
        cursor.execute("SELECT tc.officers_of(%s)", [by])
        row = cursor.fetchone()
        answering: list[int] = row[0] if row else []
    _tell_officers(controllers, cause=f"emergency of {by} at {at.isoformat()}", by=by, at=at, besides=answering)
    return until


def review_emergency(key: str, *, was_right: bool, words: str, by: int, at: datetime) -> EmergencyAccess:
    """This will say whether an emergency access was right, with reasons, once; where it was not, it ends at once.

    Conflict where another officer reviewed it meanwhile: neither words are lost.
    """
    found = queries.emergency(key)
    if found is None:
        raise NotFound
    answer = matrix().may_do({"data_protection"}, "rights.review_emergency")
    answer &= rules.may_review(opened_by=found.staff_id, reviewed_by=by, words=words)
    answer.or_refuse(_("The emergency was not reviewed"), ask=agencies.contact(by))
    waiting = EmergencyAccess.objects.filter(pk=found.pk, reviewed_at__isnull=True)
    if not waiting.update(was_right=was_right, review=words, reviewed_by_id=by, reviewed_at=at):
        _give_way(queries.emergency(key), words)
    if not was_right:
        with connection.cursor() as cursor:
            cursor.execute("SELECT tc.end_emergency(%s)", [key])
    record("rights:emergency_reviewed", kind="rights.emergencyaccess", subject=found.pk, at=at, case_id=found.case_id)
    return found


def review_search(key: str, *, was_right: bool, words: str, by: int, at: datetime) -> NothingOpened:
    """This will say whether it was right to look for a record in an emergency where none was opened, with reasons, once.

    Conflict where another officer reviewed it meanwhile: neither words are lost.
    """
    found = queries.search_without_record(key)
    if found is None:
        raise NotFound
    answer = matrix().may_do({"data_protection"}, "rights.review_emergency")
    answer &= rules.may_review(opened_by=found.staff_id, reviewed_by=by, words=words)
    answer.or_refuse(_("The search was not reviewed"), ask=agencies.contact(by))
    waiting = NothingOpened.objects.filter(pk=found.pk, reviewed_at__isnull=True)
    if not waiting.update(was_right=was_right, review=words, reviewed_by_id=by, reviewed_at=at):
        _give_way(queries.search_without_record(key), words)
    record("rights:search_reviewed", kind="rights.nothingopened", subject=found.pk, at=at)
    return found


def close_look(*, request_id: str, reference: str, words: str, by: int, at: datetime) -> LookClosed:
    """This will say why a look that a rule put on the list needs no question, once; of two the second finds it gone."""
    found = queries.look_to_question(request_id=request_id, reference=reference, at=at)
    case_id = queries.overseen_case(reference) if found else None
    if found is None or case_id is None:
        raise NotFound
    answer = matrix().may_do({"data_protection"}, "rights.close_look") & rules.may_close(words=words)
    answer.or_refuse(_("The look was not closed"), ask=agencies.contact(by))
    try:
        with transaction.atomic():
            row = LookClosed.objects.create(
                case_id=case_id, request_id=request_id, rule=found.rule, words=words, closed_by_id=by, closed_at=at
            )
    except IntegrityError as taken:
        raise NotFound from taken
    record("rights:look_closed", kind="rights.lookclosed", subject=row.pk, at=at, case_id=case_id)
    return row


def _give_way(first: EmergencyAccess | NothingOpened | None, words: str) -> NoReturn:
    """The first review stands, and whoever comes second reads both."""
    assert first is not None and first.reviewed_by is not None and first.reviewed_at is not None
    raise Conflict(theirs=first.review, yours=words, by=first.reviewed_by.name, at=first.reviewed_at, field="review")


def _ends(at: datetime) -> tuple[datetime, date]:
    """Until when an emergency runs that begins now, and by when it is reviewed."""
    figures = load("records", "grants").data["emergency"]
    due = working_days(ANY_NATION).add(uk_today(at), figures["review_working_days"])
    return at + timedelta(hours=figures["hours"]), due


def _tell_officers(
    controllers: Collection[int], *, cause: str, by: int, at: datetime, besides: Collection[int] = ()
) -> set[int]:
    """Write to the officers of some controllers and to whoever else answers; gives the officers of the controllers."""
    on = uk_today(at)
    officers = {one.id for one in agencies.holders("data_protection", area_id=None, on=on)}
    serving = {
        one for one in officers if set(controllers) & set(agencies.agencies_served(one, role="data_protection", on=on))
    }
    mail.write({*serving, *besides} - {by}, kind=URGENT, cause=cause, at=at)
    return serving - {by}
