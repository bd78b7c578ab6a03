"""Recording what is agreed, writing a new version of it, and ending it. Nothing that was agreed is ever changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.sharing import queries, rules
from throughcare.commons.sharing.models import Agreement, AgreementEnd, AgreementParty, AgreementVersion
from throughcare.commons.sharing.queries import Agreed
from throughcare.kernel.answers import Answer, NotFound
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record


@dataclass(frozen=True)
class NewTerms:
    """What is agreed: what it is called and for, with whom, which data, on which bases, from when, and when it is reviewed."""

    title: str
    purpose: str
    parties: Sequence[str]
    categories: Sequence[str]
    bases: Sequence[str]
    in_force_from: date
    review_on: date


def record_agreement(reference: str, new: NewTerms, *, by: int, at: datetime) -> Agreement:
    """This will keep an agreement of the writer's own controller, with its first version."""
    verb = "agreements.record"
    controller = queries.my_controller(by, verb=verb, on=uk_today(at))
    if controller is None:
        raise NotFound
    parties = _agencies(new.parties, on=uk_today(at))
    answer = rules.may_take_reference(reference, taken=queries.references_taken(controller))
    answer = answer & _whole(new, parties, controller=controller)
    answer.or_refuse(_("The agreement was not recorded"), ask=agencies.contact(by))
    row = Agreement.objects.create(controller_id=controller, reference=reference.strip(), by_id=by, made_at=at)
    _write(row, new, parties, number=1, by=by, at=at)
    record("agreements:recorded", kind="sharing.agreement", subject=row.pk, at=at)
    return row


def write_version(key: str, new: NewTerms, *, based_on: int, by: int, at: datetime) -> AgreementVersion:
    """This will write a new version beside those before it; `based_on` is the number of the version that was read."""
    agreed, answer = _agreed(key, verb="agreements.write_version", by=by, at=at)
    parties = _agencies(new.parties, on=uk_today(at))
    answer = answer & rules.may_follow(ended=agreed.end is not None, based_on=based_on, newest=agreed.now.row.number)
    answer = answer & _whole(new, parties, controller=agreed.row.controller_id)
    answer.or_refuse(_("The new version was not written"), ask=agencies.contact(by))
    row = _write(agreed.row, new, parties, number=agreed.now.row.number + 1, by=by, at=at)
    record("agreements:version_written", kind="sharing.agreementversion", subject=row.pk, at=at)
    return row


def end_agreement(key: str, *, ended_on: date, reason: str, by: int, at: datetime) -> AgreementEnd:
    """This will end an agreement with its last day and the reason; what moved under it stays as it was recorded."""
    agreed, answer = _agreed(key, verb="agreements.end", by=by, at=at)
    answer = answer & rules.may_be_ended(
        ended=agreed.end is not None,
        ended_on=ended_on,
        in_force_from=agreed.versions[-1].row.in_force_from,
        reason=reason,
        today=uk_today(at),
    )
    answer.or_refuse(_("The agreement was not ended"), ask=agencies.contact(by))
    row = AgreementEnd.objects.create(
        agreement=agreed.row,
        controller_id=agreed.row.controller_id,
        ended_on=ended_on,
        reason=reason,
        by_id=by,
        said_at=at,
    )
    record("agreements:ended", kind="sharing.agreementend", subject=row.pk, at=at)
    return row


def _agreed(key: str, *, verb: str, by: int, at: datetime) -> tuple[Agreed, Answer]:
    """An agreement of a controller for which somebody writes: who only reads it is told so, who does not finds nothing."""
    today = uk_today(at)
    agreed = queries.agreement(key, today=today)
    if agreed is None:
        raise NotFound
    roles = {p.role for p in agencies.posts_of(by, on=today) if p.agency_id == agreed.row.controller_id}
    return agreed, matrix().may_do(roles, verb)


def _agencies(codes: Sequence[str], *, on: date) -> list[int]:
    there = {agency.code: agency.pk for agency in agencies.agencies(on=on)}
    return [there[code] for code in codes if code in there]


def _whole(new: NewTerms, parties: Sequence[int], *, controller: int) -> Answer:
    terms = rules.Terms(
        title=new.title,
        purpose=new.purpose,
        parties=parties,
        categories=[code for code in new.categories if code in codelist("data_categories")],
        basis_kinds=[str(codelist("bases")[code].extra.get("kind", "")) for code in new.bases],
        in_force_from=new.in_force_from,
        review_on=new.review_on,
    )
    return rules.may_be_written(terms, controller=controller)


def _write(
    row: Agreement, new: NewTerms, parties: Sequence[int], *, number: int, by: int, at: datetime
) -> AgreementVersion:
    version = AgreementVersion.objects.create(
        agreement=row,
        controller_id=row.controller_id,
        number=number,
        title=new.title,
        purpose=new.purpose,
        categories=list(new.categories),
        bases=list(new.bases),
        in_force_from=new.in_force_from,
        review_on=new.review_on,
        by_id=by,
        written_at=at,
    )
    made_with = [one for one in dict.fromkeys(parties) if one != row.controller_id]
    AgreementParty.objects.bulk_create(
        AgreementParty(version=version, controller_id=row.controller_id, agency_id=one) for one in made_with
    )
    return version
