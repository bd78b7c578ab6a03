"""Several hands on one draft: who is asked to write which part, and when a part is done."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from throughcare.commons.assessments import actions, hands, queries
from throughcare.commons.assessments.forms import InviteForm
from throughcare.commons.assessments.pages.shared import home, led_draft, open_assessment, own_draft
from throughcare.frame.said import say
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import format_date


def invite(request: HttpRequest, reference: str) -> HttpResponse:
    """This will let the lead signatory ask a colleague of the team to write parts of the draft."""
    case = open_assessment(request, reference)
    draft = led_draft(case)
    found = hands.invitable(case, draft.instrument)
    shown = {
        "choices": [(line.key, f"{line.name}, {line.agency}") for line in found],
        "parts": list(queries.parts_of(draft.instrument).items()),
    }
    form = InviteForm(request.POST or None, at=case.at, **shown)
    if request.method == "POST" and form.is_valid():
        request.form = form
        typed = form.cleaned_data
        asked = actions.invite(
            case, staff_key=typed["colleague"], parts=typed["parts"], due_on=typed["due_on"], at=case.at
        )
        words = _("%(name)s was invited to write part of it by %(day)s.")
        say(request, words % {"name": asked.name, "day": format_date(typed["due_on"])})
        return redirect(home(case))
    return render(request, "assessments/invite.html", {"form": form, "found": found})


def end_part(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will end a part: a colleague says that it is done, or the lead signatory takes it back."""
    case = open_assessment(request, reference)
    draft = own_draft(case)
    line = next((one for one in draft.running if one.key == str(key)), None)
    if line is None or not (draft.is_lead or line.staff_id == case.opened_by):
        raise NotFound
    if request.method == "POST":
        actions.end_part(case, key=line.key, at=case.at)
        done = _("Your part is with %(name)s.") % {"name": draft.lead}
        say(request, _("The part is yours again. What was written stays.") if draft.is_lead else done)
        return redirect(home(case))
    labels = queries.parts_of(draft.instrument)
    context = {"draft": draft, "line": line, "parts": [labels[part] for part in line.parts if part in labels]}
    return render(request, "assessments/end_part.html", context)
