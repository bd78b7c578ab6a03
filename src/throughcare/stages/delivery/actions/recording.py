"""What became of a session, and the report of it. Nothing refuses what happened; what contradicts a rule is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today
from throughcare.stages.delivery import gates, queries
from throughcare.stages.delivery.actions.keeping import keep
from throughcare.stages.delivery.actions.planning import NewSession, set_down
from throughcare.stages.delivery.actions.telling import owner, to_the_team
from throughcare.stages.delivery.models import Agreed, Outcome, Report, Session

VERB = "delivery.record_session"


@dataclass(frozen=True)
class Happening:
    """Whether a session was held and who came, by the code list; the reason as it was given, never judged.

    `condition_key` names the condition of an order that required the session, where one did.
    """

    attendance: str
    happened_at: datetime
    reason_given: str = ""
    ended_at: datetime | None = None
    condition_key: str = ""


@dataclass(frozen=True)
class Written:
    """What the report says; `tell_now` is for somebody to hear today, not to read next week."""

    goals: Sequence[str] = field(default_factory=tuple)
    worked_on: str = ""
    person_said: str = ""
    went_well: str = ""
    next_time: str = ""
    told_now: bool = False
    tell_now: str = ""


def record_session(
    case: OpenCase, *, key: str, happening: Happening, written: Written | None = None, at: datetime
) -> Outcome:
    """This will record what became of a planned session, with its report. Saved also where it contradicts a rule."""
    case.may(VERB).or_refuse(_("The session was not recorded"), ask=owner(case), pathway=case.pathway.label)
    row = queries.find(case, key)
    return _record(case, row, happening, written, at=at)


def record_unplanned(
    case: OpenCase,
    *,
    kind: str,
    place: str = "",
    happening: Happening,
    written: Written | None = None,
    support_key: str = "",
    at: datetime,
) -> Outcome:
    """This will record a session that nobody had planned. Saved also where it contradicts a rule."""
    case.may(VERB).or_refuse(_("The session was not recorded"), ask=owner(case), pathway=case.pathway.label)
    support = next((row for row in queries.agreed(case) if str(row.key) == support_key), None)
    new = NewSession(starts_at=happening.happened_at, kind=kind, place=place)
    return _record(case, set_down(case, new, support, at=at), happening, written, at=at)


def _record(case: OpenCase, row: Session, happening: Happening, written: Written | None, *, at: datetime) -> Outcome:
    facts = _facts(case, happening.happened_at)
    broken = [incident.gate for incident in case.pathway.incidents(VERB, facts)]
    values = carried(case, at=at, happened_at=happening.happened_at)
    outcome = Outcome.objects.create(
        **values,
        session=row,
        provider_id=row.provider_id,
        attendance=happening.attendance,
        reason_given=happening.reason_given,
        began_at=happening.happened_at if _was_held(happening) else None,
        ended_at=happening.ended_at if _was_held(happening) else None,
        against=" ".join(broken)[:200],
        kept_as=keep(case, row, happening, at=at),
    )
    if written is not None:
        _write(case, row, written, happened_at=happening.happened_at, at=at)
    _tell_team(case, row, happening, written, facts, at=at)
    act(case, "delivery:session_recorded", outcome, at=at)
    return outcome


def _facts(case: OpenCase, happened_at: datetime) -> Mapping[str, bool]:
    known = gates.on(case, uk_today(happened_at))
    return {code: known[code] for code in case.pathway.gate_facts(VERB)}


def _was_held(happening: Happening) -> bool:
    return bool(codelist("attendance")[happening.attendance].extra["held"])


def _write(case: OpenCase, row: Session, written: Written, *, happened_at: datetime, at: datetime) -> Report:
    own: list[Agreed] = queries.agreed(case)
    goals = [str(one.key) for one in own if str(one.key) in written.goals]
    return Report.objects.create(
        **carried(case, at=at, happened_at=happened_at),
        session=row,
        provider_id=row.provider_id,
        goals=goals,
        worked_on=written.worked_on,
        person_said=written.person_said,
        went_well=written.went_well,
        told_now=written.told_now,
        tell_now=written.tell_now,
        next_time=written.next_time,
    )


def _tell_team(
    case: OpenCase,
    row: Session,
    happening: Happening,
    written: Written | None,
    facts: Mapping[str, bool],
    *,
    at: datetime,
) -> None:
    address = f"sessions/{row.key}"
    words = _("Session: %(what)s") % {"what": codelist("attendance").label(happening.attendance)}
    with to_the_team(case):
        for asked in (queries.REPORT, queries.ASK_WHAT_BECAME):
            cases.finish_all(case, asked, at=at, address=f"{address}/report")
        cases.tell(case, verb=VERB, words=words, at=at, happened_at=happening.happened_at, address=address)
        cases.record_incidents(case, verb=VERB, facts=facts, at=at, words=words)
        if written is not None and written.told_now:
            cases.ask(case, _tell_now(case, address, at=at), at=at)


def _tell_now(case: OpenCase, address: str, *, at: datetime) -> NewTask:
    return NewTask(
        code=queries.TELL_NOW, due_on=uk_today(at), for_role="coordinator", to=case.owner_id, address=address
    )
