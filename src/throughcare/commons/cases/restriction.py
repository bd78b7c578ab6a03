"""What a restricted record may still be used for: it is kept and added to, and is not used to decide or to hand on."""

from __future__ import annotations

from django.utils.translation import gettext as _

from throughcare.commons.cases import rules
from throughcare.kernel.answers import Answer
from throughcare.kernel.definitions import load
from throughcare.safeguards.pathways import Pathway


def may_be_used(pathway: Pathway, verb: str) -> Answer:
    """This will say whether a verb may be done on a restricted record, under the pathway of its case."""
    data = load("records", "restriction").data
    authorises = any(one.code == verb and not one.records for one in pathway.verbs)
    stopped = verb in data["stops"] or authorises
    return rules.may_use_restricted(stopped=stopped, goes_on=verb in data["goes_on"], source=_(data["source"]))
