"""One domain, one factor open at a time. Every button keeps what is typed; none needs a script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from throughcare.commons.assessments import actions, queries, readings, rules
from throughcare.commons.assessments.drafting import OTHER, Draft, is_other
from throughcare.commons.assessments.forms import FactorForm, Sources, counts_of, counts_sent, initial_of
from throughcare.commons.assessments.instruments import Factor
from throughcare.commons.assessments.pages import unknowns
from throughcare.commons.assessments.pages.overview import part_url
from throughcare.commons.assessments.pages.shared import home, kept, open_assessment, own_draft, seen_by
from throughcare.commons.cases.gate import OpenCase
from throughcare.frame.keeping import KEEP, revision_of
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import uk_today

NONE = "none"


@dataclass(frozen=True)
class Closed:
    """A factor that is not open: one line."""

    factor: Factor
    state: str
    words: str
    evidence: str
    missing: str
    writer: str = ""


@dataclass(frozen=True)
class Part:
    """A domain, or the factors of the person's own, as a page."""

    code: str
    label: str
    number: int
    of: int
    factors: Sequence[Factor]


def domain(request: HttpRequest, reference: str, part: str) -> HttpResponse:
    """This will show the factors of one domain, one of them open, and keep what is typed."""
    case = open_assessment(request, reference)
    draft = own_draft(case)
    if not draft.is_mine(part):
        raise NotFound
    here = _part(draft, part)
    if request.method == "POST":
        return _keep(request, case, draft, here)
    opened = _opened(draft, here, request.GET.get("open", ""))
    form = _form(case, draft, opened, more=request.GET.get("more", "")) if opened else None
    return _page(request, case, draft, here, opened, form)


def compare(request: HttpRequest, reference: str, factor: str) -> HttpResponse:
    """This will show the last assessor's answer beside one's own, once one's own is whole."""
    case = open_assessment(request, reference)
    draft = own_draft(case)
    earlier = readings.rated(case, factor, used=draft.instrument)
    if earlier is None or draft.gaps(factor):
        raise NotFound
    part = OTHER if is_other(factor) else draft.instrument.domain_of(factor)
    context = {
        "factor": earlier.factor,
        "earlier": earlier,
        "last": queries.latest_finished(case),
        "mine": draft.written(factor),
        "mine_words": draft.answers_in_words(factor),
        "back": part_url(case, part),
    }
    return render(request, "assessments/compare.html", context)


def _keep(request: HttpRequest, case: OpenCase, draft: Draft, here: Part) -> HttpResponse:
    code, go = request.POST.get("factor", ""), request.POST.get("go", "")
    factor = next((one for one in (*here.factors, *_new(draft, here)) if one.code == code), None)
    if factor is None:
        return _go(request, case, draft, here, None, go)
    counts = counts_sent(request.POST)
    form = request.form = _typed(case, draft, factor, request.POST, counts)
    if not form.is_valid():
        return _page(request, case, draft, here, factor, form)
    draft = actions.save_factor(
        case,
        factor=code,
        mine=form.written(),
        revision=revision_of(request.POST),
        keep=request.POST.get("keep", ""),
        at=case.at,
    )
    if go == KEEP:
        return kept(request, draft, revision=draft.written(code).revision)
    gaps = draft.gaps(code) if go == "next" else []
    if gaps:
        form.say(gaps)
        return _page(request, case, draft, _part(draft, here.code), factor, form)
    return _go(request, case, draft, here, factor, go)


def _go(request: HttpRequest, case: OpenCase, draft: Draft, here: Part, factor: Factor | None, go: str) -> HttpResponse:
    verb, _colon, what = go.partition(":")
    if verb == "open":
        return redirect(_address(case, here, open=what))
    if verb == "more" and factor:
        return redirect(_address(case, here, open=factor.code, more=what))
    asked = next((one for one in here.factors if one.code == what), None)
    if verb in unknowns.ASK and asked:
        missing, back = draft.written(asked.code).missing, _address(case, here, open=NONE)
        kept_too = _("Your draft is kept.")
        return unknowns.ASK[verb](request, case, factor=asked.code, missing=missing, back=back, kept=kept_too)
    if verb == "next" and factor:
        return redirect(_next(case, draft, here, factor))
    return redirect(_address(case, here, open=NONE))


