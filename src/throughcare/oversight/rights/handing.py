"""An access pack on paper: what is held, in words, what was left out and why, and where to complain."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.frame.pdf import tagged_pdf
from throughcare.kernel.time import format_moment
from throughcare.oversight.rights.models import Pack

TEMPLATE = Path(__file__).with_name("pack.typ")


def on_paper(pack: Pack, *, at: datetime) -> bytes:
    """This will make the tagged PDF of a copy; its name and title carry the reference alone."""
    content = json.loads(pack.content)
    made = {"moment": format_moment(datetime.fromisoformat(content["made"]))}
    values = {
        "title": _("What is held about you: %(reference)s") % {"reference": pack.request.reference},
        "labels": {
            "author": _("Throughcare"),
            "page": _("Page"),
            "held_back": _("What is left out, and why"),
            "complain": _("If you do not agree"),
            "names": _("Names"),
            "nothing": _("Nothing is held."),
            "all": _("Nothing that you are entitled to was left out."),
        },
        "made": _("Made on %(moment)s from everything that is held.") % made,
        "names": ", ".join(content["names"]),
        "cases": content["cases"],
        "held_back": [_left_out(one) for one in content["held_back"]],
        "routes": [[one["label"], one["how"]] for one in content["complaints"]],
    }
    return tagged_pdf(TEMPLATE, values, at=at)


def _left_out(one: dict[str, str | int]) -> list[str]:
    entries = ngettext("%(n)s entry", "%(n)s entries", int(one["number"])) % {"n": one["number"]}
    return [f"{one['table']}, {entries}", f"{one['why']} ({one['article']})"]
