"""What was asked and answered on a case, and what an agency's own staff may see of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.cards import Card, SideLink
from throughcare.commons.cases.clearing import contact_is_clear
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.holdings import asks, has
from throughcare.commons.sharing import rules
from throughcare.commons.sharing.models import (
    AgencyAnswer,
    AnswerPiece,
    AnswerRead,
    Chaser,
    InformationRequest,
    Withdrawal,
)
from throughcare.commons.sharing.queries import statements
from throughcare.commons.sharing.rules import State
from throughcare.kernel.definitions import Code, codelist
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import uk_today
from throughcare.safeguards.pathways import ClockRule, Pathway

TASK_LABELS = {
    "information.begin": gettext_lazy("Ask partners what they know"),
    "information.chase": gettext_lazy("Chase answer"),
    "information.read_answer": gettext_lazy("Read answer"),
    "information.ask": gettext_lazy("Ask an agency"),
}
SQL = NamedSql(Path(__file__).with_name("requests.sql"))
asks(SQL, "has_requests")
COMPARTMENT = "information"
CLOCK, CHASER_CLOCK = "information_answer", "information_chaser"


@dataclass(frozen=True)
class Given:
    """One answer with its pieces, as it came."""

    row: AgencyAnswer
    pieces: Sequence[AnswerPiece]
    is_read: bool

    @property
    def way(self) -> str:
        """This will say by what way it came."""
        return codelist("information_ways").label(self.row.way)


@dataclass(frozen=True)
class Line:
    """One request with its state, its chasers and its answers."""

    request: InformationRequest
    state: State
    chasers: Sequence[Chaser] = ()
    answers: Sequence[Given] = field(default_factory=tuple)
    withdrawal: Withdrawal | None = None

    @property
    def last_chased(self) -> datetime | None:
        """This will say when the agency was last asked again."""
        return self.chasers[-1].happened_at if self.chasers else None

    @property
    def asked_on(self) -> date:
        """This will give the day the agency was asked."""
        return uk_today(self.request.happened_at)

    @property
    def last_chased_on(self) -> date | None:
        """This will give the day the agency was last asked again."""
        return uk_today(self.last_chased) if self.last_chased else None

    @property
    def legal_basis(self) -> Code:
        """This will give the basis on which the agency was asked, with its source."""
        return codelist("bases")[self.request.legal_basis]


@dataclass(frozen=True)
class Summary:
    """How many were asked and how they stand."""

    asked: int = 0
    answered: int = 0
    nothing_held: int = 0
    cannot_share: int = 0
    waiting: int = 0
    late: int = 0
    withdrawn: int = 0

    @property
    def words(self) -> str:
        """This will say it in one line: 6 asked, 4 answered, 1 nothing held, 1 late."""
        parts = [
            (self.asked, _("%(n)s asked")),
            (self.answered, _("%(n)s answered")),
            (self.nothing_held, _("%(n)s nothing held")),
            (self.cannot_share, _("%(n)s cannot share")),
            (self.waiting, _("%(n)s waiting")),
            (self.late, _("%(n)s late")),
            (self.withdrawn, _("%(n)s withdrawn")),
        ]
        return ", ".join(words % {"n": number} for number, words in parts if number)


def answer_clock(case: OpenCase) -> ClockRule:
    """This will give the rule by which the day for an answer is proposed."""
    return case.pathway.clock(CLOCK)


def legal_bases(pathway: Pathway) -> list[Code]:
    """This will list the bases on which a partner may be asked about a case of a pathway."""
    gateways = (code for code in codelist("bases").values if code.extra.get("kind") == "gateway")
    return [code for code in gateways if code.extra.get("only_under", pathway.family) == pathway.family]


def lines(case: OpenCase) -> list[Line]:
    """This will list every request on the case, latest first."""
    if not case.may_read(COMPARTMENT):
        return []
    found = InformationRequest.objects.filter(case_id=case.id).select_related("agency", "by").order_by("-number")
    return _with_answers(list(found), today=uk_today(case.at))


def line(case: OpenCase, number: int) -> Line | None:
    """This will find one request on the case by its number, or none."""
    found = InformationRequest.objects.filter(case_id=case.id, number=number).select_related("agency", "by")
    return next(iter(_with_answers(list(found), today=uk_today(case.at))), None)


def to_my_agency(staff_id: int, *, at: datetime) -> list[Line]:
    """This will list the requests to the agencies for which a colleague answers, open ones first, the soonest first."""
    served = agencies.agencies_served(staff_id, role="partner", on=uk_today(at))
    found = InformationRequest.objects.filter(agency_id__in=served).select_related("agency", "by")
    every = _with_answers(list(found.order_by("due_on", "id")), today=uk_today(at))
    return sorted(every, key=lambda one: not one.state.is_open)


def request_to_my_agency(reference: str, *, staff_id: int, at: datetime) -> Line | None:
    """This will find one request to an agency for which a colleague answers, or none; hidden and missing look alike."""
    served = agencies.agencies_served(staff_id, role="partner", on=uk_today(at))
    found = InformationRequest.objects.filter(reference=reference, agency_id__in=served).select_related("agency", "by")
    return next(iter(_with_answers(list(found), today=uk_today(at))), None)


def summary(case: OpenCase) -> Summary:
    """This will count what was asked and how it stands."""
    return _counted(case)[0]


def summary_of(every: Iterable[Line]) -> Summary:
    """This will count requests by their state."""
    codes = [one.state.code for one in every]
    return Summary(
        asked=len(codes),
        answered=codes.count(rules.HELD),
        nothing_held=codes.count(rules.NOTHING_HELD),
        cannot_share=codes.count(rules.CANNOT_SHARE),
        waiting=codes.count("waiting"),
        late=codes.count("late"),
        withdrawn=codes.count("withdrawn"),
    )


def card(case: OpenCase) -> Card | None:
    """This will give the case page's card on information, to those who may read it and once it can be asked for."""
    if not case.may_read(COMPARTMENT):
        return _statement_card(case)
    if not has(case, "has_requests") and not contact_is_clear(case):
        return None
    found, late = _counted(case) if has(case, "has_requests") else (Summary(), "")
    rows = [(_("Requests"), found.words)] if found.asked else []
    rows += [(_("Late"), late)] if late else []
    return Card(_("Information"), rows, "information", _("Nobody has been asked yet."), order=40)


