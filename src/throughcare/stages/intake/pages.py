"""Intake, one view per verb: open the case, read the form, make one call, answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.assessments import queries as assessments
from throughcare.commons.cases import gate
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.form_page import GET_POST, form_page
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.readers import readers
from throughcare.commons.people.actions import NewPerson
from throughcare.frame.forms import Form
from throughcare.frame.said import done
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today
from throughcare.safeguards.pathways import Pathway
from throughcare.stages.intake import actions, forms, queries, rules
from throughcare.stages.referrals.telling import STAFF, NewReferral

BACK = "intake"
LABELS = ("exit_target_group", "exit_exclusions", "group_positions", "work_levels", "housing_options")


def _open(request: HttpRequest, reference: str) -> OpenCase:
    """A case of a pathway that has an intake, for those who may read it; to everybody else these pages do not exist."""
    case = gate.open_for(request, reference, verb="intake:looked")
    if not case.may_read("core") or not queries.is_of_this_kind(case):
        raise NotFound
    return case


def _ask(
    request: HttpRequest,
    reference: str,
    kind: type[Form],
    *,
    heading: str,
    button_text: str,
    said: str,
    call: Callable[[OpenCase, dict[str, Any]], object],
) -> HttpResponse:
    case, words = _open(request, reference), {"heading": heading, "button_text": button_text}
    return form_page(
        request, case, _form(request, case, kind), call=lambda typed: call(case, typed), back=BACK, said=said, **words
    )


def _form(request: HttpRequest, case: OpenCase, kind: type[Form]) -> Any:
    return kind(request.POST or None, readers=readers("core", "identity", under=case.pathway), at=request.at)


@require_GET
def intake(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show what is on record before the start, and what is missing."""
    case = _open(request, reference)
    known = queries.known(case)
    context = {
        "known": known,
        "eligibility": queries.eligibility(case),
        "security": queries.classification(case, rules.SECURITY),
        "control": queries.classification(case, rules.CONTROL),
        "position": queries.classification(case, rules.POSITION),
        "housing": queries.housing(case),
        "level": queries.level(case),
        "override": queries.override(case),
        "authorised": queries.authorised(case),
        "begun": queries.aftercare_begun(case),
        "assessed": next(iter(assessments.finished(case)), None),
        "label": {name: codelist(name).label for name in LABELS},
    }
    return render(request, "intake/intake.html", context | _may(case, known))


def _may(case: OpenCase, known: rules.Known) -> dict[str, bool]:
    """Which buttons the reader has: those of the stage at which the case stands."""
    at_intake, prepares = (
        case.stage in case.pathway.verb(verb).stages for verb in (queries.ACCEPT, "intake.authorise_start")
    )
    unassessed = not known.assessed and not known.overridden
    return {
        "decides": at_intake and bool(case.may(queries.ACCEPT)),
        "starts": prepares and bool(case.may("intake.authorise_start")),
        "overrides": prepares and unassessed and bool(case.may("intake.override_assessment")),
        "writes": bool(case.may("intake.choose_level")),
        "classifies": bool(case.may("intake.classify")),
    }


@require_http_methods(GET_POST)
def begin(request: HttpRequest) -> HttpResponse:
    """This will ask who comes to the programme, and open a case under it."""
    areas = _areas(request)
    if not areas:
        raise NotFound
    seen_by = readers("core", "identity", under=Pathway.load(queries.PATHWAY))
    form = forms.Opening(request.POST or None, readers=seen_by, at=request.at)
    form.offer((area.code, area.name) for area in areas)
    request.form = form
    if request.method == "POST" and form.is_valid():
        area = next(one for one in areas if one.code == form.cleaned_data["area"])
        new = _referral(form.cleaned_data, area_id=area.pk, at=request.at)
        received = actions.open_case(new, asking=_asking(form.cleaned_data), by=request.user.staff_id, at=request.at)
        return done(request, page_of(received.reference), _("Case opened. Police check first."))
    page = {"form": form, "heading": _("Open a case under the exit programme"), "button_text": _("Open case")}
    return render(request, "intake/begin.html", page, status=422 if form.errors else 200)


def _areas(request: HttpRequest) -> list[Any]:
    by, today = request.user.staff_id, uk_today(request.at)
    mine = {post.area_id for post in agencies.posts_of(by, on=today) if post.area_id is not None}
    return [one for one in agencies.areas_among(mine) if actions.may_open(by, area_id=one.pk, on=today)]


