"""The concern of a case: as it was told, with every correction beside it; and who raised it, for those who may know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.commons.cases.cards import Card, SideLink
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.queries import majority
from throughcare.commons.people import queries as people
from throughcare.commons.people import rules as people_rules
from throughcare.frame.dates import PartialDate
from throughcare.kernel.definitions import codelist
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import format_date, uk_today
from throughcare.stages.referrals import rules
from throughcare.stages.referrals.models import Acknowledgement, Amendment, Originator, Provenance, Referral

SQL = NamedSql(Path(__file__).with_name("concern.sql"))

TASK_LABELS: dict[str, str | Promise] = {
    rules.ANSWER: gettext_lazy("Answer the person who referred"),
}

FIELDS: Mapping[str, str | Promise] = {
    "what_worries": gettext_lazy("What worries"),
    "where_and_when": gettext_lazy("Where, and anything else about when"),
    "known_words": gettext_lazy("How it is known, in their words"),
    "others_know": gettext_lazy("Who else knows"),
    "child_words": gettext_lazy("Worries about a child"),
    "person_knows_words": gettext_lazy("What the person knows of this"),
    "communication_needs": gettext_lazy("Help to understand and be understood"),
}
CARD_LENGTH = 240


@dataclass(frozen=True)
class Told:
    """One thing as it stands: its text, which version that is, whose, and what it said before."""

    field: str
    label: str
    text: str
    version: int
    by: str
    at: datetime
    reason: str = ""
    before: tuple[Told, ...] = ()


@dataclass(frozen=True)
class Concern:
    """The concern with its corrections. `sector` is empty for those who may not know where it comes from."""

    received_at: datetime
    happened: str
    channel: str
    how_known: str
    child_worry: str
    person_knows: str
    concern_type: str
    from_whom: str
    sector: str
    kind: str
    source: str
    by: str
    told: tuple[Told, ...]

    def text(self, field: str) -> str:
        """This will give one thing that was told, as it stands."""
        return next((one.text for one in self.told if one.field == field), "")

    @property
    def what_worries(self) -> str:
        """This will give what worries, as it stands."""
        return self.text("what_worries")


def concern(case: OpenCase) -> Concern | None:
    """This will give the concern of a case with its corrections, or none where the case began without one."""
    row = _referral(case)
    if row is None:
        return None
    provenance = Provenance.objects.filter(case_id=case.id).first()
    return Concern(
        received_at=row.received_at,
        happened=_when(row),
        channel=row.channel,
        how_known=_label("how_known", row.how_known),
        child_worry=_label("yes_no_not_known", row.child_worry),
        person_knows=_label("yes_no_not_known", row.person_knows),
        concern_type=_label("concern_types", row.concern_type, row.concern_types_version),
        from_whom=row.from_whom,
        sector=_label("sectors", provenance.sector, provenance.sectors_version) if provenance else "",
        kind=row.get_kind_display(),
        source=row.source,
        by=row.by.name if row.by else "",
        told=tuple(_told(case, row, field, _amendments(case).get(field, ())) for field in FIELDS),
    )


def told(case: OpenCase, field: str) -> Told | None:
    """This will give one thing that was told as it stands now, with every earlier version; none where there is no such thing."""
    row = _referral(case)
    if row is None or field not in FIELDS:
        return None
    return _told(case, row, field, _amendments(case).get(field, ()))


def originator(case: OpenCase) -> Originator | None:
    """This will give who raised the concern, to those who may know."""
    return Originator.objects.filter(case_id=case.id).select_related("by").first()


def answers_given(case: OpenCase) -> list[Acknowledgement]:
    """This will list how whoever referred was answered, newest first."""
    return list(Acknowledgement.objects.filter(case_id=case.id).select_related("by").order_by("-happened_at", "-id"))


def is_child(case: OpenCase) -> bool:
    """This will say whether the person is treated as a child at this moment: under age, or in doubt."""
    birth = people.birth(case.person_id)
    return people_rules.is_child(uk_today(case.at), birth.born_on, birth.precision, majority=majority(case))


def card(case: OpenCase) -> Card | None:
    """This will show what worries, and when it came, on the case page."""
    row = SQL.one("card", {"case": case.id})
    if row is None:
        return None
    told: str = row.what_worries
    words = told if len(told) <= CARD_LENGTH else f"{told[:CARD_LENGTH].rsplit(' ', 1)[0]} …"
    rows = [(case.pathway.word("worry"), words), (_("Received"), format_date(uk_today(row.received_at)))]
    return Card(
        case.pathway.word("concern"),
        [row for row in rows if row[1]],
        "concern",
        empty=_("The words were erased"),
        order=10,
    )


def side_links(case: OpenCase) -> list[SideLink]:
    """This will list the parts of the case that this stage has."""
    return [SideLink("stages", case.pathway.word("concern"), "concern", 10)] if case.may_read("core") else []


def _referral(case: OpenCase) -> Referral | None:
    return Referral.objects.filter(case_id=case.id).select_related("by").first()


def _amendments(case: OpenCase) -> dict[str, list[Amendment]]:
    found: dict[str, list[Amendment]] = {}
    for row in Amendment.objects.filter(case_id=case.id).select_related("by").order_by("field", "version"):
        found.setdefault(row.field, []).append(row)
    return found


def _told(case: OpenCase, row: Referral, field: str, amended: list[Amendment] | tuple[Amendment, ...]) -> Told:
    label = case.pathway.word("worry") if field == "what_worries" else str(FIELDS[field])
    first = Told(field, label, getattr(row, field), 0, row.by.name if row.by else "", row.recorded_at)
    versions = [first]
    for one in amended:
        by = one.by.name if one.by else ""
        versions.append(Told(field, label, one.text, one.version, by, one.recorded_at, one.reason))
    *before, now = versions
    return Told(field, label, now.text, now.version, now.by, now.at, now.reason, tuple(reversed(before)))


def _when(row: Referral) -> str:
    if row.noticed_on is None:
        return ""
    day: date = row.noticed_on
    is_exact, has_month = row.noticed_precision == "exact", row.noticed_precision in ("exact", "month")
    return str(PartialDate(day.year, day.month if has_month else None, day.day if is_exact else None))


def _label(name: str, code: str, version: str | None = None) -> str:
    return codelist(name, version).label(code) if code else ""
