"""A case keeps the version of its pathway until a person moves it, with a reason."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases import history
from throughcare.commons.cases.actions.clocks import follow_rules
from throughcare.commons.cases.actions.stages import follow_pathway
from throughcare.commons.cases.actions.timeline import tell
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.models import VersionChange
from throughcare.commons.cases.refusing import or_refuse
from throughcare.kernel.answers import YES, Answer, Mend, no
from throughcare.kernel.definitions import versions
from throughcare.safeguards.pathways import Pathway

MOVE = "cases.move_version"


def move_version(case: OpenCase, *, to: str, reason: str, at: datetime) -> VersionChange:
    """This will move a case to another version of its pathway, because somebody decided so and said why.

    Refuses without a reason, to a version that is not there, and to one without the stage at which the case stands.
    What is due is counted anew where the rule differs; its first day is kept.
    """
    answer = case.may(MOVE) & _may_follow(case, to) & _has_reason(reason)
    or_refuse(case, answer, _("The case was not moved to another version"))
    row = VersionChange.objects.create(
        **carried(case, at=at), from_version=case.pathway_version, to_version=to, reason=reason
    )
    before = case.pathway
    moved = follow_pathway(case, Pathway.load(case.pathway_name, to))
    follow_rules(moved, before=before, because=_("The case follows another version of its pathway"))
    words = _("The case follows another version of its pathway: %(after)s instead of %(before)s")
    told = words % {"after": to, "before": case.pathway_version}
    tell(case, verb=MOVE, words=told, at=at, address="team/version")
    act(case, "cases:version_moved", row, at=at, reason=reason)
    return row


def _may_follow(case: OpenCase, to: str) -> Answer:
    if to == case.pathway_version:
        return no(_("the case follows this version already"), mends=[Mend(_("Choose another version"))])
    if to not in versions("pathways", case.pathway_name):
        return no(_("there is no such version of the pathway"), mends=[Mend(_("Choose one that there is"))])
    known = {stage.code for stage in Pathway.load(case.pathway_name, to).stages}
    stands = {case.stage, case.stage_shown, history.stage_before_police(case) or case.stage}
    if stands <= known:
        return YES
    mend = Mend(_("Wait until the case stands where both versions have a stage"))
    return no(_("that version has no stage like the one at which the case stands"), mends=[mend])


def _has_reason(reason: str) -> Answer:
    if reason.strip():
        return YES
    return no(_("nothing says why the case moves to another version"), mends=[Mend(_("Write the reason"))])
