"""What was kept, what was decided of it, the ladder and the report."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from throughcare.commons.cases import gate
from throughcare.commons.cases import queries as cases
from throughcare.commons.cases.handed_on import handed_on
from throughcare.commons.orders import actions, queries
from throughcare.commons.orders.definition import REPORT
from throughcare.commons.orders.forms import compliance as forms
from throughcare.commons.orders.pages.shared import form_page, offer, open_case
from throughcare.commons.orders.pdf import report_pdf
from throughcare.commons.orders.queries.compliance import StepLine
from throughcare.frame.pdf import as_download
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import format_moment

FORM = ["GET", "POST"]


@require_GET
def chronology(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show what was kept of conditions, day by day."""
    case = open_case(request, reference, compartment="compliance")
    context = {
        "events": list(reversed(queries.chronology(case))),
        "may_record": bool(case.may("orders.record_compliance")) and _knows(case, "orders.record_compliance"),
        "may_decide": bool(case.may("orders.decide_reason")) and _knows(case, "orders.decide_reason"),
        "reads_ladder": case.may_read("enforcement"),
    }
    return render(request, "orders/chronology.html", context)


@require_http_methods(FORM)
def kept(request: HttpRequest, reference: str) -> HttpResponse:
    """This will record what happened under a condition."""
    case = open_case(request, reference, compartment="compliance")

    def call(said: dict[str, Any]) -> object:
        happened_at, condition = said.pop("happened").at, said.pop("condition")
        return actions.record_compliance(case, condition, happened_at=happened_at, at=request.at, **said)  # type: ignore[attr-defined]  # the frame gives the moment

    words = {
        "heading": _("Record what happened"),
        "button_text": _("Record what happened"),
        "back": "orders/compliance",
    }
    prepare = offer("condition", queries.every_condition(case))
    return form_page(request, case, forms.KeptForm, call=call, said=_("Recorded."), prepare=prepare, **words)


@require_http_methods(FORM)
def decide(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will decide whether a stated reason counts."""
    case = open_case(request, reference, compartment="enforcement")
    line = queries.event(case, key)

    def call(said: dict[str, Any]) -> object:
        acceptable = said["acceptable"] == "yes"
        return actions.decide_reason(case, key, acceptable=acceptable, reasons=said["reasons"], at=request.at)  # type: ignore[attr-defined]  # as above

    words = {
        "heading": _("Does the reason count?"),
        "button_text": _("Record decision"),
        "back": "orders/compliance",
        "event": line,
    }
    return form_page(request, case, forms.DecidedForm, call=call, said=_("Decision recorded."), **words)


@require_GET
def ladder(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show the steps that were taken, the ladder of each order, and what authorities decided."""
    case = open_case(request, reference, compartment="enforcement")
    knows = _knows(case, "ladder.report")
    context = {
        "orders": queries.orders(case) if knows else [],
        "steps": queries.steps(case),
        "decisions": queries.decisions(case),
        "knows_steps": knows,
        "may_step": bool(case.may("ladder.step")) and _knows(case, "ladder.step"),
        "may_report": bool(case.may("ladder.report")) and knows,
        "may_sign": bool(case.may("ladder.countersign")) and knows,
        "report": REPORT,
        "handed_on_url": lambda step: handed_on(case, "report", called=_called(step)),
    }
    return render(request, "orders/ladder.html", context)


@require_http_methods(FORM)
def step(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will take one step of the ladder."""
    case = open_case(request, reference, compartment="enforcement")
    row = queries.find(case, key)
    rungs = [(one.code, one.label) for one in queries.kind_of(row).ladder if one.code != REPORT]
    if not rungs:
        return redirect("orders-report", reference=reference, key=key)

    def call(said: dict[str, Any]) -> object:
        return actions.take_step(case, key, happened_at=said.pop("happened").at, at=request.at, **said)  # type: ignore[attr-defined]  # as above

    def prepare(form: Any) -> None:
        offer("rung", rungs)(form)
        offer("events", queries.to_choose(case, row))(form)

    words = {"heading": _("Take a step"), "button_text": _("Record step"), "back": "orders/ladder"}
    more = {"report_url": f"/cases/{reference}/orders/{key}/report/"}
    return form_page(
        request, case, forms.StepForm, call=call, said=_("Step recorded."), prepare=prepare, **words, **more
    )


def _called(step: StepLine) -> str:
    words = {"order": step.order_title, "moment": format_moment(step.happened_at)}
    return _("Report to the authority of %(moment)s: %(order)s") % words


@require_http_methods(FORM)
def report(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will report to the authority, from any step and at any time."""
    case = open_case(request, reference, compartment="enforcement")
    row = queries.find(case, key)

    def call(said: dict[str, Any]) -> object:
        beside = said.pop("polygraph", forms.NONE)
        said["polygraph"] = "" if beside == forms.NONE else beside
        return actions.report(case, key, happened_at=said.pop("happened").at, at=request.at, **said)  # type: ignore[attr-defined]  # as above

    def prepare(form: Any) -> None:
        offer("events", queries.to_choose(case, row))(form)
        form.of(queries.polygraph_choices(case, row))

    words = {"heading": _("Report to the authority"), "button_text": _("Make report"), "back": "orders/ladder"}
    said = _("Report made. Open it, and ask a second person to sign.")
    return form_page(request, case, forms.ReportForm, call=call, said=said, prepare=prepare, **words)


@require_GET
def report_file(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will give a report with its chronology as a file, ready to attach."""
    case = open_case(request, reference, compartment="enforcement", verb="ladder:printed")
    line = queries.step(case, key)
    if not line.is_report:
        raise NotFound
    pdf = report_pdf(case, line, person=cases.header(case).name)
    return as_download(pdf, name=f"report-{case.reference}", at=request.at)  # type: ignore[attr-defined]  # as above


@require_http_methods(FORM)
def sign(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will countersign a step."""
    case = open_case(request, reference, compartment="enforcement")
    line = queries.step(case, key)

    def call(said: dict[str, Any]) -> object:
        return actions.countersign(case, key, words=said["words"], at=request.at)  # type: ignore[attr-defined]  # as above

    words = {"heading": _("Countersign"), "button_text": _("Countersign"), "back": "orders/ladder", "step": line}
    return form_page(request, case, forms.SignForm, call=call, said=_("Countersigned."), **words)


@require_http_methods(FORM)
def outcome(request: HttpRequest, reference: str, key: str, step_key: str = "") -> HttpResponse:
    """This will record what the authority decided."""
    case = open_case(request, reference, compartment="enforcement")
    kind = queries.kind_of(queries.find(case, key))

    def call(said: dict[str, Any]) -> object:
        return actions.record_decision(case, key, step_key=step_key, at=request.at, **said)  # type: ignore[attr-defined]  # as above

    words = {
        "heading": _("What the authority decided"),
        "button_text": _("Record their decision"),
        "back": "orders/ladder",
    }
    prepare = offer("outcome", list(kind.outcomes.items()))
    said = _("Recorded as the authority's decision.")
    return form_page(request, case, forms.OutcomeForm, call=call, said=said, prepare=prepare, **words)


def _knows(case: gate.OpenCase, verb: str) -> bool:
    return any(one.code == verb for one in case.pathway.verbs)
