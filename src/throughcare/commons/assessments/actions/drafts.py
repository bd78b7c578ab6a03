"""Beginning an assessment, and keeping what is written of it. A draft is its writer's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.assessments import hands, queries, rules
from throughcare.commons.assessments.drafting import Draft, is_other, read_parts, write_parts
from throughcare.commons.assessments.grounds import Grounds
from throughcare.commons.assessments.instruments import Instrument
from throughcare.commons.assessments.models import AssessmentDraft, Start
from throughcare.commons.assessments.rules import Judged, Written
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.drafts import lives
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.answers import Answer, Conflict, NotFound
from throughcare.kernel.time import uk_today


def start(case: OpenCase, *, used: Instrument, reason: str, why: str, fits: bool = False, at: datetime) -> Draft:
    """This will begin an assessment; a retired instrument needs a reason, and a second assessment says why it is made."""
    queries.drafts_of(case).filter(expires_at__lte=at).delete()
    has_draft = queries.drafts_of(case).exists()
    earlier = queries.latest_finished(case)
    answer = _may_start(case, used, reason=reason, at=at)
    not_for = [_(one.label) for one in used.not_for]
    answer = answer & rules.fits_or_has_a_reason(not_for=not_for, fits=fits, reason=reason)
    answer = answer & rules.may_begin(has_draft=has_draft) & rules.again_has_a_reason(earlier=bool(earlier), why=why)
    answer.or_refuse(_("The assessment was not begun"), ask=agencies.contact(case.owner_id), pathway=case.pathway.label)
    begun = Start.objects.create(
        **carried(case, at=at), instrument=used.name, version=used.version, reason=reason, why=why
    )
    row = AssessmentDraft.objects.create(
        staff_id=case.opened_by or 0,
        case_id=case.id,
        start=begun,
        instrument=used.name,
        version=used.version,
        parts=write_parts(),
        saved_at=at,
        expires_at=at + lives("assessment"),
    )
    cases.finish_all(case, queries.BEGIN, at=at, outcome=_("Begun"))
    cases.tell(case, verb="assessments.start", words=_("An assessment was begun"), at=at, address="assessment")
    act(case, "assessments:started", begun, at=at, reason=reason)
    return queries.draft_of(row)


def save_factor(case: OpenCase, *, factor: str, mine: Written, revision: int, keep: str = "", at: datetime) -> Draft:
    """This will keep what is written of one factor, whole or not; Conflict where other words were saved meanwhile."""
    row, draft = _mine(case)
    if draft.instrument.factor(factor) is None and not (is_other(factor) and draft.instrument.others_allowed):
        raise NotFound
    if not draft.is_mine(draft.part_of(factor)):
        raise NotFound
    saved = draft.written(factor)
    if revision != saved.revision:
        mine = _settled(case, draft, factor, mine, keep)
    if _same(saved, mine):
        return draft
    if draft.is_shared:
        return _shared(case, draft, factor, mine, keep=keep, at=at)
    assert row is not None
    factors = {**draft.factors, factor: replace(mine, revision=saved.revision + 1)}
    return _save(row, draft, write_parts(draft, factors=factors), at=at)


def _shared(case: OpenCase, draft: Draft, factor: str, mine: Written, *, keep: str, at: datetime) -> Draft:
    """This will add a saving upon the one it was made from; where somebody else's came first, both texts are shown."""
    parent = draft.written(factor).revision
    try:
        with transaction.atomic():
            return hands.save(case, draft, factor, replace(mine, revision=parent + 1), at=at)
    except IntegrityError:
        return save_factor(case, factor=factor, mine=mine, revision=parent, keep=keep, at=at)


def save_formulation(case: OpenCase, *, texts: Mapping[str, str], revision: int, keep: str = "", at: datetime) -> Draft:
    """This will keep what is written of the formulation; Conflict where other words were saved meanwhile."""
    row, draft = _led(case)
    mine = {part.code: texts.get(part.code, "") for part in draft.instrument.formulation}
    if revision != draft.texts_revision:
        mine = _settled_texts(case, draft, mine, keep)
    if mine == dict(draft.texts):
        return draft
    return _save(row, draft, write_parts(draft, texts=mine, texts_revision=draft.texts_revision + 1), at=at)


def save_judgements(case: OpenCase, *, judged: Mapping[str, Judged], revision: int, at: datetime) -> Draft:
    """This will keep the summary judgements as far as they are made; Conflict where others were saved meanwhile."""
    row, draft = _led(case)
    mine = {one.code: judged.get(one.code, Judged()) for one in draft.instrument.judgements}
    if revision != draft.judged_revision:
        clash = next((code for code, said in draft.judged.items() if said != Judged() and said != mine[code]), "")
        if clash:
            raise _conflict(case, draft, draft.judged[clash].because, mine[clash].because, f"because-{clash}")
    if mine == dict(draft.judged):
        return draft
    return _save(row, draft, write_parts(draft, judged=mine, judged_revision=draft.judged_revision + 1), at=at)


