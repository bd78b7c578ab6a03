"""The formulation, what is still missing, finishing, and reading what was finished."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.commons.assessments import actions, queries, readings
from throughcare.commons.assessments.drafting import OTHER, Draft, is_other
from throughcare.commons.assessments.forms import FormulationForm, JudgementsForm, initial_judged
from throughcare.commons.assessments.pages.overview import part_url
from throughcare.commons.assessments.pages.shared import home, open_assessment, own_draft, revision_of, seen_by
from throughcare.commons.assessments.rules import Judged
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.told import is_told
from throughcare.frame.said import say
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import format_date, uk_today


@dataclass(frozen=True)
class ToMend:
    """One gap, with the page where it is closed."""

    text: str
    url: str
    what: str


def formulation(request: HttpRequest, reference: str) -> HttpResponse:
    """This will take down what drives this, what protects, what is not known, and what would change our mind."""
    case = open_assessment(request, reference)
    draft = own_draft(case)
    form = FormulationForm(request.POST or None, initial=draft.texts, used=draft.instrument, readers=seen_by())
    if request.method == "POST" and form.is_valid():
        request.form = form
        keep = request.POST.get("keep", "")
        revision = revision_of(request.POST)
        actions.save_formulation(case, texts=form.cleaned_data, revision=revision, keep=keep, at=case.at)
        on = request.POST.get("go") == "next"
        return redirect(reverse("assessments:check", args=[case.reference]) if on else home(case))
    unknown = [factor for factor in draft.everything() if draft.written(factor.code).is_unknown]
    context = {
        "draft": draft,
        "form": form,
        "unknown": [(factor, draft.written(factor.code).missing) for factor in unknown],
        "not_told": not is_told(case),
        "today": uk_today(case.at),
    }
    return render(request, "assessments/formulation.html", context)


def judgements(request: HttpRequest, reference: str) -> HttpResponse:
    """This will take down the summary judgements that the instrument asks for, each with its reason."""
    case = open_assessment(request, reference)
    draft = own_draft(case)
    if not draft.instrument.judgements:
        raise NotFound
    sent = request.POST if request.method == "POST" else None
    form = JudgementsForm(sent, initial=initial_judged(draft.judged), used=draft.instrument, readers=seen_by())
    if request.method == "POST" and form.is_valid():
        request.form = form
        actions.save_judgements(case, judged=form.judged(), revision=revision_of(request.POST), at=case.at)
        on = request.POST.get("go") == "next"
        return redirect(reverse("assessments:formulation", args=[case.reference]) if on else home(case))
    context = {"draft": draft, "form": form, "today": uk_today(case.at)}
    return render(request, "assessments/judgements.html", context, status=422 if form.errors else 200)


def check(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show what is still missing, each gap a link, and finish the assessment."""
    case = open_assessment(request, reference)
    draft = own_draft(case)
    if request.method == "POST":
        row = actions.finish(case, at=case.at)
        return _finished(request, case, draft, key=str(row.key))
    answer = actions.standing(case, draft, at=case.at)
    context = {
        "draft": draft,
        "to_mend": to_mend(case, draft),
        "reasons": answer.reasons,
        "readers": seen_by()[queries.COMPARTMENT],
        "today": uk_today(case.at),
    }
    return render(request, "assessments/check.html", context)


def _finished(request: HttpRequest, case: OpenCase, draft: Draft, *, key: str) -> HttpResponse:
    """Whoever was let in to assess can read it no longer; everybody else reads it at once."""
    code = draft.instrument.clock
    words = _("Assessment finished.")
    if code:
        again = case.pathway.clock(code).due(uk_today(case.at))
        words = _("Assessment finished. It is looked at again by %(day)s.") % {"day": format_date(again)}
    if case.roles <= {"assessor"}:
        say(request, _("%(words)s Your part in %(reference)s is done.") % {"words": words, "reference": case.reference})
        return redirect(reverse("work"))
    say(request, words)
    return redirect(reverse("assessments:finished", args=[case.reference, key]))


def finished(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will show a finished assessment: the formulation first, then the factors as one table."""
    case = open_assessment(request, reference)
    found = readings.reading(case, str(key))
    if found is None:
        raise NotFound
    later = next(
        (one for one in queries.finished(case) if one.key != str(key) and one.finished_at > found.row.happened_at), None
    )
    return render(
        request, "assessments/finished.html", {"reading": found, "later": later, "not_told": not is_told(case)}
    )


def to_mend(case: OpenCase, draft: Draft) -> list[ToMend]:
    """This will list every gap of a draft with the page where it is closed."""
    found = []
    for factor in draft.everything():
        part = OTHER if is_other(factor.code) else draft.instrument.domain_of(factor.code)
        url = f"{part_url(case, part)}?open={factor.code}#factor-{factor.code}"
        found += [ToMend(gap.text, url, _(factor.label) or _("Another factor")) for gap in draft.gaps(factor.code)[:1]]
    judged = reverse("assessments:judgements", args=[case.reference])
    left = [one for one in draft.instrument.judgements if not draft.judged.get(one.code, Judged()).is_whole]
    found += [ToMend(_("Judge, and say why"), f"{judged}#id_answer-{one.code}", _(one.label)) for one in left]
    address = reverse("assessments:formulation", args=[case.reference])
    empty = [part for part in draft.instrument.formulation if not draft.texts.get(part.code, "").strip()]
    return found + [ToMend(_("Write this part"), f"{address}#id_{part.code}", _(part.label)) for part in empty]