def _asking(said: dict[str, Any]) -> rules.Asking:
    return rules.Asking(themselves=said["themselves"] == "yes", how=said["how"], on=said["asked_on"])


def _referral(said: dict[str, Any], *, area_id: int, at: datetime) -> NewReferral:
    precision = "exact" if said["born_on"] else "unknown"
    person = NewPerson(name=said["name"], born_on=said["born_on"], birth_precision=precision)
    return NewReferral(what_worries=said["what"], area_id=area_id, channel=STAFF, received_at=at, person=person)


@require_http_methods(GET_POST)
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    """This will ask whether the programme is for the person, and record it."""

    def call(case: OpenCase, said: dict[str, Any]) -> object:
        happened = said.pop("happened").at
        yes = {name: said[name] == "yes" for name in ("accepted", "in_custody")}
        decided = rules.Decided(**said | yes)
        act = actions.accept if decided.accepted else actions.decline
        return act(case, decided=decided, happened_at=happened, at=request.at)

    return _ask(
        request,
        reference,
        forms.Eligibility,
        heading=_("Is the programme for this person?"),
        button_text=_("Record decision"),
        said=_("Decision recorded."),
        call=call,
    )


@require_http_methods(GET_POST)
def classify(request: HttpRequest, reference: str) -> HttpResponse:
    """This will ask what an authority set of security or of control risk, and quote it."""
    return _ask(
        request,
        reference,
        forms.Quoted,
        heading=_("Quote a classification"),
        button_text=_("Record classification"),
        said=_("Classification recorded."),
        call=lambda case, said: actions.classify(case, **said, at=request.at),
    )


@require_http_methods(GET_POST)
def position(request: HttpRequest, reference: str) -> HttpResponse:
    """This will ask where the person stood in a group, and record it."""
    return _ask(
        request,
        reference,
        forms.Position,
        heading=_("Position in the group"),
        button_text=_("Record position"),
        said=_("Position recorded."),
        call=lambda case, said: actions.classify(case, kind=rules.POSITION, level="", **said, at=request.at),
    )


@require_http_methods(GET_POST)
def housing(request: HttpRequest, reference: str) -> HttpResponse:
    """This will ask where the person is housed, what less restrictive was looked at, and until when; and record it."""

    def call(case: OpenCase, said: dict[str, Any]) -> object:
        happened = said.pop("happened").at
        new = actions.NewHousing(**{**said, "copy_given": said["copy_given"] == "yes"})
        return actions.record_housing(case, new=new, happened_at=happened, at=request.at)

    return _ask(
        request,
        reference,
        forms.Housing,
        heading=_("Housing in custody"),
        button_text=_("Record housing"),
        said=_("Housing recorded."),
        call=call,
    )


@require_http_methods(GET_POST)
def level(request: HttpRequest, reference: str) -> HttpResponse:
    """This will ask on what level the person is worked with, and record it."""
    return _ask(
        request,
        reference,
        forms.Level,
        heading=_("Alone, in a group, or both"),
        button_text=_("Record level"),
        said=_("Level recorded."),
        call=lambda case, said: actions.choose_level(case, **said, at=request.at),
    )


@require_http_methods(GET_POST)
def override(request: HttpRequest, reference: str) -> HttpResponse:
    """This will ask why the programme starts without an assessment, and record who answers for it."""
    return _ask(
        request,
        reference,
        forms.Reasons,
        heading=_("Start without an assessment"),
        button_text=_("Answer for it"),
        said=_("Recorded. It stays marked."),
        call=lambda case, said: actions.override_assessment(case, **said, at=request.at),
    )


@require_POST
def start(request: HttpRequest, reference: str) -> HttpResponse:
    """This will authorise the start."""
    case = _open(request, reference)
    actions.authorise_start(case, at=request.at)
    return done(request, page_of(case.reference, BACK), _("Start authorised. The plan comes next."))


@require_http_methods(GET_POST)
def aftercare(request: HttpRequest, reference: str) -> HttpResponse:
    """This will ask how aftercare begins while the person is in custody, and record it."""

    def call(case: OpenCase, said: dict[str, Any]) -> object:
        happened = said.pop("happened").at
        return actions.begin_aftercare(case, **said, happened_at=happened, at=request.at)

    return _ask(
        request,
        reference,
        forms.Aftercare,
        heading=_("Begin aftercare in custody"),
        button_text=_("Record aftercare"),
        said=_("Aftercare recorded."),
        call=call,
    )
