"""Cases that are looked at again, in the invented world."""

from __future__ import annotations

from datetime import datetime

from tests.kit.invented import NOW, Invented
from throughcare.stages.aftercare import actions
from throughcare.stages.aftercare.actions import Finding
from throughcare.stages.closure.tests.builders import DECIDED, prepared
from throughcare.stages.delivery.tests.builders import a_plan, at_stage, chaired, started

NOTHING_NEW = Finding("nothing_new", True, "School, police", "Nothing", "None", "Look again in six months")


def closed(invented: Invented, monkeypatch, *, at: datetime = NOW) -> str:
    """This will take a case through support to its closing by the panel."""
    a_plan(monkeypatch, invented)
    reference = prepared(invented, chaired(invented, started(invented, at_stage(invented))), at=at)
    with invented.opened(reference, "gail", at=at) as case:
        actions.close_case(case, decided=DECIDED, at=at)
    return reference