def save_grounds(case: OpenCase, *, grounds: Grounds, revision: int, at: datetime) -> Draft:
    """This will keep how the assessment was done, as far as it is said; Conflict where other words were saved meanwhile."""
    row, draft = _led(case)
    saved = draft.grounds
    for box in ("comment", "limits_because", "offered_because") if revision != draft.grounds_revision else ():
        theirs, mine = getattr(saved, box), getattr(grounds, box)
        if theirs.strip() and theirs != mine:
            raise _conflict(case, draft, theirs, mine, box)
    if grounds == saved:
        return draft
    return _save(row, draft, write_parts(draft, grounds=grounds, grounds_revision=draft.grounds_revision + 1), at=at)


def discard(case: OpenCase, *, at: datetime) -> None:
    """This will throw the own draft away; that it was begun and ended stays recorded."""
    row, _draft = _led(case)
    begun = row.start
    hands.end(begun.pk, at=at)
    cases.finish_all(case, queries.CONTRIBUTE, at=at, outcome=_("Thrown away"))
    begun.ended_at = at
    begun.save(update_fields=["ended_at"])
    row.delete()
    cases.tell(
        case, verb="assessments.discard", words=_("An assessment was ended unfinished"), at=at, address="assessment"
    )
    act(case, "assessments:discarded", begun, at=at)


def remove_expired(*, at: datetime) -> int:
    """This will remove every draft whose time is over at the moment that the clock speaks of, and give how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.remove_expired_assessments()")
        row = cursor.fetchone()
    assert row is not None
    return int(row[0])


def _may_start(case: OpenCase, used: Instrument, *, reason: str, at: datetime) -> Answer:
    current = not used.needs_reason(uk_today(at), pathway=case.pathway.family)
    facts = {"instrument_current_or_reasoned": current or bool(reason.strip())}
    answer = case.pathway.may("assessments.start", stage=case.stage, facts=facts, roles=case.roles)
    answer = answer & case.may("assessments.start") & rules.has_items(not used.is_shell, where=_(used.shell))
    return answer & rules.may_use(case.roles, allowed=used.roles, who=_(used.who))


def _mine(case: OpenCase) -> tuple[AssessmentDraft | None, Draft]:
    row = queries.drafts_of(case).filter(expires_at__gt=case.at).select_for_update().first()
    draft = queries.draft_of(row) if row else hands.invited_draft(case)
    if draft is None:
        raise NotFound
    return row, draft


def _led(case: OpenCase) -> tuple[AssessmentDraft, Draft]:
    row, draft = _mine(case)
    rules.only_the_lead(draft.is_lead, lead=draft.lead).or_refuse(
        _("This part is the lead's"), ask=agencies.contact(case.owner_id)
    )
    assert row is not None
    return row, draft


def _save(row: AssessmentDraft, draft: Draft, parts: dict[str, Any], *, at: datetime) -> Draft:
    row.parts, row.saved_at, row.expires_at = parts, at, at + lives("assessment")
    row.save(update_fields=["parts", "saved_at", "expires_at"])
    return replace(draft, saved_at=at, expires_at=row.expires_at, **read_parts(parts))


def _same(saved: Written, mine: Written) -> bool:
    return replace(saved, revision=0, by=0) == replace(mine, revision=0, by=0)


def _settled(case: OpenCase, draft: Draft, factor: str, mine: Written, keep: str) -> Written:
    saved = draft.written(factor)
    box = rules.clash(saved, mine, answers=draft.is_shared)
    if not box:
        return mine
    if not keep and box == rules.ANSWER:
        theirs, yours = (draft.answers_in_words(factor, one) for one in (saved, mine))
        raise _conflict(case, draft, theirs, yours, box, by=draft.writer(factor))
    if not keep:
        theirs, yours = rules.boxes_of(saved)[box], rules.boxes_of(mine).get(box, "")
        raise _conflict(case, draft, theirs, yours, box, by=draft.writer(factor))
    return rules.merge(saved, mine, box=box, keep=keep)


def _settled_texts(case: OpenCase, draft: Draft, mine: dict[str, str], keep: str) -> dict[str, str]:
    parts = draft.instrument.formulation
    chosen = {part.code: draft.texts.get(part.code, "") for part in parts if part.codes}
    mine = mine | {code: answer for code, answer in chosen.items() if not mine[code]}
    written = (part.code for part in parts if not part.codes)
    box = next((code for code in written if draft.texts.get(code, "").strip() and draft.texts[code] != mine[code]), "")
    if not box:
        return mine
    saved = draft.texts[box]
    if not keep:
        raise _conflict(case, draft, saved, mine[box], box)
    words = {"saved": saved, "both": f"{saved}\n\n{mine[box]}".strip()}.get(keep, mine[box])
    lost = {code: text for code, text in draft.texts.items() if text.strip() and not mine.get(code, "").strip()}
    return {**mine, **lost, box: words}


def _conflict(case: OpenCase, draft: Draft, theirs: str, yours: str, box: str, *, by: str = "") -> Conflict:
    name = agencies.staff(case.opened_by).name if case.opened_by else ""
    if not by or by == name:
        by = _("%(name)s (another window)") % {"name": name}
    return Conflict(theirs=theirs, yours=yours, by=by, at=draft.saved_at, field=box)
