"""What every page of a case knows without being told: who it is about, and the parts of the case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from throughcare.commons.cases import queries
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.cards import SideLink
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.on_paper import names_on_paper
from throughcare.commons.orders import queries as orders
from throughcare.frame.shell import Identity, Link, PartGroup
from throughcare.kernel.time import uk_today
from throughcare.web import slices
from throughcare.web.whoami import me


def case(request: HttpRequest) -> dict[str, object]:
    """This will give the templates of case pages the identity bar and the side navigation, made when they ask.

    Every page is told which names may not be printed: of the case that is open, or of the cases that a list may show.
    """
    opened: OpenCase | None = getattr(request, "case", None)
    if getattr(request, "asks_nothing", False):
        return {}
    if opened is None:
        return {"withheld": SimpleLazyObject(lambda: withheld_in_lists(request))}
    return {
        "identity": SimpleLazyObject(lambda: identity(opened)),
        "parts": SimpleLazyObject(lambda: parts(opened, path=request.path)),
        "case": opened,
        "own_words": SimpleLazyObject(lambda: opened.pathway.words),
        "withheld": SimpleLazyObject(lambda: names_on_paper(opened)),
    }


def withheld_in_lists(request: HttpRequest) -> dict[str, str]:
    """This will give the names that a list may not print, to those who may have cases of people under orders."""
    match, at = request.resolver_match, getattr(request, "at", None)
    role = getattr(match.func, "database_role", "") if match else "none"
    if at is None or role or not request.user.is_authenticated or not me(request).works_in_programme:
        return {}
    return orders.withheld_now(on=uk_today(at))


def identity(opened: OpenCase) -> Identity:
    """This will give the identity bar with the menu of what its reader may do."""
    return replace(queries.header(opened), menu=menu(opened))


def menu(opened: OpenCase) -> tuple[Link, ...]:
    """This will list the acts that are wanted from any page of the case."""
    offered = (
        ("cases.add_note", _("Add note"), "notes/add"),
        ("delivery.record_contact", _("Record a contact"), "sessions/contact"),
        ("cases.print_cover", _("Print cover sheet"), "cover"),
    )
    return tuple(
        Link(label, page_of(opened.reference, address)) for verb, label, address in offered if opened.may(verb)
    )


def parts(opened: OpenCase, *, path: str) -> list[PartGroup]:
    """This will list the parts of the case under their headings, marking the one that is open."""
    links = [*own_links(opened), *slices.side_links(opened)]
    headings = (("case", _("Case")), ("stages", _("Stages")), ("record", _("Record")))
    groups = [(heading, [link for link in links if link.group == group]) for group, heading in headings]
    return [PartGroup(heading, _links(opened, found, path)) for heading, found in groups if found]


def own_links(opened: OpenCase) -> Iterable[SideLink]:
    """This will list the parts that every case has, for those who may open them."""
    if opened.may("cases.open"):
        yield SideLink("case", _("Overview"), "", 0)
        if opened.may_read("contact"):
            yield SideLink("case", _("Contact"), "contact", 10)
        yield SideLink("case", _("Take care"), "care", 11)
        yield SideLink("record", _("Timeline"), "timeline", 10)
        yield SideLink("record", _("Notes"), "notes", 11)
        yield SideLink("record", _("Tasks and clocks"), "tasks", 12)
        yield SideLink("record", _("Team"), "team", 13)


def _links(opened: OpenCase, found: list[SideLink], path: str) -> tuple[Link, ...]:
    urls = [page_of(opened.reference, link.address) for link in found]
    current = max(
        (url for url in urls if path.startswith(url) and (url != page_of(opened.reference) or path == url)),
        key=len,
        default="",
    )
    return tuple(Link(str(link.label), url, current=url == current) for link, url in zip(found, urls, strict=True))
