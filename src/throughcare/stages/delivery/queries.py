"""Look-ups of support and its sessions. A provider gets the own rows; the row policies see to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.commons.cases.cards import Card, SideLink
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.holdings import asks, has
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import codelist
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import format_date, uk_today
from throughcare.stages.delivery import gates, rules
from throughcare.stages.delivery.models import Agreed, Contact, Incident, Outcome, Report, Session, Start

SQL = NamedSql(Path(__file__).with_name("queries.sql"))
asks(SQL, "has_support_started", "has_sessions")
REPORT, ASK_WHAT_BECAME, TELL_NOW, START, INCIDENT = (
    "delivery.write_report",
    "delivery.ask_what_became",
    "delivery.tell_now",
    "delivery.start_support",
    "delivery.look_at_incident",
)
TASK_LABELS = {
    REPORT: gettext_lazy("Report the session"),
    ASK_WHAT_BECAME: gettext_lazy("Ask what became of the session"),
    TELL_NOW: gettext_lazy("Ring the provider: something to tell now"),
    START: gettext_lazy("Start support"),
    INCIDENT: gettext_lazy("Look at an incident"),
}
BY_HAND = frozenset({TELL_NOW, INCIDENT})
REPORTS = "delivery_reports"


@dataclass(frozen=True)
class SessionLine:
    """One session in a list: when, of what kind, by whom, and what became of it."""

    id: int
    key: str
    starts_at: datetime
    kind: str
    place: str
    conditions: str
    provider_id: int | None
    provider: str
    support: str
    goal: str
    state: str
    attendance: str
    reason_given: str
    against: str
    has_report: bool
    case_id: int = 0
    reference: str = ""
    person: str = ""
    owner: str = ""
    owner_phone: str = ""


@dataclass(frozen=True)
class BySupport:
    """Planned beside delivered for one kind of support."""

    label: str
    provider: str
    counted: rules.Counted

    @property
    def words(self) -> str:
        """This will say it in words."""
        return rules.in_words(self.counted)


@dataclass(frozen=True)
class Delivered:
    """Planned beside delivered, for the whole case and for each kind of support."""

    planned: int
    held: int
    missed: int
    to_come: int
    counted: rules.Counted
    by_support: tuple[BySupport, ...] = ()

    @property
    def words(self) -> str:
        """This will say it in words."""
        return rules.in_words(self.counted)

    @property
    def is_less_than_planned(self) -> bool:
        """This will say whether fewer sessions were held than were planned."""
        return self.counted.is_less_than_planned


def started(case: OpenCase) -> Start | None:
    """This will find the last start of support, or none."""
    return Start.objects.filter(case_id=case.id).order_by("-id").first()


def agreed(case: OpenCase) -> list[Agreed]:
    """This will list the support of the newest plan that delivery follows, as far as the reader may see it."""
    last = Agreed.objects.filter(case_id=case.id).order_by("-id").first()
    if last is None:
        return []
    rows = Agreed.objects.filter(case_id=case.id, plan_version=last.plan_version)
    return list(rows.select_related("provider").order_by("id"))


def sessions(case: OpenCase) -> list[SessionLine]:
    """This will list the sessions of the case that the reader may see, oldest first, each with what became of it."""
    today = uk_today(case.at)
    return [_line(row, today=today) for row in SQL.rows("sessions", {"case": case.id})]


def my_sessions(staff_id: int, *, at: datetime) -> list[SessionLine]:
    """This will list a provider's own sessions on every case, oldest first."""
    return [_line(row, today=uk_today(at), of_case=True) for row in SQL.rows("my_sessions", {"staff": staff_id})]


def session(case: OpenCase, key: str) -> SessionLine:
    """This will find one session of the case. Raises NotFound."""
    found = next((line for line in sessions(case) if line.key == str(key)), None)
    if found is None:
        raise NotFound
    return found


def planned_beside_delivered(case: OpenCase) -> Delivered:
    """This will set what was planned beside what was delivered, for the whole case and for each kind of support."""
    lines, promised = sessions(case), agreed(case)
    numbers = [row.sessions_planned for row in promised]
    total = sum(number or 0 for number in numbers) if any(number is not None for number in numbers) else None
    counted = rules.count([line.state for line in lines], agreed=total)
    by_support = tuple(_of_support(row, lines) for row in promised)
    return Delivered(counted.planned, counted.held, counted.not_held, counted.to_come, counted, by_support)


def _of_support(row: Agreed, lines: Sequence[SessionLine]) -> BySupport:
    own = [line.state for line in lines if line.support == row.support_kind and line.provider_id == row.provider_id]
    provider = row.provider.name if row.provider else row.provider_name
    return BySupport(support_label(row.support_kind), provider, rules.count(own, agreed=row.sessions_planned))


def report_of(case: OpenCase, line: SessionLine) -> Report | None:
    """This will find the last report of a session, or none."""
    return Report.objects.filter(case_id=case.id, session_id=line.id).select_related("by").order_by("-id").first()


def outcomes_of(case: OpenCase, line: SessionLine) -> list[Outcome]:
    """This will list everything that was said of what became of a session, newest first."""
    rows = Outcome.objects.filter(case_id=case.id, session_id=line.id).select_related("by", "kept_as")
    return list(rows.order_by("-id"))