def _next(case: OpenCase, draft: Draft, here: Part, factor: Factor) -> str:
    codes = [one.code for one in here.factors]
    after = codes[codes.index(factor.code) + 1 :] if factor.code in codes else []
    left = next((code for code in (*after, *codes) if draft.gaps(code)), "")
    return _address(case, here, open=left) if left else home(case)


def _page(
    request: HttpRequest, case: OpenCase, draft: Draft, here: Part, opened: Factor | None, form: FactorForm | None
) -> HttpResponse:
    codes = [factor.code for factor in here.factors]
    shown = [*here.factors, *(one for one in _new(draft, here) if opened and one.code == opened.code)]
    context = {
        "part": here,
        "draft": draft,
        "used": draft.instrument,
        "lines": [_closed(draft, factor) for factor in shown],
        "opened": opened,
        "revision": draft.written(opened.code).revision if opened else 0,
        "looked_at": draft.progress().looked_at(codes),
        "readers": seen_by(case)[queries.COMPARTMENT],
        "unanswered": next((code for code in codes if draft.gaps(code)), ""),
        **unknowns.ways(case),
        "new_code": draft.next_other(),
        "has_earlier": _has_earlier(case, draft),
        "today": uk_today(case.at),
    }
    return render(request, "assessments/domain.html", context | ({"form": form} if form else {}))


def _has_earlier(case: OpenCase, draft: Draft) -> bool:
    last, used = queries.latest_finished(case), draft.instrument
    return last is not None and (last.instrument, last.version) == (used.name, used.version)


def _part(draft: Draft, code: str) -> Part:
    domains = draft.instrument.domains
    if code == OTHER and draft.instrument.others_allowed:
        return Part(OTHER, _("Other factors"), 0, len(domains), draft.others())
    found = draft.instrument.domain(code)
    if found is None:
        raise NotFound
    return Part(code, _(found.label), domains.index(found) + 1, len(domains), found.factors)


def _new(draft: Draft, here: Part) -> list[Factor]:
    return [Factor(draft.next_other(), _("Another factor"))] if here.code == OTHER else []


def _opened(draft: Draft, here: Part, wanted: str) -> Factor | None:
    if wanted == NONE:
        return None
    every = [*here.factors, *_new(draft, here)]
    chosen = next((factor for factor in every if factor.code == wanted), None)
    return chosen or next((factor for factor in here.factors if draft.gaps(factor.code)), None)


def _closed(draft: Draft, factor: Factor) -> Closed:
    written = draft.written(factor.code)
    state = "whole" if not draft.gaps(factor.code) else "begun" if written.is_begun else "new"
    counted = {"for": len(written.on(rules.FOR)), "against": len(written.on(rules.AGAINST))}
    evidence = _("evidence: %(for)s for, %(against)s against") % counted if written.pieces else ""
    missing = written.missing if written.is_unknown else ""
    words, writer = draft.answers_in_words(factor.code), draft.writer(factor.code)
    return Closed(factor, state, words, evidence, missing, writer)


def _form(case: OpenCase, draft: Draft, factor: Factor, *, more: str) -> FactorForm:
    written = draft.written(factor.code)
    counts = counts_of(written)
    if more in counts:
        counts[more] += 1
    return _factor_form(case, draft, factor, None, counts, initial=initial_of(written))


def _typed(
    case: OpenCase, draft: Draft, factor: Factor, data: Mapping[str, object], counts: Mapping[str, int]
) -> FactorForm:
    return _factor_form(case, draft, factor, data, counts, initial=None)


def _factor_form(
    case: OpenCase,
    draft: Draft,
    factor: Factor,
    data: Mapping[str, object] | None,
    counts: Mapping[str, int],
    *,
    initial: Mapping[str, str] | None,
) -> FactorForm:
    before = [piece.cite for piece in draft.written(factor.code).pieces if piece.cite]
    return FactorForm(
        data,
        initial=initial,
        used=draft.instrument,
        factor=factor.code,
        sources=Sources(case, before=before, data=data),
        counts=counts,
        own=is_other(factor.code),
        readers=seen_by(case),
        at=case.at,
    )


def _address(case: OpenCase, here: Part, **query: str) -> str:
    kept = {name: value for name, value in query.items() if value}
    opened = kept.get("open", "")
    anchor = f"#factor-{opened}" if opened and opened != NONE else ""
    return f"{part_url(case, here.code)}?{urlencode(kept)}{anchor}"
