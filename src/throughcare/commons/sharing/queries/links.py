"""The links by which a case leads to what agencies were asked, and to what was given out of it."""

from __future__ import annotations

from throughcare.commons.cases.cards import SideLink
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.sharing.queries import disclosures, requests


def side_links(case: OpenCase) -> list[SideLink]:
    """This will give the links of the side navigation, each to those who may read what it leads to."""
    return [*requests.side_links(case), *disclosures.sharing_link(case)]
