"""A draft with several hands: the lead signatory's own row, and beside it every saving of every factor, none overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.assessments.drafting import Draft, HandLine, read_written, write_written
from throughcare.commons.assessments.instruments import Instrument, instrument
from throughcare.commons.assessments.models import Assessment, Hand, Saving
from throughcare.commons.assessments.rules import Written
from throughcare.commons.cases import queries as cases
from throughcare.commons.cases.carried import carried
from throughcare.commons.cases.drafts import lives
from throughcare.commons.cases.gate import OpenCase


def with_hands(draft: Draft, *, staff_id: int) -> Draft:
    """This will give a lead's draft with what every hand saved; the same draft where nobody was asked to write in it."""
    hands = _lines(draft.start_id)
    if not hands:
        return draft
    return replace(
        draft, hands=hands, lead=agencies.staff(staff_id).name, factors={**draft.factors, **_newest(draft.start_id)}
    )


def invited_draft(case: OpenCase) -> Draft | None:
    """This will give the draft in which whoever opened the case was asked to write parts, or none."""
    running = Hand.objects.filter(case_id=case.id, staff_id=case.opened_by or 0, ended_at__isnull=True)
    hand = running.select_related("start__by").order_by("-id").first()
    if hand is None:
        return None
    last = Saving.objects.filter(start_id=hand.start_id).order_by("-happened_at").first()
    saved_at = last.happened_at if last else hand.happened_at
    begun = hand.start
    return Draft(
        0,
        begun.pk,
        instrument(begun.instrument, begun.version),
        saved_at,
        saved_at + lives("assessment"),
        factors=_newest(begun.pk),
        is_lead=False,
        lead=begun.by.name if begun.by else "",
        parts=tuple(hand.parts),
        hands=_lines(begun.pk),
    )


def share(case: OpenCase, draft: Draft, *, at: datetime) -> None:
    """This will lay what a lead wrote alone where the others will read it; part of the act that asks the first of them."""
    for factor, written in draft.factors.items():
        mine = replace(written, by=case.opened_by or 0)
        _add(case, draft.start_id, factor, mine, at=at)


def save(case: OpenCase, draft: Draft, factor: str, written: Written, *, at: datetime) -> Draft:
    """This will add a saving; the database refuses a second one of the same version, whoever sends it."""
    mine = replace(written, by=case.opened_by or 0)
    _add(case, draft.start_id, factor, mine, at=at)
    return replace(draft, factors={**draft.factors, factor: mine}, saved_at=at)


def end(start_id: int, *, at: datetime) -> None:
    """This will end every hand and remove what they saved; part of the act that ends the draft."""
    Saving.objects.filter(start_id=start_id).delete()
    Hand.objects.filter(start_id=start_id, ended_at__isnull=True).update(ended_at=at)


def of_start(start_id: int) -> tuple[HandLine, ...]:
    """This will list every colleague who was asked to write in an assessment, those who still do and those who did."""
    return _lines(start_id)


def invitable(case: OpenCase, used: Instrument) -> list[agencies.StaffLine]:
    """This will list who is on the case's team and may use an instrument: granted by name, or the owner; never oneself."""
    roles = set(case.pathway.verb("assessments.start").who) & set(used.roles)
    team = [row.staff_id for row in cases.team(case) if row.runs and row.role in roles]
    team += [case.owner_id] if "coordinator" in roles else []
    return [agencies.staff(one) for one in dict.fromkeys(team) if one != case.opened_by]


def wrote(row: Assessment) -> set[int | None]:
    """This will say who wrote a finished assessment: the lead signatory and every hand."""
    return {row.by_id, *(one.staff_id for one in _lines(row.start_id))}


def _newest(start_id: int) -> Mapping[str, Written]:
    rows = Saving.objects.filter(start_id=start_id).order_by("factor", "-version").distinct("factor")
    return {row.factor: read_written(row.written or {}) for row in rows}


def _add(case: OpenCase, start_id: int, factor: str, written: Written, *, at: datetime) -> None:
    said = {"start_id": start_id, "factor": factor, "version": written.revision, "written": write_written(written)}
    Saving.objects.create(**carried(case, at=at, kind="opinion"), **said)


def _lines(start_id: int) -> tuple[HandLine, ...]:
    rows = Hand.objects.filter(start_id=start_id).select_related("staff").order_by("id")
    return tuple(
        HandLine(str(row.key), row.staff_id, row.staff.name, tuple(row.parts), row.ended_at is None) for row in rows
    )
