"""The programme on one page of a case, and a page for each of its acts; taking a case on has no case yet."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from throughcare.commons.cases import gate
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.form_page import GET_POST, form_page
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.holdings import has
from throughcare.commons.cases.readers import readers
from throughcare.commons.people.actions import NewPerson
from throughcare.commons.programme import actions, forms, queries
from throughcare.commons.programme.actions import NewEntry
from throughcare.frame.dates import PartialDate
from throughcare.frame.forms import Form
from throughcare.frame.said import done
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today
from throughcare.safeguards.pathways import Pathway

BACK = "programme"


@require_http_methods(GET_POST)
def take_on(request: HttpRequest) -> HttpResponse:
    """This will take a case of the programme on; for coordinators of its regions alone."""
    staff_id, at = request.user.staff_id, request.at
    regions = queries.regions_of(staff_id, on=uk_today(at))
    if not regions:
        raise NotFound
    seen_by = readers("identity", "core", under=Pathway.load("ddp_licence"))
    form = forms.TakeOnForm(request.POST or None, readers=seen_by, at=at)
    form.fields["region"].choices = [(area.code, area.name) for area in regions]
    request.form = form
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        region = next(area for area in regions if area.code == said.pop("region"))
        reference = actions.take_on(NewEntry(person=_person(said), area_id=region.pk, **said), by=staff_id, at=at)
        return done(request, page_of(reference), _("Case taken on. Police check first; nobody is contacted yet."))
    return render(request, "programme/take_on.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
def programme(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show how the case came, who supplies, where it crossed, and what may be done now."""
    case = _open(request, reference)
    row = queries.taken_on(case)
    context = {
        "taken_on": row,
        "cohort": codelist("ddp_cohorts").label(row.cohort) if row else "",
        "eligibility": codelist("ddp_eligibility").label(row.eligibility) if row else "",
        "footing": str(queries.FOOTINGS[row.footing]) if row else "",
        "pathway": case.pathway.label,
        "commissions": queries.commissions(case),
        "crossings": queries.crossings(case),
        "choices": queries.after_order(case),
        "referred": queries.referred(case),
        "may_refer": _may(case, "refer_to_channel"),
        "may": {
            **{verb: _may(case, verb) for verb in ("commission", "begin", "cross", "name_officer")},
            "choose_after_order": has(case, "has_order") and _may(case, "choose_after_order"),
        },
    }
    return render(request, "programme/programme.html", context)


@require_http_methods(GET_POST)
def commission(request: HttpRequest, reference: str) -> HttpResponse:
    """This will commission a supplier."""
    case = _open(request, reference)

    def call(said: dict[str, Any]) -> object:
        return actions.commission(case, at=request.at, **said)

    words = {"heading": _("Commission a supplier"), "button_text": _("Commission supplier")}
    form = _form(request, case, forms.CommissionForm)
    return form_page(request, case, form, call=call, back=BACK, said=_("Supplier commissioned."), **words)


@require_http_methods(GET_POST)
def officer(request: HttpRequest, reference: str) -> HttpResponse:
    """This will name the supervising officer or the prison lead."""
    case = _open(request, reference)

    def call(said: dict[str, Any]) -> object:
        role, _mark, key = said["who"].partition(":")
        found = next(one for one in queries.officers(case, role) if str(one.key) == key)
        return actions.name_officer(case, role=role, staff_id=found.id, at=request.at)

    words = {"heading": _("Name an officer or prison lead"), "button_text": _("Name colleague")}
    form = _form(request, case, forms.OfficerForm)
    form.fields["who"].choices = queries.officer_choices(case)
    said = _("Named. The case is open to them.")
    return form_page(request, case, form, call=call, back=BACK, said=said, **words)


@require_http_methods(GET_POST)
def begin(request: HttpRequest, reference: str) -> HttpResponse:
    """This will let support run under an order or with consent."""
    case = _open(request, reference)

    def call(said: dict[str, Any]) -> object:
        return actions.begin(case, happened_at=said["happened"].at, at=request.at)

    words = {"heading": _("Begin under the order or consent"), "button_text": _("Begin")}
    form = _form(request, case, forms.BeginForm)
    return form_page(request, case, form, call=call, back=BACK, said=_("Support may run. Start it next."), **words)


@require_http_methods(GET_POST)
def cross(request: HttpRequest, reference: str) -> HttpResponse:
    """This will move the case to another pathway of the programme."""
    case = _open(request, reference)

    def call(said: dict[str, Any]) -> object:
        return actions.cross(case, at=request.at, **said)

    words = {"heading": _("Move to another pathway"), "button_text": _("Move case")}
    form = _form(request, case, forms.CrossForm)
    form.fields["to"].choices = [pair for pair in queries.pathways() if pair[0] != case.pathway_name]
    said = _("The case crossed. Every record stays.")
    return form_page(request, case, form, call=call, back=BACK, said=said, **words)


@require_http_methods(GET_POST)
def choose(request: HttpRequest, reference: str) -> HttpResponse:
    """This will choose what comes after the order."""
    case = _open(request, reference)

    def call(said: dict[str, Any]) -> object:
        return actions.choose_after_order(case, at=request.at, **said)

    words = {"heading": _("What comes after the order"), "button_text": _("Record choice")}
    form = _form(request, case, forms.ChooseForm)
    return form_page(request, case, form, call=call, back=BACK, said=_("Choice recorded, with a task."), **words)


def _open(request: HttpRequest, reference: str) -> OpenCase:
    case = gate.open_for(request, reference, verb="programme:looked")
    if not case.may_read("core") or not queries.is_of_programme(case):
        raise NotFound
    return case


def _form(request: HttpRequest, case: OpenCase, kind: type[Form]) -> Any:
    return kind(request.POST or None, readers=readers("core", under=case.pathway), at=request.at)


def _may(case: OpenCase, name: str) -> bool:
    verb = f"programme.{name}"
    return bool(case.may(verb)) and case.stage in case.pathway.verb(verb).stages


def _person(said: dict[str, Any]) -> NewPerson:
    born: PartialDate | None = said.pop("born")
    name, used = said.pop("name"), said.pop("name_used")
    if born is None:
        return NewPerson(name=name, name_used=used)
    precision = "exact" if born.day else "month" if born.month else "year"
    return NewPerson(name=name, name_used=used, born_on=born.earliest, birth_precision=precision)
