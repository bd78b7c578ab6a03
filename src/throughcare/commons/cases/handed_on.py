"""From a paper of a case, or a file of it, to the page on which it is recorded that somebody outside was given it."""

from __future__ import annotations

from urllib.parse import urlencode

from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.gate import OpenCase

VERB = "disclosures.record"


def handed_on(case: OpenCase, paper: str, *, called: str) -> str:
    """This will give the address of that page, filled with what kind of paper it is and which; empty to whom may not record.

    `paper` is its code among the papers of the disclosure rules, `called` its kind with its day or version, in words.
    """
    if not case.may(VERB):
        return ""
    return page_of(case.reference, "shared/record?" + urlencode({"way": "print", "paper": paper, "words": called}))
