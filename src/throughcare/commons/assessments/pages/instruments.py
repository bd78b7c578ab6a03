"""Which instruments there are here, each with its licence, and bringing a licensed site's own copy in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.assessments import actions
from throughcare.commons.assessments.forms import BringForm
from throughcare.commons.assessments.instruments import Instrument, every_version, shells
from throughcare.commons.assessments.instruments.bringing import Proposal, Told, again, propose, template
from throughcare.commons.cases import drafts
from throughcare.commons.cases.readers import readers
from throughcare.frame.said import done
from throughcare.kernel.answers import NotFound
from throughcare.kernel.sheets.writing import as_csv
from throughcare.kernel.time import uk_today
from throughcare.safeguards.access.matrix import matrix

VERB = "instruments.bring"
GET_AND_POST = ["GET", "HEAD", "POST"]


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """This will list every version of every instrument, and what can be used here."""
    _my_agency(request)
    today = uk_today(request.at)
    lines = [(one, _state(one, superseded=one.is_superseded(today))) for one in every_version()]
    return render(request, "assessments/instruments.html", {"lines": lines})


@require_GET
def one(request: HttpRequest, name: str, version: str) -> HttpResponse:
    """This will show one version of an instrument: what it is, who may use it for whom, and what is not checked yet."""
    _my_agency(request)
    found = next((each for each in every_version() if (each.name, each.version) == (name, version)), None)
    if found is None:
        raise NotFound
    return render(request, "assessments/instrument.html", {"used": found, "labels": _labels(found)})


@require_http_methods(GET_AND_POST)
def bring(request: HttpRequest) -> HttpResponse:
    """This will take a file with a copy, check all of it, and go on to its preview, or say everything that is wrong."""
    _my_agency(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    known = [(each.name, each.title) for each in shells()]
    form = BringForm(*sent, choices=known, readers=readers("instruments", of=_("your agency")))
    proposal = None
    if request.method == "POST" and form.is_valid():
        proposal = _proposed(request, form)
        if not proposal.faults:
            kept = {"name": proposal.name, "version": proposal.version, "data": proposal.data}
            kept |= {"licensed": form.cleaned_data["licensed"]}
            drafts.keep(VERB, kept, staff_id=_me(request), at=request.at)
            return redirect("instrument-check")
        form.add_error("file", _("The copy was not taken. What to mend is listed below"))
    context = {"form": form, "faults": proposal.faults if proposal else (), "shells": shells()}
    return render(request, "assessments/bring.html", context, status=422 if form.errors else 200)


@require_http_methods(GET_AND_POST)
def check(request: HttpRequest) -> HttpResponse:
    """This will show what would be added, and add it."""
    agency_id, me = _my_agency(request), _me(request)
    kept = drafts.kept(VERB, staff_id=me, at=request.at)
    if kept is None:
        return redirect("instrument-bring")
    proposal = again(kept.body["name"], kept.body["version"], kept.body["data"])
    if request.method == "POST":
        licensed = kept.body["licensed"]
        actions.bring(proposal, licensed=licensed, agency_id=agency_id, by=me, at=request.at)
        drafts.drop(VERB, staff_id=me)
        words = _("%(title)s, version %(version)s, was added. It can be chosen from now on.")
        said = {"title": proposal.data["title"], "version": proposal.version}
        return done(request, reverse("instruments"), words % said)
    used = proposal.instrument
    context = {
        "used": used,
        "labels": _labels(used) if used else {},
        "licensed": kept.body["licensed"],
        "faults": proposal.faults,
    }
    return render(request, "assessments/bring_check.html", context)


@require_GET
def rows(request: HttpRequest, name: str) -> HttpResponse:
    """This will give a file to fill in, with a row for each item that is counted."""
    _my_agency(request)
    if name not in {each.name for each in shells()}:
        raise NotFound
    response = HttpResponse("\ufeff" + as_csv(template(name)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _proposed(request: HttpRequest, form: BringForm) -> Proposal:
    said, me = form.cleaned_data, agencies.staff(_me(request))
    told = Told(said["name"], said["version"], said["since"], said["licensed"], me.name)
    return propose(said["file"].read(), filename=said["file"].name or "", told=told)


def _state(one: Instrument, *, superseded: bool) -> str:
    if one.is_shell:
        return _("Items not here")
    if superseded:
        return _("Superseded")
    return _("Copy of this site") if one.is_copy else _("In use")


def _labels(used: Instrument) -> dict[str, str]:
    """The words of the roles that may use it."""
    known = matrix().roles
    return {code: known[code].label for code in used.roles if code in known}


def _my_agency(request: HttpRequest) -> int:
    """The own agency, for whoever answers for its instruments; nobody else finds these pages."""
    staff_id = _me(request)
    agency_id = agencies.staff(staff_id).agency_id
    roles = {post.role for post in agencies.posts_of(staff_id, on=uk_today(request.at)) if post.agency_id == agency_id}
    if not matrix().may_do(roles, VERB):
        raise NotFound
    return agency_id


def _me(request: HttpRequest) -> int:
    return int(request.user.staff_id)
