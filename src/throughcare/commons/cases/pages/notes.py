"""Notes: written, corrected, never overwritten."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from throughcare.commons.cases import actions, desk, drafts, gate
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.forms import CorrectionForm, NoteForm
from throughcare.commons.cases.queries import record
from throughcare.commons.cases.said import two_times
from throughcare.frame import answers
from throughcare.frame.said import say
from throughcare.frame.shell import Link
from throughcare.kernel.answers import Conflict, NotFound
from throughcare.kernel.definitions import codelist
from throughcare.kernel.paging import page_number
from throughcare.kernel.time import format_time
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record as record_line

ABOUT = {
    "core": lambda: _("About the case"),
    "health": lambda: _("About health"),
    "beliefs": lambda: _("About beliefs and ideology work"),
    "network": lambda: _("About family and others"),
    "safety": lambda: _("About safety"),
    "police": lambda: _("About the police steps"),
}


@require_GET
def notes(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show the notes that the reader may see, each with its corrections."""
    case = desk.open_for(request, reference, look="notes:looked", not_done=_("The notes were not opened"))
    about = request.GET.get("about", "")
    compartment = about if about in ABOUT and case.may_read(about) else ""
    page = record.notes(case, compartment=compartment, number=page_number(request.GET.get("page")))
    here = page_of(case.reference, "notes")
    context = {
        "page": page,
        "about": {code: label() for code, label in ABOUT.items()},
        "kinds": {
            value.code: codelist("statement_kinds").label(value.code) for value in codelist("statement_kinds").values
        },
        "two_times": two_times,
        "filters": _filters(case, compartment, here),
        "may_add": bool(case.may("cases.add_note")),
        "may_correct": lambda code: bool(case.may("cases.correct_note") & matrix().may(case.roles, code, "write")),
        "add_url": page_of(case.reference, "notes/add"),
        "correct_url": lambda thread: page_of(case.reference, f"notes/{thread.compartment}/{thread.thread}/correct"),
        "address": lambda number: f"{here}?page={number}" + (f"&about={compartment}" if compartment else ""),
    }
    return render(request, "cases/notes.html", context)


def _filters(case: gate.OpenCase, chosen: str, here: str) -> list[Link]:
    found = [Link(_("All"), here, current=not chosen)]
    return found + [
        Link(label(), f"{here}?about={code}", current=code == chosen)
        for code, label in ABOUT.items()
        if case.may_read(code)
    ]


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, reference: str) -> HttpResponse:
    """This will add a note to one compartment, or keep it as a draft that only its writer sees."""
    case = gate.open_for(request, reference, verb="notes:looked")
    asked = request.POST.get("about") or request.GET.get("about", "core")
    compartment = asked if asked in _writable(case) else "core"
    key = f"note:{case.reference}:{compartment}"
    kept = drafts.kept(key, staff_id=request.user.staff_id, at=request.at)
    if request.method == "POST" and "draft" in request.POST:
        return _keep(request, case, key, compartment)
    form = _note_form(request, case, compartment, kept)
    request.form = form
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("text", "kind", "source")}
        actions.add_note(
            case, compartment=compartment, happened_at=form.cleaned_data["happened"].at, at=request.at, **values
        )
        drafts.drop(key, staff_id=request.user.staff_id)
        say(request, _("Note added at %(time)s.") % {"time": format_time(request.at)})
        return HttpResponseRedirect(page_of(case.reference, "notes"))
    context = {
        "form": form,
        "compartment": compartment,
        "about": {code: label() for code, label in ABOUT.items()},
        "others": [
            Link(ABOUT[code](), page_of(case.reference, f"notes/add?about={code}"))
            for code in _writable(case)
            if code != compartment
        ],
        "kept_at": kept.saved_at if kept else None,
    }
    return render(request, "cases/note.html", context, status=422 if form.errors else 200)


def _writable(case: gate.OpenCase) -> list[str]:
    return [code for code in ABOUT if matrix().may(case.roles, code, "write")]


def _note_form(request: HttpRequest, case: gate.OpenCase, compartment: str, kept: drafts.Kept | None) -> NoteForm:
    if request.method == "POST":
        return NoteForm(request.POST, compartment=compartment, under=case.pathway, at=request.at)
    initial = {name: kept.body[name] for name in ("text", "kind", "source") if kept and kept.body.get(name)}
    return NoteForm(None, compartment=compartment, under=case.pathway, at=request.at, initial=initial)


def _keep(request: HttpRequest, case: gate.OpenCase, key: str, compartment: str) -> HttpResponse:
    body = {name: request.POST.get(name, "")[:100_000] for name in ("text", "kind", "source")}
    drafts.keep(key, body, staff_id=request.user.staff_id, at=request.at, case_id=case.id)
    say(request, _("Draft kept at %(time)s. Only you see it.") % {"time": format_time(request.at)})
    return HttpResponseRedirect(page_of(case.reference, f"notes/add?about={compartment}"))


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, reference: str, compartment: str, thread: UUID) -> HttpResponse:
    """This will put a corrected version beside the note that was read; two editors see both texts."""
    case = gate.open_for(request, reference, verb="notes:looked")
    latest = record.latest_note(case, compartment=compartment, thread=str(thread))
    if compartment not in _writable(case):
        raise NotFound
    if request.POST.get("keep") == "saved":
        return _kept_saved(request, case, _draft_of(case, thread))
    form = CorrectionForm(
        request.POST if request.method == "POST" else None,
        compartment=compartment,
        under=case.pathway,
        at=request.at,
        initial={"text": latest.text},
    )
    request.form = form
    if request.method == "POST" and form.is_valid():
        return _correct(request, case, compartment, str(thread), latest.version, form)
    context = {
        "form": form,
        "latest": latest,
        "when": two_times(latest.happened_at, latest.recorded_at),
        "about": ABOUT[compartment](),
    }
    return render(request, "cases/correct_note.html", context, status=422 if form.errors else 200)


def _correct(
    request: HttpRequest, case: gate.OpenCase, compartment: str, thread: str, latest: int, form: CorrectionForm
) -> HttpResponse:
    """After a conflict the text stands on the version that was shown beside it."""
    typed = request.POST.get("version", "")
    version = latest if request.POST.get("keep") or not typed.isdigit() else int(typed[:4])
    words = {name: form.cleaned_data[name] for name in ("text", "reason")}
    key = _draft_of(case, thread)
    try:
        actions.correct_note(case, compartment=compartment, thread=thread, version=version, at=request.at, **words)
    except Conflict as clash:
        drafts.keep(key, words, staff_id=request.user.staff_id, at=request.at, case_id=case.id)
        record_line("look:conflict", kind="view", subject="note-correct", at=request.at, case_id=case.id)
        return answers.conflict(request, clash)
    drafts.drop(key, staff_id=request.user.staff_id)
    say(
        request, _("Note corrected at %(time)s. The earlier text stands beside it.") % {"time": format_time(request.at)}
    )
    return HttpResponseRedirect(page_of(case.reference, "notes"))


def _kept_saved(request: HttpRequest, case: gate.OpenCase, key: str) -> HttpResponse:
    drafts.drop(key, staff_id=request.user.staff_id)
    say(request, _("The saved text stands. Yours was not used."))
    return HttpResponseRedirect(page_of(case.reference, "notes"))


def _draft_of(case: gate.OpenCase, thread: object) -> str:
    return f"note:{case.reference}:correct:{thread}"
