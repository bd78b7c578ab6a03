"""Find one case, or a set: filters in the address, names never."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.queries import lists
from throughcare.frame.pieces import Head
from throughcare.frame.shell import Link
from throughcare.kernel.paging import page_number
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import format_date_short, uk_today
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record
from throughcare.safeguards.pathways import Pathway
from throughcare.web import navigation
from throughcare.web.once import may_be_repeated
from throughcare.web.whoami import me

KEPT_FOR = timedelta(minutes=15)
SQL = NamedSql(Path(__file__).with_suffix(".sql"))
STATES = {"open": lambda: _("Open"), "closed": lambda: _("Closed")}
DUES = {"overdue": lambda: _("Overdue"), "week": lambda: _("This week")}


@dataclass(frozen=True)
class Filter:
    """One filter of the page: its name in the address, its words, its choices and what is chosen."""

    name: str
    label: str
    choices: Mapping[str, str]
    chosen: str = ""


@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """This will show the cases that somebody may open, held to the filters and the search of the address."""
    return _list(request, heading=_("Cases"), page="cases", pinned={})


@require_GET
def checks(request: HttpRequest) -> HttpResponse:
    """This will show police the cases that police hold."""
    pinned = {"stage": Pathway.newest()[0].held, "state": "open"}
    return _list(request, heading=_("Checks"), page="checks-list", pinned=pinned)


@may_be_repeated
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """This will answer a search under a short-lived key; an exact reference opens its case at once."""
    words = " ".join(request.POST.get("q", "").split())[:200]
    key = _keep(request, words)
    record("cases:searched", kind="search", subject=key, at=request.at)
    reference = lists.opened_by_reference(words)
    return HttpResponseRedirect(page_of(reference) if reference else f"{reverse('cases')}?{urlencode({'found': key})}")


def _keep(request: HttpRequest, words: str) -> str:
    key, at = uuid4(), request.at
    SQL.one("keep", {"key": key, "staff": request.user.staff_id, "words": words, "at": at, "until": at + KEPT_FOR})
    return str(key)


def searched(request: HttpRequest) -> str | None:
    """This will give what somebody searched for under the key in the address; none where it has gone or is another's."""
    key = request.GET.get("found", "")
    if len(key) != 36 or set(key) - set("0123456789abcdef-"):
        return None
    found = SQL.one("searched", {"staff": request.user.staff_id, "key": key, "at": request.at})
    return found.words if found else None


def _list(request: HttpRequest, *, heading: str, page: str, pinned: Mapping[str, str]) -> HttpResponse:
    filters = _filters(request, pinned)
    words = searched(request)
    order, turned = _order(request, is_search=words is not None)
    today = uk_today(request.at)
    number = page_number(request.GET.get("page"))
    found = lists.cases(_wanted(request, filters, words), today=today, number=number, order=order, turned=turned)
    record("cases:listed", kind="list", subject=page, at=request.at)
    address = _addresses(request, page)
    context = {
        "heading": heading,
        "page": found,
        "filters": [each for each in filters if each.name not in pinned and len(each.choices) > 1],
        "chosen": list(_chosen(filters, pinned, address, words, changed="changed" in request.GET)),
        "clear_url": f"{reverse(page)}?state=",
        "rows": [row_of(row, staff_id=request.user.staff_id, today=today) for row in found.rows],
        "heads": _heads(address, order=order, turned=turned),
        "address": lambda asked: address(page=asked),
        "words": words,
        "gone": "found" in request.GET and words is None,
        "kept": [(name, request.GET[name]) for name in ("found", "changed") if name in request.GET],
        "begin": _begin(request),
        "export_url": f"{reverse('cases-export')}?{urlencode({**_in_address(request), **pinned})}",
        "here": reverse(page),
    }
    return render(request, "web/cases.html", context)


