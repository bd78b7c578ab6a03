"""Cases that are looked at again, in the invented world."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.kit.invented import NOW, Invented
from throughcare.commons.consents import actions as consents
from throughcare.commons.meetings import actions as meetings
from throughcare.stages.aftercare import actions
from throughcare.stages.aftercare.actions import Finding
from throughcare.stages.checks import actions as checks
from throughcare.stages.closure.tests.builders import DECIDED, prepared
from throughcare.stages.delivery.tests.builders import a_plan, at_stage, before_a_panel, chaired, started, the_item

HELD, BACK = NOW + timedelta(hours=3), NOW + timedelta(hours=4)
NOTHING_NEW = Finding("nothing_new", True, "School, police", "Nothing", "None", "Look again in six months")


def closed(invented: Invented, monkeypatch, *, at: datetime = NOW) -> str:
    """This will take a case through support to its closing by the panel."""
    a_plan(monkeypatch, invented)
    reference = prepared(invented, before_a_panel(invented, started(invented, at_stage(invented)), at=at), at=at)
    with invented.opened(reference, "gail", at=at) as case:
        item = the_item(case)
        actions.close_case(case, item=item, decided=DECIDED, at=at)
        meetings.sign_minutes(case, item=item, at=at)
    return chaired(invented, reference)


def after_a_no(invented: Invented, *, at: datetime = NOW) -> str:
    """This will take a case to support and withdraw consent, so that somebody must decide what happens now."""
    reference = at_stage(invented)
    with invented.opened(reference, "ada", at=at) as case:
        consents.record_withdrawn(case, purpose="support", happened_at=at, at=at)
    return reference


def held_and_given_back(invented: Invented, reference: str) -> None:
    """This will let police take a case back for checks, find nothing, and give it back."""
    with invented.opened(reference, "dee", at=HELD) as case:
        checks.return_to_checks(case, reason="New information", at=HELD)
    with invented.opened(reference, "dee", at=BACK) as case:
        checks.deconflict(case, answer="clear", words="", happened_at=BACK, at=BACK)
    with invented.opened(reference, "femi", at=BACK) as case:
        checks.confirm_deconfliction(case, at=BACK)
    with invented.opened(reference, "femi", at=BACK) as case:
        checks.resume(case, reason="Nothing stands against it", at=BACK)
