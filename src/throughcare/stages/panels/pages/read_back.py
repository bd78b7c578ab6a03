"""A decision read back in one sentence before it is recorded, or recorded as it happened (M2)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import drafts
from throughcare.commons.meetings import queries
from throughcare.commons.meetings.actions import Decided, Disagreed, ToDo
from throughcare.frame.forms import codes
from throughcare.frame.said import done
from throughcare.stages.panels import actions, forms
from throughcare.stages.panels.actions import Care, PlanWords
from throughcare.stages.panels.pages.drawing import UNPROCESSABLE
from throughcare.stages.panels.pages.item import At, at_item, form_of, item_page
from throughcare.stages.panels.pages.meetings import GET_POST
from throughcare.stages.panels.pages.seats import item_url

ASKED = {"yes": True, "no": False, "": None}


@require_http_methods(GET_POST)
def read_back(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will read a decision back in one sentence, with what is missing, and record it."""
    at = at_item(request, reference, key)
    kept = drafts.kept(at.draft_name, staff_id=request.user.staff_id, at=request.at)
    if kept is None:
        return HttpResponseRedirect(item_url(reference, key))
    body = forms.from_draft(kept.body)
    if request.POST.get("keep") == "one":
        body["reasons"] = request.POST.get("reasons", "")
    form = form_of(request, at, sent=body)
    request.form = form
    if not form.is_valid():
        return item_page(request, at, form, status=UNPROCESSABLE)
    if request.method == "POST":
        return _record(request, at, form.cleaned_data)
    return _read_back_page(request, at, form.cleaned_data)


def _read_back_page(request: HttpRequest, at: At, said: dict[str, Any]) -> HttpResponse:
    decided, care = decided_of(at, said, after=said["after"]), _care(said)
    names = {one.staff_id: f"{one.name}, {one.agency}" for one in at.there} | {
        at.case.owner_id: agencies.staff(at.case.owner_id).name
    }
    context = {
        "at": at,
        "item": at.item,
        "decided": actions.in_words(at.case, decided, said["outcome"], ending=said["ending"], care=care),
        "reached": dict(codes("decision_rules")())[decided.reached],
        "missing": actions.missing(
            at.case, item=at.item, decided=decided, outcome=said["outcome"], ending=said["ending"], care=care
        ),
        "plan": [
            (form_label, said[name]) for name, form_label in _plan_labels() if said["outcome"] == "adopt" and said[name]
        ],
        "dissents": [(_party(at, one), one.words) for one in decided.dissents],
        "promises": [(one.what, names.get(one.owner_id, ""), one.due_on) for one in decided.actions],
        "after": said["after"],
        "quorum": queries.quorum_asked(at.case, at.item),
        "recorded": bool(queries.present(at.item)),
        "chair": at.item.meeting.chair,
    }
    return render(request, "panels/read_back.html", context)


def _plan_labels() -> list[tuple[str, str]]:
    fields = forms.Item.base_fields
    return [(name, str(fields[name].label)) for name in ("consent_asked", "nature", "providers", "how_and_when")]


def _party(at: At, one: Disagreed) -> str:
    people = {there.staff_id: f"{there.name}, {there.agency}" for there in at.there}
    names = {there.agency_id: there.agency for there in at.there}
    return people.get(one.staff_id or 0) or names.get(one.agency_id or 0, "")


def _record(request: HttpRequest, at: At, said: dict[str, Any]) -> HttpResponse:
    """`keep` comes from the page that showed two people's texts: the saved one stands, or mine goes in as the later."""
    minutes = item_url(at.case.reference, at.item.key, "panel-minutes")
    keep = request.POST.get("keep", "")
    if keep == "saved":
        drafts.drop(at.draft_name, staff_id=request.user.staff_id)
        return done(request, minutes, _("The saved decision stands."))
    typed = request.POST.get("after", "")
    after = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 and not keep else None
    decided = decided_of(at, said, after=after)
    if request.POST.get("do") == "happened":
        actions.record_what_happened(
            at.case, item=at.item, decided=decided, outcome=said["outcome"], ending=said["ending"], care=_care(said),
            happened_at=min(at.item.meeting.starts_at, request.at), at=request.at,
        )  # fmt: skip
        sentence = _("Recorded as it happened. It authorises nothing; the coordinator looks at it.")
    else:
        _decide(at, decided, said, moment=request.at)
        sentence = _("Decision recorded. Next: the minutes are signed.")
    drafts.drop(at.draft_name, staff_id=request.user.staff_id)
    return done(request, minutes, sentence)


def _decide(at: At, decided: Decided, said: dict[str, Any], *, moment: datetime) -> None:
    if said["outcome"] == "adopt":
        plan = PlanWords(said["consent_asked"], said["nature"], said["providers"], said["how_and_when"])
        actions.adopt(at.case, item=at.item, decided=decided, plan=plan, at=moment)
    elif said["outcome"] == "no_support":
        actions.no_support(at.case, item=at.item, decided=decided, ending=said["ending"], care=_care(said), at=moment)
    else:
        actions.defer(at.case, item=at.item, decided=decided, at=moment)


def decided_of(at: At, said: dict[str, Any], *, after: int | None) -> Decided:
    """This will turn what was typed into a decision; keys and codes become the people and agencies of the item."""
    staff = {one.staff_key: one.staff_id for one in at.there}
    owner = agencies.staff(at.case.owner_id)
    staff.setdefault(owner.key, owner.id)
    agency = {f"agency:{one.agency_code}": one.agency_id for one in at.there}
    until: date | None = said["until_on"] if said["outcome"] == "defer" else None
    return Decided(
        outcome=said["outcome"],
        said="",
        reached=said["reached"],
        reasons=said["reasons"],
        dissents=tuple(
            Disagreed(words, agency_id=agency.get(who), staff_id=staff.get(who))
            for who, words in _told(said, "dissent", "who", "words")
        ),
        actions=tuple(ToDo(what, staff[who], by) for what, who, by in _told(said, "action", "what", "who", "by")),
        until_on=until,
        after=after,
    )


def _told(said: dict[str, Any], kind: str, *parts: str) -> list[tuple[Any, ...]]:
    numbers = [name.split("-")[1] for name in said if name.startswith(f"{kind}-") and name.endswith(f"-{parts[0]}")]
    rows = [tuple(said[f"{kind}-{number}-{part}"] for part in parts) for number in numbers]
    return [row for row in rows if all(row)]


def _care(said: dict[str, Any]) -> Care:
    if said["outcome"] != "no_support":
        return Care()
    return Care(ASKED[said["health_asked"]], ASKED[said["social_care_asked"]], said["arranged"])
