"""What a quality lead sees: studies and study numbers, never a name and never a case."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from throughcare.commons.assessments.instruments import instrument
from throughcare.commons.cases.readers import readers
from throughcare.frame.said import done
from throughcare.kernel.answers import NotFound
from throughcare.oversight.quality import actions, forms, queries, rules, words
from throughcare.oversight.quality.models import Study
from throughcare.oversight.quality.terms import terms
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record


def look(request: HttpRequest, line: str, subject: object = "-") -> None:
    """This will let a quality lead in and nobody else, and write one line."""
    if not matrix().may_do(queries.my_roles(), "quality.look"):
        raise NotFound
    record(line, kind="quality.study", subject=subject, at=request.at)


@require_safe
def studies(request: HttpRequest) -> HttpResponse:
    """This will list the studies of the own agency."""
    look(request, "quality:studies_looked")
    rows = [_row(one) for one in queries.studies()]
    return render(request, "quality/studies.html", {"rows": rows})


def _row(one: Study) -> dict[str, object]:
    lines = queries.lines(one)
    return {
        "study": one,
        "instrument": instrument(one.instrument, one.version).label,
        "arm": words.arm_in_words(one.arm),
        "finished": sum(1 for line in lines if line.finished),
        "size": len(lines),
    }


@require_http_methods(["GET", "POST"])
def draw(request: HttpRequest) -> HttpResponse:
    """This will draw a sample."""
    look(request, "quality:draw_looked")
    form = forms.Draw(request.POST or None, readers=readers("study", of=_("your agency")), at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        made = actions.draw(
            form.used,
            since=asked["since"],
            until=asked["until"],
            size=asked["size"],
            strata="" if asked["by"] == words.NO_PARTS else asked["by"],
            arm=asked["arm"],
            purpose=asked["purpose"],
            by=request.user.staff_id,
            at=request.at,
        )
        said = _("Drawn. Whoever leads each case is asked for the evidence.")
        return done(request, reverse("agreement:study", args=[made.key]), said)
    return render(request, "quality/draw.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def study(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will show a sample by study number, how far each number is, and that it can be drawn again."""
    look(request, "quality:study_looked", key)
    found = queries.study(str(key))
    frame = queries.frame_of(found)
    context = {
        "study": found,
        "instrument": instrument(found.instrument, found.version).label,
        "arm": words.arm_in_words(found.arm),
        "strata": dict(words.strata()).get(found.strata or words.NO_PARTS),
        "rows": [(line, words.stratum_in_words(found.strata, line.stratum)) for line in queries.lines(found)],
        "same_frame": rules.digest_of(frame) == found.frame_sha256,
        "terms": terms(),
    }
    return render(request, "quality/study.html", context)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """This will ask a colleague for a second rating of one study number."""
    look(request, "quality:ask_looked", key)
    found = queries.study(str(key))
    line = queries.line(found, number)
    people = queries.candidates(found, line, at=request.at)
    free = [one for one in people if not one.conflicts and one.certified and not one.asked]
    form = forms.Ask(
        request.POST or None,
        people=[(str(one.who.id), one.who.name) for one in free],
        hints={str(one.who.id): f"{one.who.job_title}, {one.who.agency}" for one in free},
        at=request.at,
    )
    request.form = form
    if request.method == "POST" and form.is_valid():
        chosen = int(form.cleaned_data["who"])
        actions.ask(found, number=number, staff=chosen, by=request.user.staff_id, at=request.at)
        said = _("Asked. They see the frozen evidence and the instrument, and nothing else.")
        return done(request, reverse("agreement:study", args=[key]), said)
    context = {"form": form, "study": found, "line": line, "free": free, "others": _others(people, free)}
    return render(request, "quality/ask.html", context, status=422 if form.errors else 200)


def _others(people: list[queries.Candidate], free: list[queries.Candidate]) -> list[tuple[str, str]]:
    """Whoever may not, with that they may not: why is said of certificates alone, for the rest would tell of the case."""
    said = {True: _("Was asked already"), False: _("Has no certificate in date")}
    part = _("Has a part in the case or in the study")
    return [
        (one.who.name, said[True] if one.asked else part if one.conflicts else said[False])
        for one in people
        if one not in free
    ]
