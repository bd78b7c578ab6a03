"""Giving something of a case to somebody outside it, and writing down that something was given elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.clearing import contact_is_clear
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.told import is_told
from throughcare.commons.sharing import composing
from throughcare.commons.sharing.actions.asking import whom_to_ask
from throughcare.commons.sharing.composing import Composed
from throughcare.commons.sharing.models import Disclosure, TextGiven, Weighed
from throughcare.commons.sharing.queries import agreement
from throughcare.commons.sharing.queries import disclosures as queries
from throughcare.commons.sharing.queries.disclosures import Shared
from throughcare.commons.sharing.rules import disclosures as rules
from throughcare.commons.sharing.rules.disclosures import Reasons
from throughcare.commons.sharing.turns import take_turns
from throughcare.kernel.answers import Answer, NotFound
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.record import record

if TYPE_CHECKING:
    from throughcare.commons.agencies.models import Agency

GIVE, RECORD = "disclosures.give", "disclosures.record"


@dataclass(frozen=True)
class To:
    """Who receives it: an agency of the register by its code, or an organisation in words with its sector; and whom of them."""

    agency: str = ""
    recipient: str = ""
    sector: str = ""
    contact: str = ""


@dataclass(frozen=True)
class NewDisclosure:
    """What is given, to whom, by what way and why. `agreement` is the key of the agreement under which it goes."""

    to: To
    way: str
    reasons: Reasons
    parts: tuple[str, ...] = ()
    agreement: str = ""
    happened_at: datetime | None = None


def sector_for(to: To, *, at: datetime) -> str:
    """This will give the sector of whoever receives it: the agency's own, or the one that was said."""
    agency = _agency(to, at=at)
    return composing.sector_of(agency) if agency else to.sector or rules.OTHER


def give(case: OpenCase, new: NewDisclosure, composed: Composed, *, at: datetime) -> Disclosure:
    """This will give something of a case, just as it was shown before; refused where a part is not for the recipient.

    Refused too without reasons and a basis, and while the case is with police for checks.
    """
    agency = _agency(new.to, at=at)
    sector = sector_for(new.to, at=at)
    parts = composing.parts_for(case, sector=sector, basis=new.reasons.legal_basis)
    answer = case.may(GIVE) & rules.may_leave(contact_is_clear=contact_is_clear(case))
    answer &= _may_go(case, new, agency) & rules.is_weighed(new.reasons)
    answer &= rules.may_hold(parts, chosen=new.parts, added=composed.shown["added"])
    signs_in = agency is not None and queries.may_read_here(agency.pk, on=uk_today(at))
    answer &= rules.may_be_read_here(way=new.way, agency_signs_in=signs_in)
    answer.or_refuse(_("Nothing was given"), ask=whom_to_ask(case), pathway=case.pathway.label)
    return _write(case, new, agency, content=composed.content, verb=GIVE, at=at)


def record_given(case: OpenCase, new: NewDisclosure, *, words: str, at: datetime) -> Disclosure:
    """This will write down what was given by word of mouth or on paper written elsewhere, wherever the case stands.

    No rule of who may be given what is asked: it has happened.
    """
    agency = _agency(new.to, at=at)
    answer = case.may(RECORD) & _may_go(case, new, agency) & rules.is_weighed(new.reasons)
    answer &= rules.has_happened(new.happened_at or at, at=at)
    answer.or_refuse(_("It was not recorded"), ask=whom_to_ask(case), pathway=case.pathway.label)
    return _write(case, new, agency, content=composing.of_words(case, words=words), verb=RECORD, at=at)


def read_given(shared: Shared, *, at: datetime) -> None:
    """This will keep that a colleague of the agency to which it was given read it."""
    record("disclosures:read", kind="sharing.disclosure", subject=shared.row.pk, at=at, case_id=shared.row.case_id)


def _agency(to: To, *, at: datetime) -> Agency | None:
    every = agencies.agencies(on=uk_today(at)) if to.agency else []
    return next((one for one in every if one.code == to.agency), None)


def _may_go(case: OpenCase, new: NewDisclosure, agency: Agency | None) -> Answer:
    own = agency is not None and agency.pk == case.agency_id
    return rules.may_go_to(agency=agency is not None, recipient=new.to.recipient, own=own)


def _write(
    case: OpenCase,
    new: NewDisclosure,
    agency: Agency | None,
    *,
    content: str,
    verb: str,
    at: datetime,
) -> Disclosure:
    values = carried(case, at=at, happened_at=new.happened_at)
    row = _pointer(case, new, agency, content=content, made=verb == GIVE, values=values)
    why = new.reasons
    Weighed.objects.create(
        **values,
        disclosure=row,
        purpose_words=why.purpose_words,
        necessity=why.necessity,
        proportionality=why.proportionality,
        no_agreement="" if row.agreement_id else why.no_agreement,
    )
    reads = agency if new.way == rules.HERE else None
    TextGiven.objects.create(**values, disclosure=row, agency=reads, content=content)
    address = f"shared/{row.number}"
    cases.tell(case, verb=verb, words=_("Something was shared"), at=at, happened_at=new.happened_at, address=address)
    act(case, "disclosures:given" if verb == GIVE else "disclosures:recorded", row, at=at)
    return row


def _pointer(
    case: OpenCase,
    new: NewDisclosure,
    agency: Agency | None,
    *,
    content: str,
    made: bool,
    values: dict[str, Any],
) -> Disclosure:
    number = _next_number(case)
    return Disclosure.objects.create(
        **values,
        number=number,
        reference=f"{case.reference}/D{number}",
        agency=agency,
        recipient="" if agency else new.to.recipient,
        contact=new.to.contact,
        sector=composing.sector_of(agency) if agency else new.to.sector or rules.OTHER,
        way=new.way,
        purpose=new.reasons.purpose,
        legal_basis=new.reasons.legal_basis,
        parts=list(new.parts),
        rules_version=composing.views()["version"] if made else "",
        told=is_told(case),
        digest=composing.digest_of(content) if content else "",
        agreement_id=_agreement(case, new.agreement),
    )


def _agreement(case: OpenCase, key: str) -> int | None:
    if not key:
        return None
    found = agreement(key, today=uk_today(case.at))
    if found is None:
        raise NotFound
    return int(found.row.pk)


def _next_number(case: OpenCase) -> int:
    take_turns(case.id)
    return queries.last_number(case.id) + 1
