"""Chair mode (M2): one case from who is there to signed minutes, on one page of five parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import drafts, gate
from throughcare.commons.cases import queries as cases
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.meetings import actions as meetings
from throughcare.commons.meetings import queries, rules
from throughcare.commons.meetings.actions import Decided, Disagreed, ToDo
from throughcare.commons.meetings.queries import Expected, ItemLine, OnAgenda
from throughcare.frame.said import done
from throughcare.kernel.answers import Mend
from throughcare.kernel.time import format_time
from throughcare.stages.panels import actions, forms
from throughcare.stages.panels import queries as panels
from throughcare.stages.panels.actions import Care, PlanWords
from throughcare.stages.panels.pages.drawing import UNPROCESSABLE, reads
from throughcare.stages.panels.pages.meetings import GET_POST, agenda_url
from throughcare.stages.panels.pages.seats import item_url

ASKED = {"yes": True, "no": False, "": None}
LEADS_TO = ("panel-conflict", "panel-guest", "panel-chair", "panel-police")


@dataclass(frozen=True)
class At:
    """One item as its page shows it: the case, the item, everybody on its list, and the agenda beside."""

    case: OpenCase
    item: OnAgenda
    there: list[Expected]
    lines: list[ItemLine]
    numbers: list[tuple[int, bool]]

    @property
    def draft_name(self) -> str:
        """This will name the draft of this page."""
        return f"panel-item:{self.item.key}"

    @property
    def next(self) -> ItemLine | None:
        """This will find the next item that is not over."""
        return next((line for line in self.lines if line.number > self.item.number and not line.ended_at), None)

    @property
    def previous(self) -> ItemLine | None:
        """This will find the item before that is not over."""
        return next(
            (line for line in reversed(self.lines) if line.number < self.item.number and not line.ended_at), None
        )

    @property
    def unsigned(self) -> list[ItemLine]:
        """This will list the other items that are decided and wait for the chair's signature."""
        return [line for line in self.lines if line.id != self.item.id and line.waits_for_signature]


def at_item(request: HttpRequest, reference: str, key: str) -> At:
    """This will open the case of an item, the agenda's references having been read before one case alone is open."""
    lines = queries.agenda_of(key)
    case = gate.open_for(request, reference, verb="panels:looked")
    item = queries.item(case, key)
    return At(case, item, queries.expected(item), lines, queries.numbers(item.meeting.id))


