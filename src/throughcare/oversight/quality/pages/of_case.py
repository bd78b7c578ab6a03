"""What a study asks of a case: to choose and freeze what a second assessor is shown."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.readers import readers
from throughcare.frame.off_paper import without_names
from throughcare.frame.said import done
from throughcare.oversight.quality import actions, evidence, forms, queries, words
from throughcare.oversight.quality.models import SampledCase
from throughcare.safeguards.access.matrix import matrix


@require_http_methods(["GET", "POST"])
def freeze(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will choose what a second assessor is shown, then show it with names withheld, then freeze it."""
    case = gate.open_for(request, reference, verb="quality:evidence_looked")
    allowed = matrix().may_do(case.roles, "quality.freeze")
    allowed.or_refuse(_("The evidence was not opened"), ask=agencies.contact(case.owner_id))
    found = queries.of_case(case, str(key))
    if found.frozen_at:
        frozen = [(words.piece_in_words(one.what), one.day, one.text) for one in queries.pieces(case, found)]
        return render(request, "quality/frozen.html", {"found": found, "pieces": frozen})
    all_of_them = queries.originals_for(case, found)
    chosen = [one for one in all_of_them if one.code in request.GET.getlist("piece")]
    if not chosen:
        return _choose(request, case, found, all_of_them)
    names = evidence.withheld(case)
    initial = {one.code: without_names(one.text, names) for one in chosen}
    seen = readers("second_rating", under=case.pathway, and_by=_("whoever rates a second time"))
    form = forms.Withhold(request.POST or None, originals=chosen, initial=initial, readers=seen, at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        actions.freeze(case, key=str(key), texts=form.cleaned_data, at=request.at)
        return done(request, page_of(reference, "tasks"), _("Evidence frozen. It stays as it is now."))
    back = page_of(reference, f"second-rating/{key}")
    return render(request, "quality/withhold.html", {"form": form, "back": back}, status=422 if form.errors else 200)


def _choose(
    request: HttpRequest, case: gate.OpenCase, found: SampledCase, offered: list[evidence.Original]
) -> HttpResponse:
    """The choice goes into the address: codes alone, so that it can be gone back to."""
    form = forms.Choose(request.POST or None, originals=offered, at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        chosen: Any = [("piece", code) for code in form.cleaned_data["pieces"]]
        return HttpResponseRedirect(f"{request.path}?{urlencode(chosen)}")
    context = {"form": form, "found": found, "offered": offered}
    return render(request, "quality/choose.html", context, status=422 if form.errors else 200)
