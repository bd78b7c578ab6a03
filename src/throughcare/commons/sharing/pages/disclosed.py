"""What a partner's own staff read of what was given to their agency, and how they say what became of it. No case is opened."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.readers import readers
from throughcare.commons.sharing import actions, handing
from throughcare.commons.sharing.forms import disclosures as forms
from throughcare.commons.sharing.queries import disclosures as queries
from throughcare.frame.said import say
from throughcare.kernel.answers import NotFound
from throughcare.kernel.paging import Page, offset, page_number
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.record import record

UNPROCESSABLE = 422


@require_safe
def given(request: HttpRequest) -> HttpResponse:
    """This will list what was given to the agencies for which somebody answers, newest first."""
    every = queries.disclosed_to_my_agency(_me(request), at=request.at)
    number = page_number(request.GET.get("page"))
    page = Page.of(every[offset(number) :], number=number, counted=len(every))
    record("disclosures:listed", kind="staff", subject=_me(request), at=request.at)
    return render(request, "sharing/given_to_us.html", {"page": page, "address": lambda number: f"?page={number}"})


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will show what was given to the own agency; once it was taken back, why, and ask what became of it."""
    shared = queries.disclosed_to_me(str(key), staff_id=_me(request), at=request.at)
    if shared is None:
        raise NotFound
    row = shared.row
    form = forms.BecameForm(
        request.POST or None,
        by_themselves=True,
        readers=readers(queries.DISCLOSURES, and_by=_("the staff of your agency who answer requests")),
    )
    request.form = form
    if request.method == "POST" and form.is_valid():
        actions.say_what_became(
            str(key), staff_id=_me(request), became=actions.Became(**form.cleaned_data), at=request.at
        )
        say(request, _("Thank you. It is recorded."))
        return redirect("partner-given")
    actions.read_given(shared, at=request.at)
    content = "" if shared.taken_back else queries.text_given(row.pk)
    context = {
        "one": shared,
        "text": handing.read(content) if content else None,
        "form": form,
        "handling": handing.handling(),
    }
    return render(request, "sharing/given_one.html", context, status=UNPROCESSABLE if form.errors else 200)


def _me(request: HttpRequest) -> int:
    staff_id = request.user.staff_id
    if not agencies.agencies_served(staff_id, role="partner", on=uk_today(request.at)):
        raise NotFound
    return int(staff_id)
