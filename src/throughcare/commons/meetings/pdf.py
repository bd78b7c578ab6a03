"""Minutes as a file that can leave the room: one case, tagged, with its reference in title and name and no person's name."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.on_paper import off_paper
from throughcare.commons.meetings import queries
from throughcare.commons.meetings.queries import OnAgenda
from throughcare.frame.pdf import tagged_pdf
from throughcare.kernel.time import format_moment

TEMPLATE = Path(__file__).with_name("minutes.typ")


def minutes_pdf(case: OpenCase, item: OnAgenda, *, at: datetime) -> bytes:
    """This will make the minutes of one item: as signed with their corrections, or as they stand, marked as not signed."""
    signed = queries.signed(item)
    content = signed.content if signed else queries.content_of(case, item)
    moment = signed.signed_at if signed else at
    return tagged_pdf(TEMPLATE, off_paper(case, _values(content, signed)), at=moment)


def title(content: dict[str, Any]) -> str:
    """This will name the minutes by reference and day, without a name or a programme."""
    return _("Minutes, %(reference)s, %(day)s") % {"reference": content["reference"], "day": content["day"]}


def called(content: dict[str, Any], signed: queries.Signed | None) -> str:
    """This will say which minutes they are, for whoever records that somebody was given them."""
    words = {"day": content["day"], "moment": format_moment(signed.signed_at) if signed else ""}
    return (_("Minutes of %(day)s, signed %(moment)s") if signed else _("Minutes of %(day)s, not signed yet")) % words


def _values(content: dict[str, Any], signed: queries.Signed | None) -> dict[str, Any]:
    words = {"name": signed.signed_by, "moment": format_moment(signed.signed_at)} if signed else {}
    signature = _("Signed by %(name)s, chair, on %(moment)s.") % words if signed else _("Not signed yet.")
    return {
        "title": title(content),
        "footer": title(content),
        "labels": _labels(),
        "minutes": content,
        "signature": signature,
        "corrections": queries.corrections(signed.id) if signed else [],
    }


def _labels() -> dict[str, str]:
    return {
        "author": _("Throughcare"),
        "marking": _("OFFICIAL-SENSITIVE. No secret or intelligence material here: keep a pointer to it."),
        "page": _("Page"),
        "reference": _("Reference"),
        "person": _("About"),
        "where": _("Where and when"),
        "pathway": _("Pathway"),
        "why": _("Why on the agenda"),
        "not_told": _("Not told. Keep this from the person and the family."),
        "present": _("Present"),
        "nobody": _("Nobody is recorded as there."),
        "name": _("Name"),
        "agency": _("Agency"),
        "came": _("How"),
        "absent": _("Not there"),
        "stepped_out": _("Stepped out because of a conflict of interest"),
        "views": _("Views"),
        "no_views": _("No view was given."),
        "offers": _("Offers"),
        "decision": _("Decision"),
        "no_decision": _("No decision is recorded."),
        "reached": _("Reached"),
        "reasons": _("Reasons"),
        "until": _("Until"),
        "dissent": _("Dissent"),
        "no_dissent": _("None recorded."),
        "actions": _("Actions"),
        "no_actions": _("None."),
        "what": _("What"),
        "who": _("Who"),
        "by": _("By"),
        "signature": _("Signature"),
        "corrections": _("Corrections after signing"),
    }
