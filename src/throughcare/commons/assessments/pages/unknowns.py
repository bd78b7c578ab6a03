"""An unknown becomes a question in one click: while the assessment is drafted, and after it is finished."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from throughcare.commons.assessments import actions, readings
from throughcare.commons.assessments.pages.shared import open_assessment
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.gate import OpenCase
from throughcare.frame.said import say
from throughcare.kernel.answers import NotFound


def ways(case: OpenCase) -> dict[str, bool]:
    """This will say whom the reader may ask about an unknown: an agency or else the coordinator, and the panel if there is one."""
    may_ask, assesses = bool(case.may("information.request")), bool(case.may("assessments.start"))
    return {
        "may_ask": may_ask,
        "may_find_out": may_ask or assesses,
        "has_panel": assesses and bool(case.pathway.parts.promises.panel),
    }


def ask_agency(
    request: HttpRequest, case: OpenCase, *, factor: str, missing: str, back: str, kept: str = ""
) -> HttpResponse:
    """This will lead to a question to agencies with the missing words in it; whoever may send none asks the coordinator to."""
    if case.may("information.request"):
        actions.prepare_question(case, missing=missing, at=case.at)
        return redirect(page_of(case.reference, "information/ask"))
    actions.ask_to_find_out(case, factor=factor, missing=missing, at=case.at)
    say(request, f"{_('The coordinator was asked to find out.')} {kept}".strip())
    return redirect(back)


def ask_panel(
    request: HttpRequest, case: OpenCase, *, factor: str, missing: str, back: str, kept: str = ""
) -> HttpResponse:
    """This will put the missing words to the panel, as a question on its next agenda."""
    actions.put_to_panel(case, factor=factor, missing=missing, at=case.at)
    said = _("It goes on the next agenda of %(the_panel)s, with your words.") % case.pathway.words
    say(request, f"{said} {kept}".strip())
    return redirect(back)


@require_POST
def ask_about(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will ask about one thing that a finished assessment left unknown, in its words."""
    case = open_assessment(request, reference)
    found = readings.reading(case, str(key))
    way, _colon, code = request.POST.get("go", "").partition(":")
    left = next((one for one in found.unknown if one.factor.code == code), None) if found else None
    if left is None or way not in ASK:
        raise NotFound
    back = reverse("assessments:finished", args=[reference, key])
    return ASK[way](request, case, factor=code, missing=left.missing, back=back)


ASK = {"ask": ask_agency, "panel": ask_panel}
