"""What was shared of a case: the list, each disclosure word for word, on paper and as data, taken back, written down."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate
from throughcare.commons.cases.clearing import contact_is_clear
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.readers import readers
from throughcare.commons.sharing import actions, composing, handing
from throughcare.commons.sharing.actions import NewDisclosure, To
from throughcare.commons.sharing.forms import disclosures as forms
from throughcare.commons.sharing.queries import agreements_in_force
from throughcare.commons.sharing.queries import disclosures as queries
from throughcare.commons.sharing.queries.disclosures import DISCLOSURES, WORD_FOR_WORD, Shared
from throughcare.commons.sharing.rules import disclosures as rules
from throughcare.commons.sharing.rules.disclosures import Reasons
from throughcare.frame.forms import SeenBy
from throughcare.frame.pdf import as_download
from throughcare.frame.pieces import Row
from throughcare.frame.said import say
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.record import record

GET_POST = ["GET", "POST"]
UNPROCESSABLE = 422
VERBS = ("give", "record", "withdraw", "record_return")


@require_safe
def disclosures(request: HttpRequest, reference: str) -> HttpResponse:
    """This will list what was given of a case, to whom, when, and whether it was taken back."""
    case = open_here(request, reference)
    return render(request, "sharing/disclosures.html", shown(case) | {"found": queries.disclosures(case)})


@require_safe
def one(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """This will show one disclosure: what was given, word for word, why, and what came after."""
    case = open_here(request, reference)
    shared = found(case, number)
    content = queries.text_given(shared.row.pk)
    may_read = case.may_see(WORD_FOR_WORD)
    context = {
        "one": shared,
        "rows": _rows(shared),
        "text": handing.read(content),
        "kept_from": "" if may_read else "; ".join(reason.text for reason in may_read.reasons),
        "is_erased": bool(may_read) and bool(shared.row.digest) and not content,
        "is_the_same": composing.digest_of(content) == shared.row.digest,
        "became": codelist("disclosure_returns").label,
        "told_way": codelist("disclosure_tellings").label,
        "changes": rules.changes_in_words(),
    }
    return render(request, "sharing/disclosure.html", shown(case) | context)


@require_http_methods(GET_POST)
def record_given(request: HttpRequest, reference: str) -> HttpResponse:
    """This will write down what was given by word of mouth, or on paper that was written elsewhere."""
    case = open_here(request, reference)
    form = forms.RecordForm(
        request.POST if request.method == "POST" else None,
        initial={name: request.GET.get(name, "") for name in ("to", "way", "contact", "words")}
        | {"parts": composing.parts_of_paper(request.GET.get("paper", ""))},
        parts=composing.parts_in_words(),
        agencies=agencies_for(case),
        bases=queries.bases_of_disclosure(case),
        agreements=agreements_for(case),
        readers=seen_by(case),
        at=case.at,
    )
    request.form = form
    if request.method == "POST" and form.is_valid():
        new = new_of(form.cleaned_data, form.cleaned_data, happened_at=form.happened_at())
        row = actions.record_given(case, new, words=form.cleaned_data["words"], at=case.at)
        say(request, _("Recorded as %(reference)s.") % {"reference": row.reference})
        return redirect("shared:one", case.reference, row.number)
    context = {"form": form, "heading": _("Record what was given"), "button_text": _("Record"), "number": 0}
    return render(request, "sharing/disclosure_form.html", shown(case) | context, status=status_of(request, form))


@require_POST
def on_paper(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """This will print what was given, in the words that were given then."""
    case, shared = _handed(request, reference, number)
    record("disclosures:printed", kind="sharing.disclosure", subject=shared.row.pk, at=case.at, case_id=case.id)
    made = handing.on_paper(shared, queries.text_given(shared.row.pk), at=case.at)
    return as_download(made, name=f"shared-{case.reference}-{number}", at=case.at)


@require_POST
def as_data(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """This will give what was given as data that machines read."""
    case, shared = _handed(request, reference, number)
    record("disclosures:taken", kind="sharing.disclosure", subject=shared.row.pk, at=case.at, case_id=case.id)
    made = handing.as_data(shared, queries.text_given(shared.row.pk))
    response = HttpResponse(made, content_type="application/json")
    name = f"shared-{case.reference}-{number}-{uk_today(case.at).isoformat()}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(GET_POST)
def take_back(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """This will take back what was given."""
    case = open_here(request, reference)
    shared = found(case, number)
    form = forms.TakeBackForm(request.POST or None, readers=seen_by(case, and_by=_("whoever received it")))
    request.form = form
    if request.method == "POST" and form.is_valid():
        actions.take_back(case, number=number, words=form.cleaned_data["words"], at=case.at)
        say(request, _("Taken back. Record what became of it once %(who)s says so.") % {"who": shared.recipient})
        return redirect("shared:one", case.reference, number)
    context = {"form": form, "heading": _("Take back what was given"), "button_text": _("Take back"), "number": number}
    return render(request, "sharing/disclosure_form.html", shown(case) | context, status=status_of(request, form))


@require_http_methods(GET_POST)
def record_return(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """This will write down what became of what was taken back."""
    case = open_here(request, reference)
    found(case, number)
    form = forms.BecameForm(request.POST or None, readers=seen_by(case, and_by=_("the staff of that agency")))
    request.form = form
    if request.method == "POST" and form.is_valid():
        actions.record_return(case, number=number, became=actions.Became(**form.cleaned_data), at=case.at)
        say(request, _("Recorded."))
        return redirect("shared:one", case.reference, number)
    context = {"form": form, "heading": _("Record what became of it"), "button_text": _("Record"), "number": number}
    return render(request, "sharing/disclosure_form.html", shown(case) | context, status=status_of(request, form))


def open_here(request: HttpRequest, reference: str) -> OpenCase:
    """This will open a case for its pages of what was shared; refused to whoever may not read that."""
    case = gate.open_for(request, reference, verb="disclosures:looked")
    case.may_see(DISCLOSURES).or_refuse(_("What was shared was not shown"), ask=agencies.contact(case.owner_id))
    return case


def found(case: OpenCase, number: int) -> Shared:
    """This will find one disclosure of a case, or answer as if there were no such page."""
    shared = queries.disclosure(case, number)
    if shared is None:
        raise NotFound
    return shared


def _handed(request: HttpRequest, reference: str, number: int) -> tuple[OpenCase, Shared]:
    case = open_here(request, reference)
    shared = found(case, number)
    answer = case.may("disclosures.give") & rules.may_be_handed(
        is_taken_back=shared.taken_back is not None, has_text=bool(queries.text_given(shared.row.pk))
    )
    answer.or_refuse(_("It was not handed out"), ask=actions.whom_to_ask(case), pathway=case.pathway.label)
    return case, shared


def new_of(asked: dict[str, Any], said: dict[str, Any], **more: Any) -> NewDisclosure:
    """This will put together what was typed as something that is given."""
    is_outside = asked["to"] == rules.OUTSIDE
    to = To(
        agency="" if is_outside else asked["to"],
        recipient=said.get("recipient", "") if is_outside else "",
        sector=asked["sector"] if is_outside else "",
        contact=said["contact"],
    )
    names = ("purpose", "necessity", "proportionality", "purpose_words", "no_agreement")
    why = Reasons(
        legal_basis=asked["basis"], has_agreement=bool(said["agreement"]), **{name: said[name] for name in names}
    )
    return NewDisclosure(to, said["way"], why, tuple(said.get("parts", ())), said["agreement"], **more)


def agencies_for(case: OpenCase) -> list[tuple[str, str]]:
    """This will list the agencies to which something of a case can go, by code and name."""
    every = agencies.agencies(on=uk_today(case.at))
    return [(agency.code, agency.name) for agency in every if agency.pk != case.agency_id]


def agreements_for(case: OpenCase, agency_id: int | None = None) -> list[tuple[str, str]]:
    """This will list the agreements in force under which something can go, to one agency where one is named."""
    every = agreements_in_force(today=uk_today(case.at))
    fitting = [one for one in every if agency_id in (None, *(party.pk for party in one.now.parties))]
    return [(str(one.row.key), f"{one.row.reference}, {one.now.row.title}") for one in fitting]


def seen_by(case: OpenCase, *, and_by: str = "") -> dict[str, SeenBy]:
    """This will say who reads what is typed about a disclosure."""
    return readers(DISCLOSURES, WORD_FOR_WORD, under=case.pathway, and_by=and_by)


def status_of(request: HttpRequest, form: Any) -> int:
    """This will give the status of a page with a form: that something is to be mended, or that all is well."""
    return UNPROCESSABLE if request.method == "POST" and form.errors else 200


def _rows(shared: Shared) -> list[Row]:
    row, why = shared.row, queries.weighed(shared.row.pk)
    said = [
        (_("Given to"), ", ".join(part for part in (shared.recipient, row.contact) if part)),
        (_("Parts of the case"), shared.parts or _("None: in words alone")),
        (_("How"), shared.way),
        (_("What for"), ". ".join(part for part in (shared.purpose, why.purpose_words if why else "") if part)),
        (_("Legal basis"), shared.basis),
        (_("Agreement"), queries.agreement_of(row) or _("None")),
        (_("Why without one"), why.no_agreement if why else ""),
        (_("Why it was needed"), why.necessity if why else ""),
        (_("Why this much"), why.proportionality if why else ""),
        (_("Seal"), row.digest[:16]),
    ]
    return [Row(label, value) for label, value in said if value]


def shown(case: OpenCase) -> dict[str, Any]:
    """This will give what every page of what was shared shows."""
    return {
        "case": case,
        "may": {verb: bool(case.may(f"disclosures.{verb}")) for verb in VERBS},
        "contact_is_clear": contact_is_clear(case),
    }
