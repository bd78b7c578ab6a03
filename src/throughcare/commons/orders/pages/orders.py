"""Orders and conditions on one page, and a page for each thing that is recorded of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from throughcare.commons.orders import actions, queries
from throughcare.commons.orders.actions import NewCondition, NewOrder
from throughcare.commons.orders.forms import compliance as beside
from throughcare.commons.orders.forms import orders as forms
from throughcare.commons.orders.pages.shared import form_page, offer, open_case
from throughcare.kernel.time import uk_today

FORM = ["GET", "POST"]


@require_GET
def orders(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show the orders of the case, their conditions and where what belongs to them is kept."""
    case = open_case(request, reference)
    lines = queries.orders(case)
    on_name = queries.order_on_name(case)
    context = {
        "orders": lines,
        "at_once": queries.at_once(lines),
        "may_record": bool(case.may("orders.record_made")),
        "may_explain": bool(case.may("orders.explain")),
        "may_withhold": bool(case.may("orders.withhold_name")),
        "on_name": on_name,
        "on_name_words": queries.in_words(on_name) if on_name else "",
        "reads_ladder": case.may_read("enforcement"),
        "reads_compliance": case.may_read("compliance"),
    }
    return render(request, "orders/orders.html", context)


@require_GET
def order(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will show one order with its versions and what may be recorded of it."""
    case = open_case(request, reference)
    found = queries.find(case, key)
    line = next(line for line in queries.orders(case) if line.key == str(found.key))
    context = {
        "order": line,
        "may_record": bool(case.may("orders.record_made")),
        "may_polygraph": bool(case.may("orders.record_polygraph")) and "polygraph" in line.kind.pointers,
        "polygraphs": queries.sessions_of(case, found),
        "reviews": queries.reviews(case, found),
        "how": queries.HOW_LABELS,
    }
    return render(request, "orders/order.html", context)


@require_http_methods(FORM)
def made(request: HttpRequest, reference: str) -> HttpResponse:
    """This will record an order."""
    case = open_case(request, reference)

    def call(said: dict[str, Any]) -> object:
        happened_at = said.pop("happened").at
        return actions.record_made(case, NewOrder(**said), happened_at=happened_at, at=request.at)  # type: ignore[attr-defined]  # the frame gives the moment

    words = {"heading": _("Record an order"), "button_text": _("Record order")}
    return form_page(
        request, case, forms.MadeForm, call=call, said=_("Order recorded. Now add its conditions."), **words
    )


@require_http_methods(FORM)
def changed(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will record that an order was varied or extended."""
    case = open_case(request, reference)

    def call(said: dict[str, Any]) -> object:
        act = actions.record_extended if said.pop("change") == "extended" else actions.record_varied
        return act(case, key, happened_at=said.pop("happened").at, at=request.at, **said)  # type: ignore[attr-defined]  # as above

    words = {"heading": _("The order was changed"), "button_text": _("Record change"), "back": f"orders/{key}"}
    return form_page(request, case, forms.ChangedForm, call=call, said=_("Change recorded."), **words)


@require_http_methods(FORM)
def ended(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will record that an order ended or was quashed."""
    case = open_case(request, reference)

    def call(said: dict[str, Any]) -> object:
        how, happened_at = said.pop("how"), said.pop("happened").at
        if how == "quashed":
            return actions.record_quashed(case, key, happened_at=happened_at, at=request.at, **said)  # type: ignore[attr-defined]  # as above
        return actions.record_ended(case, key, how=how, happened_at=happened_at, at=request.at, **said)  # type: ignore[attr-defined]  # as above

    words = {"heading": _("The order ended"), "button_text": _("Record end"), "back": f"orders/{key}"}
    said = _("End recorded. Nothing was deleted. Decide what comes now.")
    return form_page(request, case, forms.EndedForm, call=call, said=said, **words)


@require_http_methods(FORM)
def quashed(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will record that a court quashed an order, also one that has ended."""
    case = open_case(request, reference)

    def call(said: dict[str, Any]) -> object:
        return actions.record_quashed(case, key, happened_at=said.pop("happened").at, at=request.at, **said)  # type: ignore[attr-defined]  # as above

    words = {"heading": _("A court quashed the order"), "button_text": _("Record that it was quashed")}
    said = _("Recorded. What was recorded under the order is marked, and nothing was deleted.")
    return form_page(request, case, forms.QuashedForm, call=call, said=said, back=f"orders/{key}", **words)


@require_http_methods(FORM)
def reviewed(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will record that an order was looked at, and set the next look."""
    case = open_case(request, reference)
    kind = queries.kind_of(queries.find(case, key))

    def call(said: dict[str, Any]) -> object:
        return actions.record_review(case, key, happened_at=said.pop("happened").at, at=request.at, **said)  # type: ignore[attr-defined]  # as above

    words = {"heading": _("The order was looked at"), "button_text": _("Record look"), "back": f"orders/{key}"}
    return form_page(
        request,
        case,
        forms.ReviewForm,
        call=call,
        said=_("Recorded. The order's rhythm sets the next day."),
        prepare=lambda form: form.of(kind),
        **words,
    )


@require_http_methods(FORM)
def condition(request: HttpRequest, reference: str, key: str, follows: str = "") -> HttpResponse:
    """This will record a condition, or a new version of one."""
    case = open_case(request, reference)
    row = queries.find(case, key)
    before = queries.find_condition(case, follows) if follows else None

    def call(said: dict[str, Any]) -> object:
        mandated = said.pop("mandated") == "yes"
        requires = "" if said["requires"] == forms.FREE else said["requires"]
        said |= {"requires": requires, "mandate_basis": said["mandate_basis"] if mandated else ""}
        new = NewCondition(mandated=mandated, **said)
        return actions.record_condition(case, key, new, follows=follows, happened_at=request.at, at=request.at)  # type: ignore[attr-defined]  # as above

    heading = _("Change a condition") if before else _("Record a condition")
    words = {"heading": heading, "button_text": _("Record condition"), "back": f"orders/{key}"}
    more = {"before": before.words if before else "", "belief": True}
    kind = queries.kind_of(row)
    said = _("Condition recorded. Explain what follows where it is not kept.")
    return form_page(
        request, case, forms.ConditionForm, call=call, said=said, prepare=lambda form: form.of(kind), **words, **more
    )


@require_http_methods(FORM)
def condition_ended(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will record the last day of a condition."""
    case = open_case(request, reference)
    row = queries.find_condition(case, key)

    def call(said: dict[str, Any]) -> object:
        return actions.end_condition(case, key, last_on=said["last_on"], at=request.at)  # type: ignore[attr-defined]  # as above

    words = {
        "heading": _("A condition ended"),
        "button_text": _("Record end of condition"),
        "back": f"orders/{row.order.key}",
    }
    return form_page(
        request, case, forms.LastDay, call=call, said=_("End of the condition recorded."), before=row.words, **words
    )


@require_http_methods(FORM)
def explained(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will record that what follows was explained, in which words."""
    case = open_case(request, reference, compartment="enforcement")
    row = queries.find_condition(case, key)
    texts = queries.kind_of(row.order).wordings(on=uk_today(case.at))

    def call(said: dict[str, Any]) -> object:
        happened_at = said.pop("happened").at
        return actions.explain(case, key, happened_at=happened_at, at=request.at, **said)  # type: ignore[attr-defined]  # as above

    words = {"heading": _("Explain what follows"), "button_text": _("Record explanation")}
    return form_page(
        request,
        case,
        beside.ExplainedForm,
        call=call,
        said=_("Explanation recorded, in its exact words."),
        prepare=offer("wording", list(texts.items())),
        before=row.words,
        **words,
    )


@require_http_methods(FORM)
def pointer(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will record where something that belongs to an order is kept."""
    case = open_case(request, reference)
    kind = queries.kind_of(queries.find(case, key))

    def call(said: dict[str, Any]) -> object:
        return actions.point(case, key, at=request.at, **said)  # type: ignore[attr-defined]  # as above

    words = {"heading": _("Kept elsewhere"), "button_text": _("Record pointer"), "back": f"orders/{key}"}
    return form_page(
        request,
        case,
        beside.PointerForm,
        call=call,
        said=_("Pointer recorded."),
        prepare=lambda form: form.of(kind.pointers),
        **words,
    )


@require_http_methods(FORM)
def polygraph(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will record that a polygraph session was held, and nothing of what came of it."""
    case = open_case(request, reference, compartment="polygraph")

    def call(said: dict[str, Any]) -> object:
        return actions.record_polygraph(case, key, at=request.at, **said)  # type: ignore[attr-defined]  # as above

    words = {"heading": _("Polygraph session"), "button_text": _("Record session"), "back": f"orders/{key}"}
    return form_page(request, case, beside.PolygraphForm, call=call, said=_("Session recorded."), **words)


@require_http_methods(FORM)
def name(request: HttpRequest, reference: str) -> HttpResponse:
    """This will record a court's order on the person's name."""
    case = open_case(request, reference)

    def call(said: dict[str, Any]) -> object:
        return actions.withhold_name(case, at=request.at, **said)  # type: ignore[attr-defined]  # as above

    words = {"heading": _("A court's order on the name"), "button_text": _("Record order on the name")}
    said = _("Recorded. Prints follow it from now on.")
    return form_page(request, case, beside.NameForm, call=call, said=said, **words)
