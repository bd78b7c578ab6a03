"""Before anything is created: is this somebody we know? A person decides; a record out of sight tells only whom to ask.

Only those who may open the receiving area's cases are asked. A colleague who merely refers learns nothing: not even
that there is no earlier record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from throughcare.commons.cases.readers import readers
from throughcare.commons.people.matching import Match
from throughcare.kernel.time import uk_today
from throughcare.stages.referrals import actions, queries
from throughcare.stages.referrals.forms.base import Question
from throughcare.stages.referrals.forms.matching import SamePersonForm
from throughcare.stages.referrals.forms.sections import judged
from throughcare.stages.referrals.pages import answering, comparing, sending
from throughcare.stages.referrals.places import INSIDE
from throughcare.stages.referrals.telling import NewReferral
from throughcare.stages.referrals.unsent import Unsent


def first(request: HttpRequest) -> HttpResponse | None:
    """This will lead to the question where there is an earlier record, and let the concern be sent where there is none."""
    found = answering.unsent(request, INSIDE)
    new = _new(request, found) if found else None
    if found is None or new is None or found.matches or not _may_look(request, new):
        return None
    matches = actions.look_for_earlier(new.person)
    if any(match.is_hidden for match in matches):
        actions.ask_owners(new.person, by=_me(request), at=request.at)
    return redirect("refer-earlier") if matches else None


def ask(request: HttpRequest) -> HttpResponse:
    """This will show what was typed beside each earlier record, keep the answers, and send the concern."""
    found = answering.unsent(request, INSIDE)
    new = _new(request, found) if found else None
    if found is None or new is None or not _may_look(request, new):
        return redirect("refer-check")
    matches = actions.look_for_earlier(new.person)
    seen = [match for match in matches if not match.is_hidden]
    form = SamePersonForm(
        [match.reference for match in seen],
        request.POST if request.method == "POST" else None,
        readers=readers("identity"),
    )
    if request.method != "POST" or not form.is_valid():
        shown = comparing.beside(comparing.summary(new.person), matches, form)
        return render(
            request,
            "referrals/same_person.html",
            shown | {"back_url": INSIDE.url("check")},
            status=answering.status_of(form),
        )
    return _send(request, found, seen, form)


def _send(request: HttpRequest, found: Unsent, seen: list[Match], form: SamePersonForm) -> HttpResponse:
    answers = {
        match.reference: [match.person_id, form.cleaned_data[match.reference], list(match.evidence)] for match in seen
    }
    decided = {"answers": answers, "reason": form.cleaned_data.get("reason", ""), "looked": True}
    return sending.send(request, INSIDE, decided=replace(found, matches=decided))


def _new(request: HttpRequest, found: Unsent) -> NewReferral | None:
    forms: Mapping[str, Question] = dict(judged(found.answers, answering.asking(request, INSIDE)))
    if not all(form.is_valid() for form in forms.values()):
        return None
    return sending.concern_of(forms, found, INSIDE, request)


def _may_look(request: HttpRequest, new: NewReferral) -> bool:
    today = uk_today(request.at)
    return bool(queries.may_in_area("cases.open", staff_id=_me(request), area_id=new.area_id, on=today))


def _me(request: HttpRequest) -> int:
    return int(request.user.staff_id)
