"""Papers that the law asks of a controller: drawn from the register, on a page, on paper and as data."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from throughcare.commons.agencies import queries as agencies
from throughcare.frame.pdf import as_download
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import uk_today
from throughcare.oversight.rights import papers
from throughcare.oversight.rights.papers import Paper
from throughcare.safeguards.audit.record import record


@require_safe
def papers_list(request: HttpRequest) -> HttpResponse:
    """This will list the papers that the law asks, each with how much is left to write."""
    found = [_drawn(request, name) for name in papers.paper_names()]
    record("rights:papers_looked", kind="rights.paper", subject="-", at=request.at)
    return render(request, "rights/papers.html", {"found": found})


@require_safe
def paper(request: HttpRequest, name: str) -> HttpResponse:
    """This will show one paper as it is drawn today."""
    one = _drawn(request, name)
    record("rights:paper_looked", kind="rights.paper", subject=name, at=request.at)
    context = {"one": one, "made": papers.made_words(one), "to_write": papers.to_write()}
    return render(request, "rights/paper.html", context)


@require_POST
def paper_on_paper(request: HttpRequest, name: str) -> HttpResponse:
    """This will print one paper."""
    one = _drawn(request, name)
    record("rights:paper_printed", kind="rights.paper", subject=name, at=request.at)
    return as_download(papers.on_paper(one, at=request.at), name=_file(name), at=request.at)


@require_POST
def paper_as_data(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """This will give one paper as data that machines and spreadsheets read."""
    write = {"csv": papers.as_csv, "json": papers.as_json}.get(form)
    one = _drawn(request, name)
    if write is None:
        raise NotFound
    record("rights:paper_taken", kind="rights.paper", subject=name, at=request.at)
    kind = "text/csv; charset=utf-8" if form == "csv" else "application/json"
    response = HttpResponse(write(one), content_type=kind)
    day = uk_today(request.at).isoformat()
    response["Content-Disposition"] = f'attachment; filename="{_file(name)}-{day}.{form}"'
    response["Cache-Control"] = "no-store"
    return response


def _file(name: str) -> str:
    return name.replace("_", "-")


def _drawn(request: HttpRequest, name: str) -> Paper:
    """A paper of the agency whose data protection officer asks; nobody else finds one."""
    served = agencies.agencies_served(request.user.staff_id, role="data_protection", on=uk_today(request.at))
    if not served or name not in papers.paper_names():
        raise NotFound
    return papers.filled(name, agencies.agency(served[0]), at=request.at)
