"""What was given of a case and to whom, for those who work on it, for the agency that received it, and for who oversees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.cards import SideLink
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.holdings import asks, has
from throughcare.commons.sharing.models import (
    Agreement,
    BecameOf,
    Disclosure,
    RecipientTold,
    TakenBack,
    TextGiven,
    Weighed,
)
from throughcare.kernel.definitions import codelist, load
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import uk_today

DISCLOSURES, WORD_FOR_WORD = "disclosures", "disclosed"
SQL = NamedSql(Path(__file__).with_suffix(".sql"))
asks(SQL, "has_disclosures")


@dataclass(frozen=True)
class Shared:
    """One disclosure as it stands: to whom, when, what of the case, whether it was taken back, who was told of what."""

    row: Disclosure
    taken_back: TakenBack | None = None
    became: Sequence[BecameOf] = ()
    told: Sequence[RecipientTold] = field(default_factory=tuple)

    @property
    def recipient(self) -> str:
        """This will name who received it."""
        return self.row.agency.name if self.row.agency else self.row.recipient

    @property
    def given_on(self) -> date:
        """This will give the day on which it was given."""
        return uk_today(self.row.happened_at)

    @property
    def way(self) -> str:
        """This will say by what way it was given."""
        return codelist("disclosure_ways").label(self.row.way)

    @property
    def purpose(self) -> str:
        """This will say what it was given for."""
        return codelist("disclosure_purposes").label(self.row.purpose)

    @property
    def basis(self) -> str:
        """This will name the legal basis."""
        return codelist("bases").label(self.row.legal_basis)

    @property
    def parts(self) -> str:
        """This will name the parts of the case that were given."""
        named = load("sharing", "views", self.row.rules_version or None).data["parts"]
        return ", ".join(_(named[code]["label"]) for code in self.row.parts if code in named)

    @property
    def state(self) -> str:
        """This will say how it stands, in words."""
        if self.taken_back is None:
            return _("Given")
        return codelist("disclosure_returns").label(self.became[-1].outcome) if self.became else _("Taken back")


def bases_of_disclosure(case: OpenCase) -> list[tuple[str, str]]:
    """This will list the bases on which something of a case may be given, under its pathway."""
    family = case.pathway.family
    found = codelist("bases")
    return [
        (code.code, found.label(code.code))
        for code in found.values
        if code.extra.get("kind") in ("basis", "gateway") and code.extra.get("only_under", family) == family
    ]


def disclosures(case: OpenCase) -> list[Shared]:
    """This will list every disclosure of a case, newest first, to those who may read it."""
    if not case.may_read(DISCLOSURES):
        return []
    return _standing(Disclosure.objects.filter(case_id=case.id).order_by("-happened_at", "-number"))


def disclosure(case: OpenCase, number: int) -> Shared | None:
    """This will find one disclosure of a case by its number, or none."""
    if not case.may_read(DISCLOSURES):
        return None
    return next(iter(_standing(Disclosure.objects.filter(case_id=case.id, number=number))), None)


def weighed(disclosure_id: int) -> Weighed | None:
    """This will give why one was necessary and no more than was needed."""
    return Weighed.objects.filter(disclosure_id=disclosure_id).first()


def text_given(disclosure_id: int) -> str:
    """This will give what was given, word for word, as far as the reader may see it; nothing once it was erased."""
    found = TextGiven.objects.filter(disclosure_id=disclosure_id).values_list("content", flat=True).first()
    return found or ""


def agreement_of(row: Disclosure) -> str:
    """This will name the agreement under which something was given, as far as the reader may read agreements."""
    if row.agreement_id is None:
        return ""
    found = Agreement.objects.filter(pk=row.agreement_id).values_list("reference", flat=True).first()
    return found or ""


def disclosed_to_my_agency(staff_id: int, *, at: datetime) -> list[Shared]:
    """This will list what was given to the agencies for which a colleague answers, newest first."""
    return _standing(_of_my_agency(staff_id, at=at).order_by("-happened_at", "-id"))


def disclosed_to_me(key: str, *, staff_id: int, at: datetime) -> Shared | None:
    """This will find one disclosure to an agency for which a colleague answers, or none; hidden and missing look alike."""
    return next(iter(_standing(_of_my_agency(staff_id, at=at).filter(key=key))), None)


def given_of_cases(case_ids: Collection[int], *, before: datetime) -> list[Shared]:
    """This will list what was given of some cases before a moment, oldest first, for whoever tells those who received it."""
    found = Disclosure.objects.filter(case_id__in=case_ids, happened_at__lte=before)
    return _standing(found.order_by("happened_at", "id"))


def given_by_key(key: str) -> Shared | None:
    """This will find one disclosure that the reader may see by its key, or none."""
    return next(iter(_standing(Disclosure.objects.filter(key=key))), None)


def may_read_here(agency_id: int, *, on: date) -> bool:
    """This will say whether somebody of an agency signs in to read what is given to it."""
    return agency_id in agencies.agencies_with("partner", on=on)


def last_number(case_id: int) -> int:
    """This will give the highest number of a disclosure in a case; none yet is 0."""
    return Disclosure.objects.filter(case_id=case_id).aggregate(last=Max("number"))["last"] or 0


def sharing_link(case: OpenCase) -> list[SideLink]:
    """This will give the link of the side navigation to what was shared, to those who may read it."""
    if not case.may_read(DISCLOSURES) or not (case.may("disclosures.give") or has(case, "has_disclosures")):
        return []
    return [SideLink("record", _("Shared with"), "shared", order=60)]


def _of_my_agency(staff_id: int, *, at: datetime) -> QuerySet[Disclosure]:
    served = agencies.agencies_served(staff_id, role="partner", on=uk_today(at))
    return Disclosure.objects.filter(agency_id__in=served)


def _standing(rows: QuerySet[Disclosure]) -> list[Shared]:
    found = list(rows.select_related("agency", "by"))
    ids = [row.pk for row in found]
    back = {row.disclosure_id: row for row in TakenBack.objects.filter(disclosure_id__in=ids).select_related("by")}
    became, told = _grouped(BecameOf, ids), _grouped(RecipientTold, ids)
    return [Shared(row, back.get(row.pk), became[row.pk], told[row.pk]) for row in found]


def _grouped(model: Any, ids: Collection[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in model.objects.filter(disclosure_id__in=ids).select_related("by").order_by("recorded_at", "id"):
        found[row.disclosure_id].append(row)
    return found
