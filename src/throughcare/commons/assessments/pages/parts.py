"""What is written beside the factors: how it was done, summary judgements, the formulation."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from throughcare.commons.assessments import actions
from throughcare.commons.assessments.forms import FormulationForm, GroundsForm, JudgementsForm, initial_judged
from throughcare.commons.assessments.pages.shared import COMPARTMENT, home, kept, led_draft, open_assessment, seen_by
from throughcare.commons.cases.told import is_told
from throughcare.frame.keeping import is_keeping, revision_of
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import uk_today


def grounds(request: HttpRequest, reference: str) -> HttpResponse:
    """This will take down who took part, what was explained, and what the person said of the draft."""
    case = open_assessment(request, reference)
    draft = led_draft(case)
    sent = request.POST if request.method == "POST" else None
    form = GroundsForm(sent, initial=asdict(draft.grounds), readers=seen_by(case))
    if request.method == "POST" and form.is_valid():
        request.form = form
        draft = actions.save_grounds(case, grounds=form.grounds(), revision=revision_of(request.POST), at=case.at)
        if is_keeping(request):
            return kept(request, draft, revision=draft.grounds_revision)
        on = request.POST.get("go") == "next"
        return redirect(reverse("assessments:check", args=[case.reference]) if on else home(case))
    context = {"draft": draft, "form": form, "not_told": not is_told(case), "today": uk_today(case.at)}
    return render(request, "assessments/grounds.html", context, status=422 if form.errors else 200)


def formulation(request: HttpRequest, reference: str) -> HttpResponse:
    """This will take down what drives this, what protects, what is not known, and what would change our mind."""
    case = open_assessment(request, reference)
    draft = led_draft(case)
    form = FormulationForm(request.POST or None, initial=draft.texts, used=draft.instrument, readers=seen_by(case))
    if request.method == "POST" and form.is_valid():
        request.form = form
        keep = request.POST.get("keep", "")
        revision = revision_of(request.POST)
        draft = actions.save_formulation(case, texts=form.cleaned_data, revision=revision, keep=keep, at=case.at)
        if is_keeping(request):
            return kept(request, draft, revision=draft.texts_revision)
        on = request.POST.get("go") == "next"
        return redirect(reverse("assessments:check", args=[case.reference]) if on else home(case))
    unknown = [factor for factor in draft.everything() if draft.written(factor.code).is_unknown]
    context = {
        "draft": draft,
        "form": form,
        "readers": seen_by(case)[COMPARTMENT],
        "unknown": [(factor, draft.written(factor.code).missing) for factor in unknown],
        "not_told": not is_told(case),
        "today": uk_today(case.at),
    }
    return render(request, "assessments/formulation.html", context, status=422 if form.errors else 200)


def judgements(request: HttpRequest, reference: str) -> HttpResponse:
    """This will take down the summary judgements that the instrument asks for, each with its reason."""
    case = open_assessment(request, reference)
    draft = led_draft(case)
    if not draft.instrument.judgements:
        raise NotFound
    sent = request.POST if request.method == "POST" else None
    form = JudgementsForm(sent, initial=initial_judged(draft.judged), used=draft.instrument, readers=seen_by(case))
    if request.method == "POST" and form.is_valid():
        request.form = form
        draft = actions.save_judgements(case, judged=form.judged(), revision=revision_of(request.POST), at=case.at)
        if is_keeping(request):
            return kept(request, draft, revision=draft.judged_revision)
        on = request.POST.get("go") == "next"
        return redirect(reverse("assessments:formulation", args=[case.reference]) if on else home(case))
    context = {"draft": draft, "form": form, "today": uk_today(case.at)}
    return render(request, "assessments/judgements.html", context, status=422 if form.errors else 200)
