"""What was given, on paper and as data: always the words that were given then, never the case as it stands now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.sharing.queries.disclosures import Shared
from throughcare.frame.pdf import tagged_pdf
from throughcare.kernel.time import format_date, format_moment

TEMPLATE = Path(__file__).with_name("given.typ")


def read(content: str) -> Mapping[str, Any]:
    """This will read what was given as pages and prints show it; nothing of it once it was erased."""
    found: Mapping[str, Any] = json.loads(content) if content else {"about": "", "parts": [], "added": ""}
    return found


def on_paper(shared: Shared, content: str, *, at: datetime) -> bytes:
    """This will make the tagged PDF of what was given; its name and title carry the reference alone."""
    text, row = read(content), shared.row
    by = agencies.staff(row.by_id).agency if row.by_id else ""
    words = {"to": shared.recipient, "contact": row.contact, "day": format_date(shared.given_on), "by": by}
    values = {
        "title": _("Shared information %(reference)s") % {"reference": row.reference},
        "marking": _("OFFICIAL-SENSITIVE. No secret or intelligence material here: keep a pointer to it."),
        "labels": {"author": _("Throughcare"), "page": _("Page"), "added": _("In the words of whoever gives it")},
        "lead": _("Given to %(to)s, %(contact)s, on %(day)s by %(by)s.") % words,
        "rows": [
            [_("About"), text["about"] or _("Not named")],
            [_("What it is for"), shared.purpose],
            [_("Legal basis"), shared.basis],
        ],
        "warning": ""
        if row.told
        else _("The person has not been told. Do not speak of it to the person or the family."),
        "handling": handling(),
        "parts": text["parts"],
        "added": text["added"],
        "printed": _("Printed on %(moment)s. Seal %(seal)s") % {"moment": format_moment(at), "seal": row.digest[:16]},
    }
    return tagged_pdf(TEMPLATE, values, at=at)


def as_data(shared: Shared, content: str) -> str:
    """This will write what was given as data that machines read, with the digest by which it is known again."""
    row = shared.row
    given = {
        "reference": row.reference,
        "recipient": shared.recipient,
        "given_on": shared.given_on.isoformat(),
        "purpose": row.purpose,
        "legal_basis": row.legal_basis,
        "person_is_told": row.told,
        "handling": handling(),
        "sha256": row.digest,
        "content": read(content),
    }
    return json.dumps(given, ensure_ascii=False, indent=1)


def handling() -> str:
    """This will say to whoever receives it what they may do with it."""
    return _(
        "For this purpose alone. Give it to nobody else. It may be taken back, and then it is destroyed or returned."
    )
