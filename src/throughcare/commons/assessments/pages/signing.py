"""Countersigning a finished assessment, and taking it on paper."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from throughcare.commons.assessments import actions, countersigners, pdf, queries, readings
from throughcare.commons.assessments.forms import AskToSignForm, CallForm, CountersignForm
from throughcare.commons.assessments.pages.shared import home, open_assessment, seen_by
from throughcare.frame.pdf import as_download
from throughcare.frame.said import say
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import format_date


def countersign(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will take a second person's signature, with what they wish to say beside it."""
    case = open_assessment(request, reference)
    found = readings.reading(case, str(key))
    if found is None:
        raise NotFound
    form = CountersignForm(request.POST if request.method == "POST" else None, readers=seen_by(case))
    if request.method == "POST" and form.is_valid():
        request.form = form
        actions.countersign(case, key=str(key), words=form.cleaned_data["words"], at=case.at)
        say(request, _("Assessment countersigned."))
        return redirect(reverse("assessments:finished", args=[case.reference, key]))
    context = {"form": form, "reading": found}
    return render(request, "assessments/countersign.html", context, status=422 if form.errors else 200)


def ask_to_countersign(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will put a finished assessment before a supervisor, as a task to countersign it."""
    case = open_assessment(request, reference)
    found = readings.reading(case, str(key))
    if found is None or found.countersigned:
        raise NotFound
    people = countersigners.of(case, found.row)
    choices = [(line.key, f"{line.name}, {line.agency}") for line in people]
    form = AskToSignForm(request.POST if request.method == "POST" else None, choices=choices, at=case.at)
    if request.method == "POST" and form.is_valid():
        request.form = form
        typed = form.cleaned_data
        asked = actions.ask_to_countersign(
            case, key=str(key), staff_key=typed["colleague"], due_on=typed["due_on"], at=case.at
        )
        words = _("%(name)s was asked to countersign by %(day)s.")
        say(request, words % {"name": asked.name, "day": format_date(typed["due_on"])})
        return redirect(reverse("assessments:finished", args=[case.reference, key]))
    context = {"form": form, "reading": found, "people": people}
    return render(request, "assessments/ask_to_countersign.html", context, status=422 if form.errors else 200)


def call_for(request: HttpRequest, reference: str) -> HttpResponse:
    """This will ask for a new look before its day, because something happened."""
    case = open_assessment(request, reference)
    events = queries.events(case)
    if not events:
        raise NotFound
    sent = request.POST if request.method == "POST" else None
    form = CallForm(sent, choices=events, readers=seen_by(case))
    if request.method == "POST" and form.is_valid():
        request.form = form
        actions.call_for(case, event=form.cleaned_data["event"], words=form.cleaned_data["words"], at=case.at)
        say(request, _("A new look was asked for."))
        return redirect(home(case))
    return render(request, "assessments/call_for.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
def on_paper(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will give a finished assessment as one file, and record that it left."""
    case = open_assessment(request, reference)
    found = readings.reading(case, str(key))
    if found is None:
        raise NotFound
    actions.record_download(case, key=str(key), at=case.at)
    made = pdf.assessment_pdf(case, found)
    return as_download(made, name=f"assessment-{case.reference}", at=found.row.happened_at)
