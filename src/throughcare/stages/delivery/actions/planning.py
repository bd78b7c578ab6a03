"""Sessions are planned once. A change is another session and an outcome of the first; nothing planned is rewritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.answers import Answer, NotFound, no
from throughcare.kernel.time import format_moment
from throughcare.stages.delivery import gates, queries, rules
from throughcare.stages.delivery.actions.telling import owner, to_the_team
from throughcare.stages.delivery.models import Agreed, Outcome, Session


@dataclass(frozen=True)
class NewSession:
    """A session to plan: under which support of the plan, when, how, where, and the conditions that matter there."""

    starts_at: datetime
    kind: str
    support_key: str = ""
    place: str = ""
    conditions: str = ""


def plan_session(case: OpenCase, *, new: NewSession, at: datetime) -> Session:
    """This will plan a session. Refuses without clear checks, an approved plan, or consent in force."""
    support = _support(case, new.support_key)
    answer = _may_plan(case, support)
    if new.starts_at < at:
        answer &= no(_("the time of the session has passed: record it as a session that was not planned"))
    answer.or_refuse(_("The session was not planned"), ask=owner(case), pathway=case.pathway.label)
    row = set_down(case, new, support, at=at)
    _tell(case, "delivery.plan_session", _("Session planned for %(when)s"), row, at=at)
    act(case, "delivery:session_planned", row, at=at)
    return row


def change_session(case: OpenCase, *, key: str, new: NewSession, reason: str, at: datetime) -> Session:
    """This will plan another session instead of one; the first keeps what it said, and says that it was changed."""
    before = queries.find(case, key)
    support = before.support
    answer = _may_plan(case, support) & rules.may_change(has_outcome=_has_outcome(before))
    answer.or_refuse(_("The session was not changed"), ask=owner(case), pathway=case.pathway.label)
    Outcome.objects.create(
        **carried(case, at=at), session=before, provider_id=before.provider_id, changed=True, reason_given=reason
    )
    row = set_down(case, new, support, at=at, instead_of=before)
    _tell(case, "delivery.plan_session", _("Session moved to %(when)s"), row, at=at)
    act(case, "delivery:session_changed", row, at=at)
    return row


def set_down(
    case: OpenCase, new: NewSession, support: Agreed | None, *, at: datetime, instead_of: Session | None = None
) -> Session:
    """This will write a session's row, for the provider that the support names; part of the act that calls it."""
    provider_id, name = _provider(case, support)
    return Session.objects.create(
        **carried(case, at=at),
        support=support,
        provider_id=provider_id,
        provider_name=name,
        starts_at=new.starts_at,
        session_kind=new.kind,
        place=new.place[:200],
        conditions=new.conditions,
        instead_of=instead_of,
    )


def _provider(case: OpenCase, support: Agreed | None) -> tuple[int | None, str]:
    if support is not None:
        return support.provider_id, support.provider_name
    return (case.opened_by, "") if not queries.reads_all(case) else (None, "")


def _support(case: OpenCase, key: str) -> Agreed | None:
    if not key:
        return None
    found = next((row for row in queries.agreed(case) if str(row.key) == key), None)
    if found is None:
        raise NotFound
    return found


def _may_plan(case: OpenCase, support: Agreed | None) -> Answer:
    provider_id = _provider(case, support)[0]
    known = [row.provider_id for row in queries.agreed(case) if row.provider_id is not None]
    only_own = not queries.reads_all(case)
    by_rule = rules.may_plan(provider_id=provider_id, own_id=case.opened_by, only_own=only_own, known=known)
    return case.may_here("delivery.plan_session", gates.now(case)) & by_rule


def _facts(case: OpenCase) -> dict[str, bool]:
    known = gates.now(case)
    return {code: known[code] for code in case.pathway.gate_facts("delivery.plan_session")}


def _has_outcome(row: Session) -> bool:
    return Outcome.objects.filter(session=row).exists()


def _tell(case: OpenCase, verb: str, words: str, row: Session, *, at: datetime) -> None:
    with to_the_team(case):
        cases.tell(
            case,
            verb=verb,
            words=words % {"when": format_moment(row.starts_at)},
            at=at,
            address=f"sessions/{row.key}",
        )
