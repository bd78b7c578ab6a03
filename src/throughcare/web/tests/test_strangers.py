"""To somebody elsewhere, a case that is hidden and one that never was are the same page, to the byte."""

import re
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from throughcare.commons.cases import actions

pytestmark = pytest.mark.django_db

MISSING = "TC-999999"
EXAMPLES = {"uuid": str(UUID(int=7)), "int": "1", "slug": "core", "str": "x"}


def addresses() -> list[str]:
    """Every address below a case, with an example for each of its parts."""
    return sorted({example(route) for route in routes(get_resolver(), "") if route.startswith("cases/<reference>/")})


def routes(resolver: URLResolver, before: str):
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern, route)


def example(route: str) -> str:
    filled = route.replace("<reference>", "{reference}")
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda part: EXAMPLES[part[1] or "str"], filled)


def test_there_are_addresses_to_try():
    assert {"/cases/{reference}/", "/cases/{reference}/team/owner/"} <= set(addresses())


def test_hidden_and_missing_are_the_same_page(invented):
    hidden = invented.receive()
    cleo = invented.browser("cleo")
    differing = []

    for address in addresses():
        for ask in (cleo.get, cleo.post):
            seen, unseen = ask(address.format(reference=hidden)), ask(address.format(reference=MISSING))
            same = (seen.status_code, seen.content) == (unseen.status_code, unseen.content)
            if not same or seen.status_code not in (404, 405) or b"Sam" in seen.content:
                differing.append((address, seen.status_code, unseen.status_code))

    assert differing == []


def test_an_unknown_address_reads_the_same(invented):
    hidden = invented.receive()
    cleo = invented.browser("cleo")

    pages = {cleo.get(path).content for path in (f"/cases/{hidden}/", f"/cases/{hidden}/nothing-like-it/")}

    assert len(pages) == 1


def test_an_excluded_colleague_is_a_stranger_and_only_the_manager_reads_why(invented):
    reference = invented.receive()
    with invented.opened(reference, "mo") as case:
        actions.exclude(case, staff_id=invented.staff["femi"], reason="a neighbour", at=case.at)

    pages = {name: invented.browser(name).get(f"/cases/{reference}/team/") for name in ("femi", "mo", "ada")}

    assert pages["femi"].status_code == 404
    assert "a neighbour" in pages["mo"].text
    assert "a neighbour" not in pages["ada"].text
