"""What every page of an assessment needs: the case, opened for it, and the own draft."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.assessments import queries, rules
from throughcare.commons.assessments.drafting import Draft
from throughcare.commons.cases import gate
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.readers import readers
from throughcare.frame import keeping
from throughcare.frame.forms import SeenBy
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import format_time
from throughcare.safeguards.access.matrix import matrix

COMPARTMENT = queries.COMPARTMENT


def open_assessment(request: HttpRequest, reference: str) -> OpenCase:
    """This will open a case for its assessment; four parts for people of the case who may not read assessments."""
    case = gate.open_for(request, reference, verb="assessments:looked")
    allowed = matrix().may(case.roles, COMPARTMENT, "read")
    allowed.or_refuse(_("The assessment was not opened"), ask=agencies.contact(case.owner_id))
    return case


def own_draft(case: OpenCase) -> Draft:
    """This will give the draft of whoever opened the case; not found where there is none."""
    draft = queries.my_draft(case)
    if draft is None:
        raise NotFound
    return draft


def led_draft(case: OpenCase) -> Draft:
    """This will give the draft that whoever opened the case leads; refused to a colleague who writes a part of it."""
    draft = own_draft(case)
    answer = rules.only_the_lead(draft.is_lead, lead=draft.lead)
    answer.or_refuse(_("This part is the lead's"), ask=agencies.contact(case.owner_id))
    return draft


def seen_by(case: OpenCase) -> dict[str, SeenBy]:
    """This will say who reads an assessment once it is finished."""
    return readers(COMPARTMENT, under=case.pathway)


def home(case: OpenCase) -> str:
    """This will give the address of the overview."""
    return reverse("assessments:overview", args=[case.reference])


def kept(request: HttpRequest, draft: Draft, *, revision: int) -> HttpResponse:
    """This will answer a page that keeps its draft by itself: when it was saved, and which saving comes next."""
    words = (
        _("Draft saved at %(time)s. Those who write it see it.")
        if draft.is_shared
        else _("Draft saved at %(time)s. Only you see it.")
    )
    saved = words % {"time": format_time(draft.saved_at)}
    return keeping.kept(request, saved=saved, revision=revision)
