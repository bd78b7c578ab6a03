"""Finishing an assessment: from the draft that only its writer saw to rows that are never changed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.assessments import grounds, hands, queries, rules
from throughcare.commons.assessments.drafting import Draft
from throughcare.commons.assessments.grounds import Grounds
from throughcare.commons.assessments.instruments import Factor, Instrument, Measure
from throughcare.commons.assessments.models import (
    Assessment,
    AssessmentDraft,
    Evidence,
    Formulation,
    Judgement,
    Provenance,
    Rating,
)
from throughcare.commons.assessments.rules import Piece, Written
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.citing import Citable, cited
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.told import is_told
from throughcare.kernel.answers import YES, Answer, Mend, NotFound, no
from throughcare.kernel.bulk import insert_each
from throughcare.kernel.time import format_date, uk_today

ADDRESS = "assessment"
ASSESSOR = ("assessor",)


def finish(case: OpenCase, *, at: datetime) -> Assessment:
    """This will finish the own draft; refused with every gap at once, and to somebody without a certificate in date.

    Whoever was let in to assess can open the case no longer: their part in it is done.
    """
    draft = queries.my_draft(case)
    if draft is None:
        raise NotFound
    gaps(case, draft, at=at).or_refuse(
        _("The assessment was not finished"), ask=agencies.contact(case.owner_id), pathway=case.pathway.label
    )
    row = _assessment(case, draft, at=at)
    _formulation(case, row, draft, at=at)
    _basis(case, row, draft.grounds, at=at)
    _judgements(case, row, draft, at=at)
    _ratings(case, row, draft, at=at)
    AssessmentDraft.objects.filter(pk=draft.id).delete()
    hands.end(draft.start_id, at=at)
    _what_comes_next(case, draft, at=at)
    cases.tell(
        case, verb="assessments.finish", words=_("An assessment was finished"), at=at, address=f"{ADDRESS}/{row.key}"
    )
    act(case, "assessments:finished", row, at=at)
    cases.step_out(case.id, roles=ASSESSOR)
    return row


def gaps(case: OpenCase, draft: Draft, *, at: datetime) -> Answer:
    """This will say what still stands in the way of finishing, all of it together."""
    whole = rules.every_answer_has_evidence(draft.all_gaps())
    parts = (part.code for part in draft.instrument.formulation)
    judged = rules.judgements_are_made(draft.judged, asked=(one.code for one in draft.instrument.judgements))
    judged = judged & rules.grounds_are_said(grounds.gaps_of(draft.grounds, told=is_told(case)))
    return standing(case, draft, whole=whole, at=at) & judged & rules.formulation_is_written(draft.texts, parts=parts)


def standing(case: OpenCase, draft: Draft, *, whole: bool = True, at: datetime) -> Answer:
    """This will say whether whoever drafts may finish: the stage, the role, the certificate; gaps aside unless told."""
    entitled = queries.may_finish(case, draft.instrument, on=uk_today(at))
    facts = {"assessor_entitled": entitled, "every_answer_has_evidence": whole}
    answer = case.pathway.may("assessments.finish", stage=case.stage, facts=facts, roles=case.roles)
    answer = answer & rules.only_the_lead(draft.is_lead, lead=draft.lead)
    return answer & case.may("assessments.finish") & _certificate(case, draft, at=at)


def _certificate(case: OpenCase, draft: Draft, *, at: datetime) -> Answer:
    used, today = draft.instrument, uk_today(at)
    if queries.may_finish(case, used, on=today) or not set(case.roles) & set(used.roles):
        return YES
    words = _what_is_wrong(queries.last_certificate(case, used, on=today), used)
    everybody = queries.who_may_begin(case)
    holders = [one for one in everybody if agencies.certificate(one.id, used.name, version=used.version, on=today)]
    mends = [
        Mend(_("Ask %(name)s, who holds one: %(phone)s") % {"name": line.name, "phone": line.phone}) for line in holders
    ]
    kept = Mend(_("Renew it. Your draft is kept until %(day)s") % {"day": format_date(uk_today(draft.expires_at))})
    return no(words, mends=[*mends, kept])


def _what_is_wrong(last: Any, used: Instrument) -> str:
    """The newest certificate is of another version, or has ended; or there is none."""
    if last is not None and last.version not in ("", used.version):
        versions = {"held": last.version, "used": used.version}
        return _("your certificate is for version %(held)s, and this is version %(used)s") % versions
    ended = queries.certified_until(last, used)
    return (
        _("your certificate ended on %(day)s") % {"day": format_date(ended)} if ended else _("you hold no certificate")
    )


def _assessment(case: OpenCase, draft: Draft, *, at: datetime) -> Assessment:
    used, today = draft.instrument, uk_today(at)
    earlier = queries.latest_finished(case)
    follows = Assessment.objects.get(key=earlier.key) if earlier else None
    held = queries.certificate(case, used, on=today)
    return Assessment.objects.create(
        **carried(case, at=at, kind="opinion"),
        start_id=draft.start_id,
        instrument=used.name,
        version=used.version,
        sha256=used.sha256,
        superseded=used.is_superseded(today),
        certified_until=queries.certified_until(held, used),
        follows=follows,
    )


def _formulation(case: OpenCase, row: Assessment, draft: Draft, *, at: datetime) -> None:
    said = {**carried(case, at=at, kind="opinion"), "assessment_id": row.pk}
    parts = enumerate(draft.instrument.formulation, 1)
    texts = [
        {**said, "part": part.code, "position": position, "text": draft.texts.get(part.code, "")}
        for position, part in parts
    ]
    insert_each(Formulation, texts)


def _basis(case: OpenCase, row: Assessment, said: Grounds, *, at: datetime) -> None:
    values = asdict(said) | {"disciplines": list(said.disciplines)}
    Provenance.objects.create(**carried(case, at=at), assessment=row, **values)


def _judgements(case: OpenCase, row: Assessment, draft: Draft, *, at: datetime) -> None:
    said = {**carried(case, at=at, kind="opinion"), "assessment_id": row.pk}
    made = ((place, asked.code, draft.judged[asked.code]) for place, asked in enumerate(draft.instrument.judgements, 1))
    judged = [
        {**said, "code": code, "position": place, "answer": one.answer, "because": one.because}
        for place, code, one in made
    ]
    insert_each(Judgement, judged)


def _ratings(case: OpenCase, row: Assessment, draft: Draft, *, at: datetime) -> None:
    """Every answer in one statement, and then every piece of evidence, which hangs on the leading answer of its factor."""
    factors = [(factor, draft.written(factor.code)) for factor in draft.everything()]
    said = {**carried(case, at=at, kind="opinion"), "assessment_id": row.pk}
    answers = (
        _answer(case, factor, measure, position, written, is_leading=place == 0)
        for position, (factor, written) in enumerate(factors, 1)
        for place, measure in enumerate(draft.instrument.measures_of(factor.code))
    )
    insert_each(Rating, [{**said, **answer} for answer in answers])
    leading = {factor.code: draft.instrument.measures_of(factor.code)[0].code for factor, _written in factors}
    rows = Rating.objects.filter(assessment=row).values_list("pk", "factor", "measure")
    rating_of = {factor: pk for pk, factor, measure in rows if measure == leading[factor]}
    citations = cited(case, (piece.cite for _factor, written in factors for piece in written.pieces if piece.cite))
    pieces = (
        (rating_of[factor.code], _piece(piece, position, citations.get(piece.cite)))
        for factor, written in factors
        for side in rules.SIDES
        for position, piece in enumerate(written.on(side), 1)
    )
    insert_each(Evidence, [{**said, "rating_id": rating_id, **piece} for rating_id, piece in pieces])


def _answer(
    case: OpenCase, factor: Factor, measure: Measure, position: int, written: Written, *, is_leading: bool
) -> dict[str, Any]:
    answer = written.presence if is_leading else written.further[measure.code]
    return {
        "factor": factor.code,
        "measure": measure.code,
        "position": position,
        "label": written.label,
        "presence": answer,
        "none_against": written.none_against and not written.on(rules.AGAINST),
        "missing": written.missing if answer == rules.NOT_KNOWN else "",
        "written_by_id": written.by or case.opened_by,
    }


def _piece(piece: Piece, position: int, source: Citable | None) -> dict[str, Any]:
    told = " · ".join(part for part in (source.source if source else "", piece.source.strip()) if part)
    return {
        "kind": piece.kind,
        "source": told[:200],
        "side": piece.side,
        "position": position,
        "text": piece.text,
        "cited": source.kind if source else "",
        "cited_key": source.key if source else None,
        "origin": piece.origin,
        "reliability": piece.reliability if piece.was_told else "",
    }


def _what_comes_next(case: OpenCase, draft: Draft, *, at: datetime) -> None:
    for code in (queries.ASSESS, queries.AGAIN, queries.CONTRIBUTE):
        cases.finish_all(case, code, at=at, outcome=_("Finished"))
    clock = queries.rule_of(case, draft.instrument)
    if clock is None:
        return
    task = cases.NewTask(
        code=queries.AGAIN,
        due_on=clock.due(uk_today(at)),
        for_role="coordinator",
        to=case.owner_id,
        rule=clock.explanation[:200],
        pathway_rule=clock.rule,
        rule_source=clock.source[:200],
        verify=clock.verify,
        address=ADDRESS,
    )
    cases.ask(case, task, at=at)
