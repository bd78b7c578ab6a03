"""Documents on a case: listed with their versions, attached, opened, replaced, withdrawn."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import desk, gate
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.handed_on import handed_on
from throughcare.commons.cases.said import when
from throughcare.commons.files import actions, cabinet, queries, rules, scanning, sealing, sniffing
from throughcare.commons.files.forms import AttachForm, OfDocument, ReplaceForm, WithdrawForm
from throughcare.frame.said import done
from throughcare.frame.shell import Link
from throughcare.kernel.answers import Mend, NotFound, Refusal, no
from throughcare.kernel.definitions import codelist
from throughcare.kernel.paging import page_number
from throughcare.kernel.time import format_date_short, format_time, uk_today
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record

log = logging.getLogger("throughcare.files")
LOOKED = "files:looked"
ABOUT = {
    "core": lambda: _("About the case"),
    "health": lambda: _("About health"),
    "beliefs": lambda: _("About beliefs and ideology work"),
    "network": lambda: _("About family and others"),
    "safety": lambda: _("About safety"),
    "police": lambda: _("About the police steps"),
}
LEAVES = frozenset({"core", "health", "beliefs", "network"})
HARMLESS = {  # whatever is in the file, a browser runs none of it and keeps no copy
    "Content-Security-Policy": "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@require_GET
def documents(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show the documents that the reader may see, each with its versions."""
    case = desk.open_for(
        request, reference, look=LOOKED, not_done=_("The documents were not opened"), verb="files.open"
    )
    about = request.GET.get("about", "")
    compartment = about if about in ABOUT and case.may_read(about) else ""
    here = page_of(case.reference, queries.PAGE)
    context = {
        "page": queries.documents(case, compartment=compartment, number=page_number(request.GET.get("page"))),
        "about": {code: label() for code, label in ABOUT.items()},
        "labels": codelist("document_kinds").label,
        "statements": codelist("statement_kinds").label,
        "type_of": _type_of,
        "size_of": rules.in_words,
        "when": when,
        "made": lambda at: format_date_short(uk_today(at)),
        "is_scanned": lambda row: row.scan == scanning.CLEAN,
        "is_harmful": lambda row: row.scan == scanning.HARMFUL,
        "filters": _filters(case, compartment, here),
        "may_attach": bool(case.may("files.attach")),
        "may": lambda verb, code: bool(case.may(verb) & matrix().may(case.roles, code, "write")),
        "may_open_withdrawn": bool(case.may("files.open_withdrawn")),
        "below": lambda address: page_of(case.reference, f"{queries.PAGE}/{address}"),
        "handed_on_url": lambda thread: _handed_on(case, thread),
        "address": lambda number: f"{here}?page={number}" + (f"&about={compartment}" if compartment else ""),
    }
    return render(request, "files/documents.html", context)


def _handed_on(case: gate.OpenCase, thread: queries.Thread) -> str:
    """What is about police or about the safety of staff leaves by no disclosure."""
    if thread.compartment not in LEAVES:
        return ""
    row = thread.files[0] if thread.files else thread.latest
    words = {"kind": codelist("document_kinds").label(row.what), "number": row.version, "when": when(row.recorded_at)}
    return handed_on(case, "document", called=_("Document, %(kind)s, version %(number)s, attached %(when)s") % words)


def _type_of(code: str) -> str:
    kind = queries.file_rules().kind(code)
    return kind.label if kind else code.upper()


def _filters(case: gate.OpenCase, chosen: str, here: str) -> list[Link]:
    readable = [code for code in ABOUT if case.may_read(code)]
    return [
        Link(_("All"), here, current=not chosen),
        *(Link(ABOUT[code](), f"{here}?about={code}", current=code == chosen) for code in readable),
    ]


@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest, reference: str) -> HttpResponse:
    """This will attach a document to one compartment of the case."""
    case = desk.open_for(
        request, reference, look=LOOKED, not_done=_("The document was not attached"), verb="files.attach"
    )
    asked = request.POST.get("about") or request.GET.get("about", "core")
    compartment = asked if asked in _writable(case) else "core"
    form = AttachForm(
        *_sent(request), compartment=compartment, under=case.pathway, rules=queries.file_rules(), at=request.at
    )
    others = [code for code in _writable(case) if code != compartment]
    context = {
        "compartment": compartment,
        "about": ABOUT[compartment](),
        "others": [Link(ABOUT[code](), page_of(case.reference, f"documents/add?about={code}")) for code in others],
        "is_scanned": scanning.is_set(),
    }

    def call(said: dict[str, Any]) -> str:
        values = {name: said[name] for name in ("what", "title", "kind", "source")}
        new = actions.NewDocument(compartment=compartment, happened_at=said["happened"].at, **values)
        actions.attach(case, new=new, file=_file(said["file"]), at=request.at)
        return _("Document attached at %(time)s.") % {"time": format_time(request.at)}

    return _form_page(request, case, form, "files/attach.html", context, call)


def _writable(case: gate.OpenCase) -> list[str]:
    return [code for code in ABOUT if matrix().may(case.roles, code, "write")]


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _file(sent: Any) -> actions.NewFile:
    return actions.NewFile(sent.name or "", sent.content_type or "", sent.read(), sent.size)