def _filters(request: HttpRequest, pinned: Mapping[str, str]) -> list[Filter]:
    """What can be filtered by. Stages that read alike to the reader are one choice."""
    who = me(request)
    today = uk_today(request.at)
    areas = agencies.areas_among(who.area_ids)
    owners = {line.key: line.name for line in agencies.holders_among("coordinator", area_ids=who.area_ids, on=today)}
    asked = {**{name: request.GET.get(name, "") for name in FILTERS}, "state": _state(request), **pinned}
    choices = {
        "stage": _stage_choices(areas),
        "owner": {"me": _("You"), **owners},
        "area": {area.code: area.name for area in areas},
        "state": {code: label() for code, label in STATES.items()},
        "due": {code: label() for code, label in DUES.items()},
    }
    labels = {
        "stage": _("Stage"),
        "owner": _("Owner"),
        "area": _("Area"),
        "state": _("Open or closed"),
        "due": _("Due"),
    }
    return [
        Filter(name, labels[name], choices[name], asked[name] if asked[name] in choices[name] else "")
        for name in FILTERS
    ]


def _state(request: HttpRequest) -> str:
    """Open cases where nothing was chosen; a search and what changed look among all."""
    looks_among_all = "found" in request.GET or "changed" in request.GET
    return request.GET.get("state", "" if looks_among_all else "open")


FILTERS = ("stage", "owner", "area", "state", "due")


def _stage_choices(areas: Sequence[Any]) -> dict[str, str]:
    """Where two pathways call one stage differently, the choice says both."""
    found = defaultdict[str, list[str]](list)
    for label, codes in _stages(areas).items():
        found[codes[0]].append(label)
    return {code: " / ".join(labels) for code, labels in found.items()}


def _stages(areas: Sequence[Any]) -> dict[str, list[str]]:
    """The stages of every pathway that the reader's areas may use, by their words: what reads alike is one choice.

    While police hold a case, its own row says one stage whatever the reason; only that one can be filtered by.
    """
    nations, found = {area.nation for area in areas}, defaultdict[str, list[str]](list)
    for pathway in Pathway.newest():
        if not pathway.parts.opens_for or nations & set(pathway.parts.opens_for):
            for stage in pathway.stages:
                if not stage.with_police or stage.code == pathway.held:
                    found[stage.label_for(police=False)].append(stage.code)
    return {label: list(dict.fromkeys(codes)) for label, codes in found.items()}


def _wanted(request: HttpRequest, filters: list[Filter], words: str | None) -> lists.Wanted:
    chosen = {each.name: each.chosen for each in filters}
    owner = agencies.staff_by_key(chosen["owner"]) if chosen["owner"] not in ("", "me") else None
    area = agencies.area_by_code(chosen["area"]) if chosen["area"] else None
    return lists.Wanted(
        stages=_alike(chosen["stage"], request) if chosen["stage"] else [],
        owner_id=request.user.staff_id if chosen["owner"] == "me" else (owner.id if owner else None),
        area_id=area.pk if area else None,
        state=chosen["state"],
        due=chosen["due"],
        ids=_ids(request, words),
    )


def _alike(stage: str, request: HttpRequest) -> list[str]:
    """Every stage that reads as the chosen one does."""
    areas = agencies.areas_among(me(request).area_ids)
    return next((codes for codes in _stages(areas).values() if codes[0] == stage), [stage])


def _begin(request: HttpRequest) -> list[Link]:
    """Where a case begins, as far as the pages are there and somebody may use them."""
    roles = me(request).roles
    offered = (
        (_("Refer someone"), "refer", True),
        (_("Take on a case"), "take-on", me(request).takes_on),
        (_("Open a case under the exit programme"), "intake-begin", matrix().may_do(roles, "intake.open")),
        (_("Import referrals"), "import", matrix().may_do(roles, "referrals.import")),
        (_("Advice"), "advice", matrix().may_do(roles, "referrals.answer_advice")),
        (_("Considered, not referred"), "considered", matrix().may_do(roles, "referrals.consider")),
    )
    found = ((label, navigation.address_of(page)) for label, page, may in offered if may)
    return [Link(label, url) for label, url in found if url]


