"""A case that came to another nation keeps its pathway until somebody there moves it to their own, with a reason."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import history, queries
from throughcare.commons.cases.actions.clocks import follow_rules
from throughcare.commons.cases.actions.stages import follow_pathway
from throughcare.commons.cases.actions.tasks import NewTask, ask, finish_all
from throughcare.commons.cases.actions.timeline import tell
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.models import PathwayChange
from throughcare.kernel.answers import YES, Answer, Mend, no
from throughcare.kernel.time import uk_today
from throughcare.safeguards.pathways import Pathway

MOVE, AGAIN, PAGE = "cases.move_pathway", "cases.do_again", "team/pathway"


def move_pathway(case: OpenCase, *, reason: str, at: datetime) -> PathwayChange:
    """This will move a case to the pathway of the nation it lies in now, because somebody there decided so and said why.

    Every record stays, dates are counted by the rules there, and what must be done again is asked of the owner. Refuses
    without a reason, where there is no other pathway, and where it has no stage like the one at which the case stands.
    """
    to = queries.pathway_here(case)
    answer = case.may(MOVE) & _may_follow(case, to) & _has_reason(reason)
    answer.or_refuse(
        _("The case was not moved to another pathway"), ask=agencies.contact(case.owner_id), pathway=case.pathway.label
    )
    assert to is not None
    before = case.pathway
    row = PathwayChange.objects.create(
        **carried(case, at=at),
        from_pathway=before.name,
        from_version=before.version,
        to_pathway=to.name,
        to_version=to.version,
        reason=reason,
    )
    moved = follow_pathway(case, to)
    finish_all(moved, MOVE, at=at)
    follow_rules(moved, before=before, because=_("The case follows the pathway of the nation it moved to"))
    _ask_again(moved, before, at=at)
    words = {"after": to.label, "before": before.label}
    told = _("The case follows %(after)s instead of %(before)s") % words
    tell(moved, verb=MOVE, words=told, at=at, address=PAGE)
    act(moved, "cases:pathway_moved", row, at=at, reason=reason)
    return row


def ask_to_move(case: OpenCase, *, at: datetime) -> bool:
    """This will ask the owner to move a case to their own pathway, where it came from another nation; part of its caller's act."""
    to = queries.pathway_here(case)
    if to is None:
        return False
    task = NewTask(
        code=MOVE,
        what=_(to.title),
        due_on=uk_today(at),
        for_role="coordinator",
        to=case.owner_id,
        rule=_("the case came from another nation, and keeps its pathway until somebody here moves it"),
        address=PAGE,
    )
    ask(case, task, at=at)
    return True


def _ask_again(case: OpenCase, before: Pathway, *, at: datetime) -> None:
    for one in case.pathway.parts.coming_from[before.name].again:
        task = NewTask(
            code=AGAIN,
            what=_(one.text)[:200],
            due_on=uk_today(at),
            for_role="coordinator",
            to=case.owner_id,
            rule=_("done again, because the case came from another pathway"),
            rule_source=one.basis.cite[:200],
            verify=one.basis.verify,
        )
        ask(case, task, at=at)


def _may_follow(case: OpenCase, to: Pathway | None) -> Answer:
    if to is None:
        return no(_("the case follows the pathway of this nation already, or there is none to move it to"))
    known = {stage.code for stage in to.stages}
    if {case.stage, case.stage_shown, history.stage_before_police(case) or case.stage} <= known:
        return YES
    mend = Mend(_("Wait until the case stands where both pathways have a stage"))
    return no(_("that pathway has no stage like the one at which the case stands"), mends=[mend])


def _has_reason(reason: str) -> Answer:
    if reason.strip():
        return YES
    return no(_("nothing says why the case moves to another pathway"), mends=[Mend(_("Write the reason"))])
