"""Look-ups of hand-overs: the offer that waits, those before it, and what this room shows on the case page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.agencies.queries import StaffLine
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import queries as threads
from throughcare.commons.cases.cards import Card, SideLink
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.holdings import asks, has
from throughcare.commons.people import queries as people
from throughcare.commons.transfers import rules
from throughcare.commons.transfers.models import Transfer
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import format_date, uk_today

ANSWER, SETTLE, UNANSWERED, DECLINED = (
    "transfers.answer",
    "transfers.settle",
    "transfers.unanswered",
    "transfers.declined",
)
TASK_LABELS = {
    ANSWER: gettext_lazy("Accept or decline an offered case"),
    SETTLE: gettext_lazy("See that an offered case is answered"),
    UNANSWERED: gettext_lazy("Ring the other area: the hand-over is not answered"),
    DECLINED: gettext_lazy("Read why the hand-over was declined, and decide what follows"),
}
ANSWER_LABELS = {
    rules.ACCEPTED: gettext_lazy("Accepted"),
    rules.DECLINED: gettext_lazy("Declined"),
    rules.WITHDRAWN: gettext_lazy("Withdrawn"),
    "": gettext_lazy("Not answered yet"),
}
PAGE, ANSWER_PAGE = "hand-over", "hand-over/answer"
asks(NamedSql(Path(__file__).with_suffix(".sql")), "has_offer", "has_waiting_offer")


@dataclass(frozen=True)
class Offer:
    """One offer in words."""

    key: str
    from_area: str
    to_area: str
    to_area_id: int
    reasons: str
    moves: str
    by_on: date
    due_on: date
    offered_at: datetime
    offered_by: str
    answer: str
    answer_label: str
    answer_words: str
    answered_at: datetime | None
    answered_by: str
    owner_id: int

    @property
    def waits(self) -> bool:
        """This will say whether nobody has answered yet."""
        return not self.answer


def waiting(case: OpenCase) -> Transfer | None:
    """This will find the row of the offer that waits for its answer, or none."""
    rows = Transfer.objects.filter(case_id=case.id, answered_at__isnull=True)
    return rows.select_related("from_area", "to_area", "from_owner").first()


def to_answer(case: OpenCase) -> Transfer | None:
    """This will find the offer that waits and hold it for its answer, so that whoever answers second finds none."""
    rows = Transfer.objects.select_for_update(of=("self",)).filter(case_id=case.id, answered_at__isnull=True)
    return rows.select_related("from_area", "to_area").first()


def offers(case: OpenCase) -> list[Offer]:
    """This will list every offer of the case to another area, newest first."""
    rows = Transfer.objects.filter(case_id=case.id).order_by("-id")
    return [_offer(row) for row in rows.select_related("from_area", "to_area", "by", "answered_by", "from_owner")]


def offered(case: OpenCase) -> Offer | None:
    """This will give the offer that waits for its answer, or none."""
    return next((one for one in offers(case) if one.waits), None)


def called(case: OpenCase) -> str:
    """This will give the name by which an offered case is known to the receiving area, and no more of the person."""
    return people.called(case.person_id)


def coordinators(case: OpenCase, area_id: int) -> list[StaffLine]:
    """This will list who could own the case in an area: its coordinators, but those who are kept out."""
    return _in_post("coordinator", case, area_id)


def officers(case: OpenCase, area_id: int) -> list[StaffLine]:
    """This will list who could own the risk for police in an area: its officers, but those who are kept out."""
    return _in_post("police_officer", case, area_id)


def areas_to_offer(case: OpenCase) -> list[tuple[str, str]]:
    """This will list the areas that a case can be offered to, each by code and name: every other one in which it can go on."""
    own = agencies.area(case.area_id)
    others = [one for one in agencies.areas_like(own) if one.pk != own.pk]
    return [(one.code, one.name) for one in others if one.nation == own.nation or _goes_on_in(case, one.nation)]


def card(case: OpenCase) -> Card | None:
    """This will show on the case page that the case is offered to another area; nothing where it is not."""
    if not case.may_read("transfer") or not has(case, "has_waiting_offer"):
        return None
    found = offered(case)
    assert found is not None
    rows = [
        (_("Offered to"), found.to_area),
        (_("Should move by"), format_date(found.by_on)),
        (_("Answer due"), format_date(found.due_on)),
    ]
    return Card(_("Hand-over to another area"), rows, PAGE, order=12)


def side_links(case: OpenCase) -> list[SideLink]:
    """This will list the hand-over among the parts of the case, for those who may read of it."""
    if not case.may_read("transfer") or not (case.may("cases.transfer_offer") or has(case, "has_offer")):
        return []
    return [SideLink("record", _("Hand-over to another area"), PAGE, 14)]


def _goes_on_in(case: OpenCase, nation: str) -> bool:
    """Where its pathway opens, and where the law has a pathway of the same programme that it can be moved to."""
    return nation in case.pathway.parts.opens_for or threads.pathway_in(case, nation) is not None


def _in_post(role: str, case: OpenCase, area_id: int) -> list[StaffLine]:
    out = cases.kept_out(case)
    found = {line.id: line for line in agencies.holders(role, area_id=area_id, on=uk_today(case.at))}
    return [line for line in found.values() if line.id not in out]


def _offer(row: Transfer) -> Offer:
    return Offer(
        key=str(row.key),
        from_area=row.from_area.name,
        to_area=row.to_area.name,
        to_area_id=row.to_area_id,
        reasons=row.reasons,
        moves=row.moves,
        by_on=row.by_on,
        due_on=row.due_on,
        offered_at=row.happened_at,
        offered_by=row.by.name if row.by else "",
        answer=row.answer,
        answer_label=str(ANSWER_LABELS[row.answer]),
        answer_words=row.answer_words,
        answered_at=row.answered_at,
        answered_by=row.answered_by.name if row.answered_by else "",
        owner_id=row.from_owner_id,
    )
