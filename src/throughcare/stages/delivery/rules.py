"""What must be true of support and its sessions: pure, no database, no clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.kernel.answers import YES, Answer, Mend, no

PLANNED, HELD, MISSED, CALLED_OFF, CHANGED, NO_REPORT = (
    "planned",
    "held",
    "missed",
    "called_off",
    "changed",
    "no_report",
)


@dataclass(frozen=True)
class Became:
    """What became of a session, as its last outcome says: changed into another, or who came and on whose side it lay."""

    changed: bool = False
    held: bool = False
    side: str = "nobody"


@dataclass(frozen=True)
class Counted:
    """How many sessions stand in each state; `agreed` is what the plan promises, none where it names no number."""

    agreed: int | None = None
    held: int = 0
    missed: int = 0
    called_off: int = 0
    no_report: int = 0
    to_come: int = 0

    @property
    def planned(self) -> int:
        """This will give what was planned: what the plan promises, or else every session that was set down."""
        set_down = self.held + self.missed + self.called_off + self.no_report + self.to_come
        return set_down if self.agreed is None else self.agreed

    @property
    def not_held(self) -> int:
        """This will count the sessions whose day passed without the session being held, on whatever side it lay."""
        return self.missed + self.called_off + self.no_report

    @property
    def is_less_than_planned(self) -> bool:
        """This will say whether fewer sessions were held than were planned."""
        return self.held < self.planned


def state(starts_on: date, became: Became | None, *, today: date) -> str:
    """This will say how a session stands: to come, held, not held and on whose side, replaced, or without a report."""
    if became is None:
        return NO_REPORT if starts_on < today else PLANNED
    if became.changed:
        return CHANGED
    if became.held:
        return HELD
    return MISSED if became.side == "person" else CALLED_OFF


def kept_as(*, held: bool, side: str) -> str:
    """This will say what a session is under a condition that required it: attended, missed, or nothing of the person's."""
    if held:
        return "attended"
    return "missed" if side == "person" else ""


def count(states: Collection[str], *, agreed: int | None) -> Counted:
    """This will count sessions by state; a session that was replaced counts as the one that replaced it."""
    number = list(states).count
    return Counted(agreed, number(HELD), number(MISSED), number(CALLED_OFF), number(NO_REPORT), number(PLANNED))


def in_words(counted: Counted) -> str:
    """This will say planned beside delivered: 7 agreed, 3 held, 1 missed, 3 to come."""
    agreed = [_("%(n)s agreed") % {"n": counted.agreed}] if counted.agreed is not None else []
    parts = [
        *agreed,
        _("%(n)s held") % {"n": counted.held},
        *([_("%(n)s missed") % {"n": counted.missed}] if counted.missed else []),
        *([_("%(n)s called off") % {"n": counted.called_off}] if counted.called_off else []),
        *([_without_report(counted.no_report)] if counted.no_report else []),
        _("%(n)s to come") % {"n": counted.to_come},
    ]
    return ", ".join(parts)


def _without_report(number: int) -> str:
    return ngettext("%(n)s without a report", "%(n)s without a report", number) % {"n": number}


def may_start(*, started_at: datetime | None, consent_since: datetime | None) -> Answer:
    """This will say whether support can start: once for each consent."""
    if started_at is None or consent_since is None or started_at < consent_since:
        return YES
    return no(_("support has started already"), mends=[Mend(_("Plan a session"))])


def may_change(*, has_outcome: bool) -> Answer:
    """This will say whether a planned session can be replaced by another: only before anything became of it."""
    if not has_outcome:
        return YES
    return no(_("what became of this session is recorded already"), mends=[Mend(_("Plan another session"))])


def may_plan(*, provider_id: int | None, own_id: int | None, only_own: bool, known: Iterable[int]) -> Answer:
    """This will say whether a session can be planned for this provider: one the plan names, and for a provider their own."""
    answer = YES
    if only_own and provider_id != own_id:
        answer &= no(_("a provider plans the own sessions"), mends=[Mend(_("Ask the coordinator"))])
    if provider_id is not None and provider_id not in set(known):
        answer &= no(
            _("the approved plan does not name this provider"), mends=[Mend(_("Choose a provider of the plan"))]
        )
    return answer
