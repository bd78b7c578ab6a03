"""What each role finds in the navigation. An item appears when its page exists."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from throughcare.frame.shell import Link


@dataclass(frozen=True)
class Item:
    """One item: its words, the name of its page, and the roles that find it."""

    label: str | Promise
    page: str
    roles: frozenset[str]


def _item(label: str | Promise, page: str, *roles: str) -> Item:
    return Item(label, page, frozenset(roles))


OFFICERS = ("police_officer", "police_supervisor")
POLICE = (*OFFICERS, "named_officer")
UNDER_ORDERS = ("supervising_officer", "prison_lead")
SEARCHING = frozenset({"coordinator", "manager", *POLICE})

ITEMS = (
    _item(_("My sessions"), "my-sessions", "provider"),
    _item(_("Work"), "work", "coordinator", "manager", "assessor", *UNDER_ORDERS, *POLICE),
    _item(_("Checks"), "checks-list", *POLICE),
    _item(_("Cases"), "cases", "coordinator", "manager", "assessor", "reader", "emergency", *UNDER_ORDERS),
    _item(_("Panels"), "panels", "coordinator", "chair", "panel_member", *POLICE),
    _item(_("My actions"), "my-actions", "chair", "panel_member"),
    _item(_("Requests"), "partner-requests", "partner"),
    _item(_("Refer"), "refer", "referrer"),
    _item(_("Who looked"), "who-looked", "data_protection"),
    _item(_("To review"), "to-review", "data_protection"),
    _item(_("Declared ties"), "ties-matched", "data_protection"),
    _item(_("Breaches"), "breaches", "data_protection"),
    _item(_("Requests"), "rights-requests", "data_protection"),
    _item(_("Retention"), "retention", "data_protection"),
    _item(_("Agreements"), "agreements", "data_protection", "manager"),
    _item(_("Papers"), "papers", "data_protection"),
    _item(_("Agreement"), "agreement:studies", "quality_lead"),
    _item(_("Second ratings"), "second-ratings", "assessor"),
    _item(_("Figures"), "figures", "coordinator", "manager", "evaluator", "board", *OFFICERS),
    _item(_("Team"), "staff-team", "manager"),
    _item(_("Machines"), "machines", "manager"),
    _item(_("Instruments"), "instruments", "manager"),
    _item(_("Colleagues"), "colleagues", "manager"),
)
MOST = 5
ALSO_ON_CASES = "refer"  # whoever has a list of cases finds it there
# Found together: the first of each that there is stands in the navigation, and the others on its pages.
TOGETHER = (
    ("staff-team", "colleagues", "machines", "instruments", "agreements", "papers"),
    ("who-looked", "to-review", "ties-matched", "breaches"),
)
FOR_ALL = Item(_("Manual"), "manual", frozenset())


def address_of(page: str) -> str:
    """This will give the address of a page by its name, or nothing where it is not built."""
    return _address(settings.ROOT_URLCONF, page)


@cache
def _address(_urls: str, page: str) -> str:
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""


def items(roles: Collection[str], *, path: str) -> tuple[Link, ...]:
    """This will list the navigation for these roles, marking the item that the present address lies under."""
    every = _found(roles)
    groups = _together(every)
    behind = {page: pages[0] for pages in groups for page in pages[1:]}
    found = [(item, url) for item, url in every if item.page not in behind]
    if len(found) > MOST:
        found = [(item, url) for item, url in found if item.page != ALSO_ON_CASES]
    here = _current(every, path)
    here = behind.get(here, here)
    return tuple(Link(str(item.label), url, current=item.page == here) for item, url in found)


def beside(roles: Collection[str], *, path: str) -> tuple[Link, ...]:
    """This will list the pages that are found together with the present one; none where it stands alone, or leads back to one."""
    every = _found(roles)
    here = _current(every, path)
    together = next((pages for pages in _together(every) if here in pages), [])
    by_page = {item.page: (item, url) for item, url in every}
    if len(together) < 2 or path != by_page[here][1]:
        return ()
    found = [by_page[page] for page in together]
    return tuple(Link(str(item.label), url, current=item.page == here) for item, url in found)


def _together(found: list[tuple[Item, str]]) -> list[list[str]]:
    there = {item.page for item, _url in found}
    groups = [[page for page in group if page in there] for group in TOGETHER]
    return [pages for pages in groups if pages]


def _found(roles: Collection[str]) -> list[tuple[Item, str]]:
    wanted = [item for item in ITEMS if item.roles & set(roles)] + [FOR_ALL]
    return [(item, url) for item in wanted if (url := address_of(item.page))]


def _current(found: list[tuple[Item, str]], path: str) -> str:
    """The page under whose address the present one lies, the nearest where several are."""
    under = [(len(url), item.page) for item, url in found if path.startswith(url)]
    return max(under)[1] if under else ""


def first_page(roles: Collection[str]) -> str:
    """This will say where somebody begins after signing in: the first item of their navigation, or their account."""
    found = items(roles, path="")
    return found[0].url if found else reverse("account")