def _ids(request: HttpRequest, words: str | None) -> tuple[int, ...] | None:
    if words is not None:
        return lists.search(words)
    return lists.changed() if "changed" in request.GET else None


def _order(request: HttpRequest, *, is_search: bool) -> tuple[str, bool]:
    usual = "nearest" if is_search else "opened"
    sort = request.GET.get("sort", "")
    order = sort.removeprefix("-")
    return (order, sort.startswith("-")) if order in ("opened", "person", "stage", "owner") else (usual, False)


def _in_address(request: HttpRequest) -> dict[str, str]:
    named = (*FILTERS, "found", "changed", "sort")
    return {
        name: request.GET[name] for name in named if request.GET.get(name) or _says_all(name, request.GET.get(name))
    }


def _says_all(name: str, value: object) -> bool:
    """Whether a filter left empty means something: open cases are shown unless somebody asks for all."""
    return name == "state" and value == ""


def _addresses(request: HttpRequest, page: str) -> Any:
    present = _in_address(request)

    def address(**changes: object) -> str:
        named = {**present, **changes}
        asked = {name: value for name, value in named.items() if value not in ("", None) or _says_all(name, value)}
        return f"{reverse(page)}?{urlencode(asked)}" if asked else reverse(page)

    return address


def _chosen(
    filters: list[Filter], pinned: Mapping[str, str], address: Any, words: str | None, *, changed: bool
) -> Iterator[Link]:
    if words is not None:
        yield Link(_("Search: %(words)s") % {"words": words}, address(found="", page=""))
    if changed:
        yield Link(_("Changed since you last looked"), address(changed="", page=""))
    for each in filters:
        if each.chosen and each.name not in pinned:
            yield Link(f"{each.label}: {each.choices[each.chosen]}", address(**{each.name: "", "page": ""}))


def _heads(address: Any, *, order: str, turned: bool) -> list[Head | str]:
    def head(label: str, code: str) -> Head:
        down = lists.KEYS[code][1] == "DESC"
        sorted_by = ("descending" if down != turned else "ascending") if order == code else ""
        return Head(
            label, url=address(sort=f"-{code}" if order == code and not turned else code, page=""), sorted=sorted_by
        )

    heads: list[Head | str] = [
        head(_("Person"), "person"),
        _("Reference"),
        head(_("Stage"), "stage"),
        head(_("Owner"), "owner"),
    ]
    return [*heads, _("Next due"), head(_("Received"), "opened")]


def row_of(row: Any, *, staff_id: int, today: Any) -> dict[str, Any]:
    """This will put one case of a list in words."""
    return {
        "person": row.person,
        "reference": row.reference,
        "url": page_of(row.reference),
        "stage": Pathway.load(row.pathway, row.pathway_version).stage(row.stage).label_for(police=False),
        "owner": _("you") if row.owner_id == staff_id else row.owner,
        "due_on": row.due_on,
        "is_late": bool(row.due_on and row.due_on < today),
        "opened": format_date_short(uk_today(row.opened_at)),
        "closed": bool(row.closed_at),
        "told": bool(row.told),
    }


def export_rows(request: HttpRequest) -> tuple[list[str], list[list[str]], str]:
    """This will give the heads and rows of a list of cases for a file, and which filters held it."""
    today = uk_today(request.at)
    wanted = _wanted(request, _filters(request, {}), searched(request))
    page = lists.cases(wanted, today=today, size=5000)
    heads = [_("Person"), _("Reference"), _("Stage"), _("Owner"), _("Next due"), _("Received")]
    rows = [row_of(row, staff_id=request.user.staff_id, today=today) for row in page.rows]
    cells = [
        [
            r["person"],
            r["reference"],
            r["stage"],
            r["owner"],
            r["due_on"].isoformat() if r["due_on"] else "",
            r["opened"],
        ]
        for r in rows
    ]
    return heads, cells, urlencode({**_in_address(request), "state": _state(request)})