def last_words(case_id: int, *, staff_id: int) -> Any:
    """This will give what a provider wrote last time about one case, or none."""
    return SQL.one("last_words", {"case": case_id, "staff": staff_id})


def staff_safety(case_id: int) -> str:
    """This will say what keeps those safe who meet the person, to those who may read it."""
    row = SQL.one("staff_safety", {"case": case_id})
    return row.staff_safety if row else ""


def contacts(case: OpenCase) -> list[Contact]:
    """This will list the contacts that were no sessions, newest first."""
    return list(Contact.objects.filter(case_id=case.id).select_related("by").order_by("-happened_at", "-id"))


def incidents(case: OpenCase) -> list[Incident]:
    """This will list the incidents of the case, newest first."""
    return list(Incident.objects.filter(case_id=case.id).select_related("by").order_by("-happened_at", "-id"))


def reads_all(case: OpenCase) -> bool:
    """This will say whether the reader sees every provider's work, and not the own alone."""
    return case.may_read(REPORTS)


def support_label(kind: str) -> str:
    """This will say what kind of support it is; nothing where a session belongs to no support of the plan."""
    return codelist("support_kinds").label(kind) if kind else ""


def state_of(session_id: int, *, starts_on: date, today: date) -> str:
    """This will say how one session stands."""
    last = Outcome.objects.filter(session_id=session_id).order_by("-id").first()
    return rules.state(starts_on, _became(last.attendance, last.changed) if last else None, today=today)


def find(case: OpenCase, key: str) -> Session:
    """This will find a session's own row, for the act that says what became of it. Raises NotFound."""
    row = Session.objects.filter(case_id=case.id, key=key).first()
    if row is None:
        raise NotFound
    return row


def _became(attendance: str | None, changed: bool | None) -> rules.Became | None:
    if changed:
        return rules.Became(changed=True)
    if not attendance:
        return None
    code = codelist("attendance")[attendance].extra
    return rules.Became(held=bool(code["held"]), side=code["side"])


def _line(row: Any, *, today: date, of_case: bool = False) -> SessionLine:
    state = rules.state(uk_today(row.starts_at), _became(row.attendance, row.changed), today=today)
    own = {"case_id": row.case_id, "reference": row.reference, "person": row.person} if of_case else {}
    owner = {"owner": row.owner, "owner_phone": row.owner_phone} if of_case else {}
    return SessionLine(
        id=row.id,
        key=str(row.key),
        starts_at=row.starts_at,
        kind=row.session_kind,
        place=row.place,
        conditions=row.conditions,
        provider_id=row.provider_id,
        provider=row.provider or "",
        support=row.support_kind or "",
        goal=row.goal or "",
        state=state,
        attendance=row.attendance or "",
        reason_given=row.reason_given or "",
        against=row.against or "",
        has_report=row.report_key is not None,
        **own,
        **owner,
    )


def three_dates(case: OpenCase) -> list[tuple[str, str]]:
    """This will give how the case was taken on, consent and start of support, each an event with a day of its own."""
    start = started(case)
    return _three_dates(
        case,
        started_at=start.happened_at if start else None,
        consent_then=start.consent_since if start else None,
    )


def _three_dates(
    case: OpenCase, *, started_at: datetime | None, consent_then: datetime | None
) -> list[tuple[str, str]]:
    voluntary = case.pathway.parts.promises.is_voluntary
    known = (
        _taken_on(case),
        (
            _("Consent came into force") if voluntary else _("Support may run since"),
            gates.consent_since(case) or consent_then,
        ),
        (_("Support started"), started_at),
    )
    return [(label, format_date(uk_today(at)) if at else _("Not yet")) for label, at in known]


def _taken_on(case: OpenCase) -> tuple[str, datetime | None]:
    """A panel takes the case on; in a programme without that step, its manager authorises the start."""
    if "panel_adopted" in {gate.code for gate in case.pathway.gates}:
        return _("%(Was_adopted)s by %(the_panel)s") % case.pathway.words, gates.adopted_at(case)
    return _("Start authorised"), gates.authorised_at(case)


def card(case: OpenCase) -> Card | None:
    """This will show support on the case page, from consent on: three dates, and planned beside delivered."""
    if not case.may_read("delivery") or not is_reached(case):
        return None
    found = SQL.rows("card", {"case": case.id})
    words = rules.in_words(_counted(found, today=uk_today(case.at)))
    if not reads_all(case):
        return Card(_("Sessions"), [(_("My sessions"), words)], "sessions", order=30)
    rows = [
        *_three_dates(case, started_at=found[0].started_at, consent_then=found[0].consent_since),
        (_("Sessions"), words),
    ]
    return Card(_("Support"), rows, "sessions", order=30)


def _counted(found: Sequence[Any], *, today: date) -> rules.Counted:
    states = [
        rules.state(uk_today(row.starts_at), _became(row.attendance, row.changed), today=today)
        for row in found
        if row.starts_at is not None
    ]
    return rules.count(states, agreed=found[0].agreed)


def is_reached(case: OpenCase) -> bool:
    """This will say whether the case has come to support, now or earlier."""
    return case.stage_shown == "support" or has(case, "has_support_started") or has(case, "has_sessions")


def side_links(case: OpenCase) -> list[SideLink]:
    """This will list the parts of the case that this stage has."""
    if not case.may_read("delivery") or not is_reached(case):
        return []
    return [SideLink("stages", _("Sessions"), "sessions", 70)]
