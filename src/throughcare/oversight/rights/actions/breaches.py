"""Keeping the log of breaches: what happened, who was told and when, or why somebody is not told."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.kernel.answers import NotFound
from throughcare.oversight.rights import queries, rules
from throughcare.oversight.rights.models import Breach, BreachStep
from throughcare.oversight.rights.queries import Logged
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record

OFFICER = frozenset({"data_protection"})


@dataclass(frozen=True)
class NewBreach:
    """What happened, to how many people's data as far as is known, since when somebody was aware of it, and what was done."""

    kind: str
    what: str
    people: int | None
    children: str
    effects: str
    measures: str
    aware_at: datetime


def record_breach(new: NewBreach, *, by: int, at: datetime) -> Breach:
    """This will keep a breach in the log; its clock runs from the moment at which somebody became aware of it."""
    answer = matrix().may_do(OFFICER, "rights.record_breach")
    answer = answer & rules.may_record_breach(aware_at=new.aware_at, at=at)
    answer.or_refuse(_("The breach was not recorded"), ask=agencies.contact(by))
    regime = queries.regime_of_staff(by)
    hours = queries.breach_rules(regime)["clock"]["hours"]
    breach = Breach.objects.create(
        staff_id=by, regime=regime, tell_by=new.aware_at + timedelta(hours=hours), **asdict(new)
    )
    record("rights:breach_recorded", kind="rights.breach", subject=breach.pk, at=at)
    return breach


def record_told(key: str, *, whom: str, words: str, told_at: datetime, by: int, at: datetime) -> BreachStep:
    """This will record that somebody was told of a breach, how and when; the Commissioner after the clock with a reason."""
    logged = _logged(key)
    answer = matrix().may_do(OFFICER, "rights.tell_of_breach")
    answer = answer & rules.may_have_told(logged.known, whom=whom, told_at=told_at, words=words, at=at)
    answer.or_refuse(_("It was not recorded"), ask=agencies.contact(by))
    return _step(logged, "rights:breach_told", whom=whom, words=words, told=True, happened_at=told_at, by=by, at=at)


def leave_untold(key: str, *, whom: str, words: str, by: int, at: datetime) -> BreachStep:
    """This will record that somebody is not told of a breach, by whose decision and why."""
    logged = _logged(key)
    answer = matrix().may_do(OFFICER, "rights.tell_of_breach")
    answer = answer & rules.may_leave_untold(logged.known, whom=whom, words=words)
    answer.or_refuse(_("It was not recorded"), ask=agencies.contact(by))
    return _step(logged, "rights:breach_not_told", whom=whom, words=words, told=False, happened_at=at, by=by, at=at)


def _logged(key: str) -> Logged:
    found = queries.breach(key)
    if found is None:
        raise NotFound
    return found


def _step(
    logged: Logged, verb: str, *, whom: str, words: str, told: bool, happened_at: datetime, by: int, at: datetime
) -> BreachStep:
    step = BreachStep.objects.create(
        breach=logged.breach, staff_id=by, whom=whom, words=words, told=told, happened_at=happened_at
    )
    record(verb, kind="rights.breachstep", subject=step.pk, at=at)
    return step