def _form_page(
    request: HttpRequest,
    case: gate.OpenCase,
    form: OfDocument,
    template: str,
    context: dict[str, Any],
    call: Callable[[dict[str, Any]], str],
) -> HttpResponse:
    """A file that is not taken is refused on the form itself, so that what was typed stays in its boxes."""
    request.form = form
    refused: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return done(request, page_of(case.reference, queries.PAGE), call(form.cleaned_data))
        except Refusal as stop:
            if "file" not in form.fields:
                raise
            refused = stop
            _note_refusal(request, case, form, stop)
    context |= {"form": form, "refused": refused, "back": page_of(case.reference, queries.PAGE)}
    return render(request, template, context, status=422 if form.errors else 200)


def _note_refusal(request: HttpRequest, case: gate.OpenCase, form: OfDocument, stop: Refusal) -> None:
    for reason in stop.reasons:
        mends = "".join(f" {mend.text}." for mend in reason.mends)
        form.add_error("file", f"{reason.text[:1].upper()}{reason.text[1:]}.{mends}")
    found = stop.found if isinstance(stop, actions.Infected) else ""
    verb, subject = ("files:infected", found) if found else ("look:refused", request.resolver_match.view_name)
    record(verb, kind="view", subject=subject, at=request.at, case_id=case.id)


@require_GET
def open_file(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will give what is in a document, as a file that no browser runs; one audit line names the document."""
    case = gate.open_for(request, reference, verb="files:opened", document=str(key))
    desk.insist(case, case.may("files.open"), _("The document was not opened"))
    found = queries.one(case, key)
    if not found.row.stored:
        raise NotFound
    if found.row.scan == scanning.HARMFUL:
        _harmful(case)
    if found.latest.withdrawn:
        desk.insist(case, case.may("files.open_withdrawn"), _("The withdrawn document was not opened"))
    try:
        content = queries.content_of(found.row)
    except (cabinet.Missing, sealing.Unreadable, sealing.NoKeys) as trouble:
        log.error("A file of case %s cannot be read: %s", case.id, type(trouble).__name__)
        _gone(case)
        raise
    return _as_file(content, case, found)


def _gone(case: gate.OpenCase) -> None:
    words = _("its file is not where it should be, or cannot be read with the keys that this site has")
    mend = Mend(_("Tell whoever runs the site: files and keys may be restored from a backup"))
    no(words, mends=[mend]).or_refuse(_("The document was not opened"), ask=agencies.contact(case.owner_id))


def _harmful(case: gate.OpenCase) -> None:
    mend = Mend(_("Tell your agency's security desk where it came from, and ask the sender for a clean one"))
    reason = no(_("the scanner found something harmful in it"), mends=[mend])
    reason.or_refuse(_("The document was not opened"), ask=agencies.contact(case.owner_id))


def _as_file(content: bytes, case: gate.OpenCase, found: queries.One) -> HttpResponse:
    kind = queries.file_rules().kind(found.row.media)
    media_type = kind.media_type if kind else "application/octet-stream"
    if media_type == "text/plain":
        media_type = f"text/plain; charset={sniffing.coding_of(content).removesuffix('-sig') or 'utf-8'}"
    response = HttpResponse(content, content_type=media_type, headers=HARMLESS)
    response["Content-Disposition"] = _disposition(case, found)
    return response


def _disposition(case: gate.OpenCase, found: queries.One) -> str:
    """The reference and what it is, never a name: files lie about in folders. Letters beyond ASCII as RFC 5987 has it."""
    kind = queries.file_rules().kind(found.row.media)
    ending = kind.extensions[0] if kind else "bin"
    plain = f"{case.reference}-{found.row.what.replace('_', '-')}-{found.row.version}.{ending}"
    label = codelist("document_kinds").label(found.row.what)
    full = f"{case.reference} {label} {found.row.version}.{ending}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(full, safe='')}"


@require_http_methods(["GET", "POST"])
def replace(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will put a newer version before a document, or better words for it."""
    case = desk.open_for(
        request, reference, look=LOOKED, not_done=_("The document was not replaced"), verb="files.replace"
    )
    found = _to_change(case, key)
    initial = {"what": found.row.what, "title": found.row.title}
    options = {"compartment": found.compartment, "rules": queries.file_rules(), "at": request.at, "initial": initial}
    options["under"] = case.pathway
    form = ReplaceForm(*_sent(request), **options)
    context = {"about": ABOUT[found.compartment](), "row": found.row, "is_scanned": scanning.is_set()}

    def call(said: dict[str, Any]) -> str:
        file = _file(said["file"]) if said["file"] else None
        words = {name: said[name] for name in ("what", "title", "reason")}
        actions.replace(case, key=key, file=file, at=request.at, **words)
        return _("Document replaced at %(time)s. The earlier version stands beside it.") % {
            "time": format_time(request.at)
        }

    return _form_page(request, case, form, "files/replace.html", context, call)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will take a document out of use, with the reason."""
    case = desk.open_for(
        request, reference, look=LOOKED, not_done=_("The document was not withdrawn"), verb="files.withdraw"
    )
    found = _to_change(case, key)
    data, _files = _sent(request)
    form = WithdrawForm(
        data, compartment=found.compartment, under=case.pathway, rules=queries.file_rules(), at=request.at
    )
    context = {"about": ABOUT[found.compartment](), "row": found.row}

    def call(said: dict[str, Any]) -> str:
        actions.withdraw(case, key=key, reason=said["reason"], at=request.at)
        return _("Document withdrawn at %(time)s.") % {"time": format_time(request.at)}

    return _form_page(request, case, form, "files/withdraw.html", context, call)


def _to_change(case: gate.OpenCase, key: UUID) -> queries.One:
    found = queries.one(case, key)
    if found.compartment not in _writable(case):
        raise NotFound
    return found
