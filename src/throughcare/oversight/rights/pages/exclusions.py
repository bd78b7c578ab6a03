"""Who is kept out of a record of the own controller: keeping a colleague out, and letting them back in."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import queries as cases
from throughcare.commons.cases.readers import readers
from throughcare.frame.said import done
from throughcare.frame.transaction import database_role
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import codelist
from throughcare.oversight.rights import actions, forms, queries
from throughcare.oversight.rights.pages.looks import is_officer
from throughcare.safeguards.audit.record import record


@database_role("oversight")
@require_http_methods(["GET", "POST"])
def kept_out(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show who is kept out of a case, and keep another colleague out of it."""
    case_id = queries.overseen_case(reference) if is_officer(request) else None
    if case_id is None:
        raise NotFound
    name = request.GET.get("name", "").strip()
    found = {line.key: line for line in agencies.colleagues_named(name) if line.id != request.user.staff_id}
    form = forms.KeepOut(request.POST or None, readers=readers("exclusion"), at=request.at)
    form.fields["who"].choices = [(key, f"{line.name}, {line.job_title}, {line.agency}") for key, line in found.items()]
    request.form = form
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        who = found[said["who"]]
        actions.keep_out(
            reference=reference,
            staff_id=who.id,
            kind=said["kind"],
            reason=said["reason"],
            by=request.user.staff_id,
            at=request.at,
        )
        return done(request, _here(reference), _("%(name)s cannot open this case any more.") % {"name": who.name})
    record("rights:kept_out_looked", kind="cases.exclusion", subject="-", at=request.at, case_id=case_id)
    context = {
        "form": form,
        "name": name,
        "found": found,
        "reference": reference,
        "rows": cases.exclusions_of(case_id),
        "conflict": codelist("conflict_kinds").label,
        "back_in": lambda key: reverse("let-back-in", kwargs={"reference": reference, "key": key}),
    }
    return render(request, "rights/kept_out.html", context, status=422 if form.errors else 200)


@database_role("oversight")
@require_POST
def let_back_in(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will let a colleague back into a case by the posts and grants they hold."""
    colleague = agencies.staff_by_key(str(key)) if is_officer(request) else None
    if colleague is None:
        raise NotFound
    reason = request.POST.get("reason", "").strip()[:400]
    actions.let_back_in(
        reference=reference, staff_id=colleague.id, reason=reason, by=request.user.staff_id, at=request.at
    )
    return done(request, _here(reference), _("%(name)s is no longer kept out.") % {"name": colleague.name})


def _here(reference: str) -> str:
    return reverse("kept-out", kwargs={"reference": reference})


@database_role("oversight")
@require_safe
def ties_matched(request: HttpRequest) -> HttpResponse:
    """This will list the ties that colleagues declared and that fitted a case, and whether somebody has answered."""
    if not is_officer(request):
        raise NotFound
    record("rights:ties_looked", kind="cases.tiematch", subject="-", at=request.at)
    return render(request, "rights/ties_matched.html", {"rows": cases.ties_matched()})