def _statement_card(case: OpenCase) -> Card | None:
    """What a reader from another agency is asked to read first; once they have, it is found in the side navigation."""
    found = statements.statement_for(case.pathway_name)
    if found is None or case.opened_by is None or not statements.is_asked(case):
        return None
    wanted = {"case": case.id, "staff": case.opened_by, "statement": found.name, "version": found.version}
    if SQL.one("has_read", wanted):
        return None
    rows = [(_("You"), _("Not read yet"))]
    return Card(_("How this may be used"), rows, "statement", order=1)


def side_links(case: OpenCase) -> list[SideLink]:
    """This will give the link of the side navigation, to those who may read what partners said."""
    if statements.is_asked(case):
        return [SideLink("record", _("How it may be used"), "statement", order=90)]
    if not case.may_read(COMPARTMENT) or not (contact_is_clear(case) or has(case, "has_requests")):
        return []
    return [SideLink("stages", _("Information"), "information", order=30)]


def _counted(case: OpenCase) -> tuple[Summary, str]:
    row = SQL.one("card", {"case": case.id, "today": uk_today(case.at)})
    assert row is not None
    return Summary(*row[:-1]), row.late_names


def _with_answers(requests: Sequence[InformationRequest], *, today: date) -> list[Line]:
    ids = [request.pk for request in requests]
    chasers, answers = _chasers(ids), _answers(ids)
    withdrawn = {row.request_id: row for row in Withdrawal.objects.filter(request_id__in=ids).select_related("by")}
    return [
        Line(
            request,
            _state(request, answers[request.pk], withdrawn=request.pk in withdrawn, today=today),
            chasers[request.pk],
            answers[request.pk],
            withdrawn.get(request.pk),
        )
        for request in requests
    ]


def _state(request: InformationRequest, answers: Sequence[Given], *, withdrawn: bool, today: date) -> State:
    said = [given.row.answer for given in answers]
    return rules.state_of(said, due_on=request.due_on, today=today, withdrawn=withdrawn)


def _chasers(ids: Sequence[int]) -> dict[int, list[Chaser]]:
    found: dict[int, list[Chaser]] = defaultdict(list)
    for chaser in Chaser.objects.filter(request_id__in=ids).select_related("by").order_by("happened_at", "id"):
        found[chaser.request_id].append(chaser)
    return found


def _answers(ids: Sequence[int]) -> dict[int, list[Given]]:
    pieces: dict[int, list[AnswerPiece]] = defaultdict(list)
    for piece in AnswerPiece.objects.filter(request_id__in=ids).order_by("answer_id", "position"):
        pieces[piece.answer_id].append(piece)
    read = set(AnswerRead.objects.filter(request_id__in=ids).values_list("answer_id", flat=True))
    found: dict[int, list[Given]] = defaultdict(list)
    for row in AgencyAnswer.objects.filter(request_id__in=ids).select_related("by").order_by("recorded_at", "id"):
        found[row.request_id].append(Given(row, pieces[row.pk], row.pk in read))
    return found
