"""On which page a verb of the pathway is done, so that a refusal leads to what would make the act possible."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from django.urls import NoReverseMatch, reverse

from throughcare.commons.cases.gate import OpenCase
from throughcare.safeguards.access.matrix import matrix
from throughcare.web import slices


@lru_cache(maxsize=1)
def doors() -> Mapping[str, str]:
    """This will unite what every slice says: the verb, and the name of the page where it is done."""
    return {verb: page for module in slices.urls() for verb, page in getattr(module, "DOORS", {}).items()}


def address(case: OpenCase | None, verb: str) -> str:
    """This will give the address of the page where a verb is done on this case, for whoever may do it there, or nothing."""
    page = doors().get(verb)
    if case is None or page is None or not _may(case, verb):
        return ""
    try:
        return reverse(page, kwargs={"reference": case.reference})
    except NoReverseMatch:
        return reverse(page)


def _may(case: OpenCase, verb: str) -> bool:
    if verb in matrix().verbs:
        return bool(case.may(verb))
    return bool(case.roles & set(case.pathway.verb(verb).who))
