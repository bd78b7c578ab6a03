"""How the case stands towards the person: told or not, safe contact, what to be careful of, how to reach them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from throughcare.commons.cases import actions, desk, gate, queries
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.forms import CareForm, StaffSafetyForm, ToldForm
from throughcare.commons.cases.said import born_in_words
from throughcare.commons.people import queries as people
from throughcare.frame.jinja import phone
from throughcare.frame.said import say
from throughcare.kernel.time import format_time, uk_today

WAYS = {"address": lambda: _("Address"), "phone": lambda: _("Phone"), "email": lambda: _("Email")}


@require_http_methods(["GET", "POST"])
def told(request: HttpRequest, reference: str) -> HttpResponse:
    """This will record that the person was told, or why not and until when."""
    case = desk.open_for(request, reference, look="told:looked", not_done=_("The page was not opened"))
    form = ToldForm(
        request.POST if request.method == "POST" else None, compartment="core", under=case.pathway, at=request.at
    )
    request.form = form
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.record_told(
            case,
            told=data["told"] == "yes",
            reason=data["reason"],
            words=data["words"],
            review_on=data["review_on"],
            happened_at=data["happened"].at,
            at=request.at,
        )
        say(request, _("Recorded at %(time)s.") % {"time": format_time(request.at)})
        return HttpResponseRedirect(page_of(case.reference, "told"))
    desk.insist(case, case.may("cases.record_told"), _("The page was not opened"))
    context = {"form": form, "back": page_of(case.reference, "told")}
    return render(request, "cases/told.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def care(request: HttpRequest, reference: str) -> HttpResponse:
    """This will record how to reach the person safely and what to be careful of."""
    case = desk.open_for(request, reference, look="care:looked", not_done=_("The page was not opened"))
    now = queries.take_care(case)
    form = CareForm(
        request.POST if request.method == "POST" else None,
        compartment="core",
        under=case.pathway,
        at=request.at,
        initial={"safe_contact": now.safe_contact, "take_care": now.take_care},
    )
    request.form = form
    if request.method == "POST" and form.is_valid():
        actions.record_care(case, at=request.at, **form.cleaned_data)
        say(request, _("Saved at %(time)s.") % {"time": format_time(request.at)})
        return HttpResponseRedirect(page_of(case.reference, "care"))
    return _care_page(request, case, form)


@require_http_methods(["GET", "POST"])
def staff_safety(request: HttpRequest, reference: str) -> HttpResponse:
    """This will record what keeps those safe who work with the person."""
    case = gate.open_for(request, reference, verb="care:looked")
    now = queries.take_care(case)
    initial = {"staff_safety": now.staff_safety}
    form = StaffSafetyForm(
        request.POST if request.method == "POST" else None,
        compartment="safety",
        under=case.pathway,
        at=request.at,
        initial=initial,
    )
    request.form = form
    if request.method == "POST" and form.is_valid():
        actions.record_staff_safety(case, words=form.cleaned_data["staff_safety"], at=request.at)
        say(request, _("Saved at %(time)s.") % {"time": format_time(request.at)})
        return HttpResponseRedirect(page_of(case.reference, "care"))
    desk.insist(case, case.may("cases.record_care"), _("The page was not opened"))
    return render(request, "cases/staff_safety.html", {"form": form}, status=422 if form.errors else 200)


def _care_page(request: HttpRequest, case: gate.OpenCase, form: CareForm) -> HttpResponse:
    context = {
        "form": form,
        "now": queries.take_care(case),
        "reads_safety": case.may_read("safety"),
        "may_record": bool(case.may("cases.record_care")),
        "safety_url": page_of(case.reference, "care/staff"),
    }
    return render(request, "cases/care.html", context, status=422 if form.errors else 200)


@require_GET
def contact(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show addresses and numbers of the person; opening it is a look of its own."""
    case = gate.open_for(request, reference, verb="contact:looked")
    answer = case.may("cases.open") & case.may_see("contact")
    desk.insist(case, answer, _("Addresses and numbers were not opened"))
    ways = people.contacts(case.person_id, on=uk_today(request.at))
    context = {
        "ways": [
            (WAYS[each.way](), phone(each.value) if each.way == "phone" else each.value, each.safe) for each in ways
        ],
        "care": queries.take_care(case),
        "born": born_in_words(*people.birth(case.person_id)),
        "birth_url": page_of(case.reference, "birth") if case.may("people.correct_birth") else "",
    }
    return render(request, "cases/contact.html", context)