@require_http_methods(GET_POST)
def item(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will show one item, keep whatever was typed in any of its parts, and do what the pressed button says."""
    at = at_item(request, reference, key)
    if request.method != "POST":
        _insist_on_signed(at)
        return _page(request, at, form_of(request, at))
    do = request.POST.get("do", "")
    body = forms.to_draft(request.POST, one_more=do.removeprefix("more_") if do.startswith("more_") else "")
    drafts.keep(at.draft_name, body, staff_id=request.user.staff_id, case_id=at.case.id, at=request.at)
    return _pressed(request, at, do)


def _insist_on_signed(at: At) -> None:
    """Whoever signs finishes one case before opening the next; whoever writes for the meeting is told, and goes on."""
    if not at.case.may("meetings.sign_minutes") or at.item.is_over:
        return
    answer = rules.may_go_on(
        [line.number for line in at.unsigned], mends=[one for line in at.unsigned for one in _mends(line)]
    )
    not_done = _("Item %(number)s was not opened") % {"number": at.item.number}
    answer.or_refuse(not_done, ask=agencies.contact(at.case.owner_id))


def _mends(line: ItemLine) -> list[Mend]:
    words = {"number": line.number}
    return [
        Mend(_("Sign the minutes of item %(number)s") % words, url=item_url(line.reference, line.key, "panel-minutes")),
        Mend(
            _("Leave the minutes of item %(number)s unsigned, with a reason") % words,
            url=item_url(line.reference, line.key, "panel-unsigned"),
        ),
        Mend(_("Let the coordinator open the item meanwhile and record who is there and what is said")),
    ]


def _pressed(request: HttpRequest, at: At, do: str) -> HttpResponse:
    here = item_url(at.case.reference, at.item.key)
    if do == "keep":
        saved = _("Draft saved at %(time)s. Only you see it.") % {"time": format_time(request.at)}
        return JsonResponse({"saved": saved, "locks_in": request.shell.locks_in, "words": request.shell.lock_words})
    if do == "refresh":
        return HttpResponseRedirect(here)
    if do.startswith(("open:", "go:")):
        return HttpResponseRedirect(_elsewhere(at, do) or here)
    if do == "attendance":
        return _attendance(request, at, here)
    if do in ("more_dissents", "more_promises"):
        return HttpResponseRedirect(f"{here}#{do.removeprefix('more_')}")
    if do.startswith("view:"):
        return HttpResponseRedirect(
            f"{item_url(at.case.reference, at.item.key, 'panel-view')}?for={do.removeprefix('view:')}"
        )
    if do == "read_back":
        form = form_of(request, at, sent=request.POST)
        request.form = form
        if form.is_valid():
            return HttpResponseRedirect(item_url(at.case.reference, at.item.key, "panel-read-back"))
        return _page(request, at, form, status=UNPROCESSABLE)
    return done(request, here, _("Draft saved. Only you see it."))


def _elsewhere(at: At, do: str) -> str:
    """Where a button leads that keeps what is typed and goes on: to another item, a page of this one, or the agenda."""
    kind, _colon, name = do.partition(":")
    if kind == "open":
        return next((item_url(line.reference, line.key) for line in at.lines if line.key == name and line.why), "")
    if name == "agenda":
        return agenda_url(at.item.meeting)
    return item_url(at.case.reference, at.item.key, name) if name in LEADS_TO else ""


def _attendance(request: HttpRequest, at: At, here: str) -> HttpResponse:
    form = form_of(request, at, sent=request.POST)
    form.full_clean()
    by_key = {one.staff_key: one.staff_id for one in at.there}
    came = {by_key[key]: code for key, code in form.came().items()}
    meetings.record_attendance(at.case, item=at.item, came=came, at=request.at)
    return done(request, here, _("Who is there is recorded."))


def form_of(request: HttpRequest, at: At, *, sent: QueryDict | None = None) -> forms.Item:
    """This will make the form of an item: as sent, or as its draft has it, or with what is known of who is there."""
    kept = drafts.kept(at.draft_name, staff_id=request.user.staff_id, at=request.at)
    body = sent or (forms.from_draft(kept.body) if kept else QueryDict())
    people = [(one.staff_key, f"{one.name}, {one.agency}") for one in at.there if not one.stepped_out]
    parties = [
        *dict.fromkeys((f"agency:{one.agency_code}", one.agency) for one in at.there if one.role != "attending"),
        *people,
    ]
    settings: dict[str, Any] = {"people": people, "parties": parties, "owners": _owners(at, people)}
    settings["rows"] = (forms.rows_in(body, "dissents"), forms.rows_in(body, "promises"))
    first = {f"came-{one.staff_key}": one.came for one in at.there} | {"after": queries.last_place(at.item)}
    form = forms.Item(sent, readers=reads(), at=request.at, **settings)
    form.initial = (
        first
        if sent is not None or kept is None
        else first | _still_true(at, forms.initial_of(form, body), kept.saved_at)
    )
    return form


def _still_true(at: At, found: dict[str, Any], saved_at: datetime) -> dict[str, Any]:
    """What a draft holds, but who is there where somebody recorded it since, and never how many decisions there were."""
    recorded = queries.attendance_recorded_at(at.item)
    out_of_date = recorded is not None and recorded > saved_at
    return {
        name: value
        for name, value in found.items()
        if name != "after" and not (out_of_date and name.startswith("came-"))
    }


def _owners(at: At, people: list[tuple[str, str]]) -> list[tuple[str, str]]:
    owner = agencies.staff(at.case.owner_id)
    return list(dict([*people, (owner.key, f"{owner.name}, {owner.agency}")]).items())


def _page(request: HttpRequest, at: At, form: forms.Item, *, status: int = 200) -> HttpResponse:
    kept = drafts.kept(at.draft_name, staff_id=request.user.staff_id, at=request.at)
    context = said_so_far(at) | {
        "bar": cases.header(at.case),
        "lines": {line.number: line for line in at.lines},
        "why": panels.why_label(at.item.why, at.item.why_words),
        "form": form,
        "came": dict(forms.codes("meeting_attendance")()),
        "elsewhere": page_of(at.case.reference, f"{at.item.address}?item={at.item.key}") if at.item.address else "",
        "may_decide": bool(at.case.may("panels.adopt")),
        "saved_at": kept.saved_at if kept else None,
        "refreshed_at": request.at,
        "pulse": queries.pulse(at.item.key),
    }
    return render(request, "panels/item.html", context, status=status)


def said_so_far(at: At) -> dict[str, Any]:
    """This will give what may change on the page while it stays open: who is there, views, what is decided and promised."""
    decisions, present = queries.decisions(at.case, item=at.item), queries.present(at.item)
    views, waiting = queries.views(at.case, at.item), _waiting(at)
    return {
        "at": at,
        "item": at.item,
        "there": at.there,
        "quorum": queries.quorum(at.case, at.item),
        "police": queries.police_of_residence(at.case).name,
        "recorded": bool(present),
        "present": len([one for one in present if one.is_there]),
        "views": views,
        "waiting": waiting,
        "labels": dict(forms.codes("view_positions")()),
        "decisions": decisions,
        "promises": queries.promises(at.item),
        "decides": at.case.stage == "panel" and not any(one.authorises for one in decisions) and not at.item.is_over,
        "runs": bool(at.case.may("meetings.record_attendance")),
    }


def _waiting(at: At) -> list[tuple[str, str]]:
    """The agencies with a voice whose view is not in, by code and name."""
    given = {view.agency_id for view in queries.views(at.case, at.item)}
    found = [one for one in at.there if one.role != "attending" and one.agency_id not in given]
    return list({one.agency_code: one.agency for one in found}.items())


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
        return _page(request, at, form, status=UNPROCESSABLE)
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
        "reached": dict(forms.codes("decision_rules")())[decided.reached],
        "missing": actions.missing(
            at.case, item=at.item, decided=decided, outcome=said["outcome"], ending=said["ending"], care=care
        ),
        "plan": [
            (form_label, said[name]) for name, form_label in _plan_labels() if said["outcome"] == "adopt" and said[name]
        ],
        "dissents": [(_party(at, one), one.words) for one in decided.dissents],
        "promises": [(one.what, names.get(one.owner_id, ""), one.due_on) for one in decided.actions],
        "after": said["after"],
        "quorum": queries.quorum(at.case, at.item),
        "police": queries.police_of_residence(at.case).name,
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
