"""Drafts and finished assessments, made by the acts themselves; a draft's factors after the first are laid beside it at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from throughcare.commons.agencies.models import Staff
from throughcare.commons.assessments import actions, queries
from throughcare.commons.assessments.drafting import write_parts
from throughcare.commons.assessments.grounds import Grounds
from throughcare.commons.assessments.instruments import instrument
from throughcare.commons.assessments.models import Assessment, AssessmentDraft
from throughcare.commons.assessments.rules import Piece, Written
from throughcare.commons.cases.models import Case
from throughcare.commons.cases.tests.builders import NOW, Town, opened

FRAMEWORK = "vulnerability_framework"
SEEN = Piece("for", "Missed nine days of school since Easter.", "fact", source="attendance register", origin="document")
KNOWN = Written("some", pieces=(SEEN,), none_against=True)
UNKNOWN = Written("not_known", missing="the school's account")
TEXTS = {
    "drives": "Sam feels wronged and alone.",
    "needs": "Somebody who listens.",
    "protects": "Sam's aunt, and football.",
    "resilience": "Sam comes back after a quarrel.",
    "responsivity": "Short talks, on the move.",
    "influence": "both",
    "influence_how": "People online, and a classmate who passes it on.",
    "scenarios": "They ask Sam to meet after another quarrel.",
    "management": "A mentor every week.",
    "not_known": "Who Sam meets online.",
    "would_change": "Steady friends at school.",
    "plain_summary": "We think you could do with somebody to talk to.",
}

GROUNDS = Grounds("file_only", "no", "Nobody has met the person yet.", ("education",), "no", "The person was not told.")


def a_draft(case: Case, by: Staff, *, at: datetime = NOW, why: str = "") -> None:
    """This will begin an assessment with the superseded framework, giving a reason."""
    with opened(case, by, at=at) as case_open:
        used = instrument(FRAMEWORK)
        actions.start(case_open, used=used, reason="The newer one is not to be had here", why=why, at=at)


def a_whole_draft(case: Case, by: Staff, *, at: datetime = NOW, why: str = "") -> None:
    """This will begin an assessment and write every part of it, the second factor as not known."""
    a_draft(case, by, at=at, why=why)
    with opened(case, by, at=at) as case_open:
        written = {one.code: UNKNOWN if one.code == "threat" else KNOWN for one in instrument(FRAMEWORK).factors}
        first, *others = written
        draft = actions.save_factor(case_open, factor=first, mine=written[first], revision=0, at=at)
        saved = {factor: replace(written[factor], revision=draft.written(first).revision) for factor in others}
        parts = write_parts(draft, factors={**draft.factors, **saved})
        AssessmentDraft.objects.filter(pk=draft.id).update(parts=parts)
        actions.save_formulation(case_open, texts=TEXTS, revision=0, at=at)
        actions.save_grounds(case_open, grounds=GROUNDS, revision=0, at=at)


def a_finished_assessment(
    town: Town, case: Case, *, by: Staff | None = None, at: datetime = NOW, why: str = ""
) -> Assessment:
    """This will finish a whole assessment, as Ada unless somebody else is named."""
    assessor = by or town.ada
    a_whole_draft(case, assessor, at=at, why=why)
    with opened(case, assessor, at=at) as case_open:
        return actions.finish(case_open, at=at)


def my_draft(case: Case, by: Staff, *, at: datetime = NOW):
    """This will read somebody's draft."""
    with opened(case, by, at=at) as case_open:
        return queries.my_draft(case_open)
