"""Whoever received something is told of what changed since: asked of the owner of the case, and taken off when it is done."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import gate
from throughcare.commons.cases import queries as thread
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.sharing import actions as sharing
from throughcare.kernel.time import uk_today
from throughcare.oversight.rights import queries
from throughcare.oversight.rights.queries import TellBy, ToTell
from throughcare.safeguards.audit.record import record

OWNER = "coordinator"


def notice_recipients(*, at: datetime) -> int:
    """This will ask the owner of every case to tell whoever received something of it that changed since, once for each day.

    Gives the number of tasks it wrote. What nobody is to be told any more comes off: it was destroyed, or changed again.
    The task says neither who received something nor what changed: others who read the case may read neither.
    """
    to_tell, asked = queries.days_to_tell(), queries.days_asked()
    for case_id, days in asked.items():
        if days - to_tell.get(case_id, {}).keys():
            queries.take_off(case_id, days=to_tell.get(case_id, {}), outcome=_("Nobody is to be told any more"))
    return sum(
        _ask(gate.for_clock(case_id, at=at), due_on, *days[due_on], at=at)
        for case_id, days in sorted(to_tell.items())
        for due_on in sorted(days.keys() - asked.get(case_id, set()))
    )


def _ask(case: OpenCase, due_on: date, rule: TellBy, changed_on: date, *, at: datetime) -> int:
    may_tell = agencies.holds(OWNER, staff_id=case.owner_id, on=uk_today(at))
    task = NewTask(
        code=queries.TELL,
        due_on=due_on,
        from_day=changed_on,
        for_role=OWNER,
        to=case.owner_id if may_tell else None,
        rule=f"{rule.words}.",
        rule_source=rule.source,
        verify=rule.verify,
        address=queries.PAGE,
    )
    cases.ask(case, task, at=at)
    record("disclosures:telling_asked", kind="case", subject=case.id, at=at, case_id=case.id)
    return 1


def tell_recipient(case: OpenCase, one: ToTell, *, told: sharing.Told, at: datetime) -> None:
    """This will write down that one who received something was told of one change; with the last of a day its task is done."""
    change = sharing.Change(one.what, one.change)
    sharing.tell_recipient(case, number=one.number, change=change, told=told, at=at)
    left = {each.due_on for each in queries.to_tell_in(case)}
    for task in thread.open_tasks(case):
        if task.code == queries.TELL and task.first_due_on not in left:
            cases.finish_all(case, queries.TELL, at=at, outcome=_told(), first_due_on=task.first_due_on)


def tell_for_controller(one: ToTell, *, told: sharing.Told, by: int, at: datetime) -> None:
    """This will write down the same as the data protection officer, who opens no case."""
    row = sharing.tell_for_controller(
        one.disclosure, change=sharing.Change(one.what, one.change), told=told, by=by, at=at
    )
    queries.take_off(row.case_id, days=queries.days_left(one.case_reference), outcome=_told())


def _told() -> str:
    return _("Whoever received it was told")
