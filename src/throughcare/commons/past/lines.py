"""An audit line in words, as a learning review reads it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.kernel.time import format_moment

ACTING = {
    "staff": gettext_lazy("Own roles"),
    "oversight": gettext_lazy("Data protection officer"),
    "public_form": gettext_lazy("The public form"),
    "reception": gettext_lazy("Reception"),
    "clock": gettext_lazy("The clock"),
    "machine": gettext_lazy("A machine"),
}


def in_words(row: Any) -> list[str]:
    """This will give the cells of one line: when, who, acting as, did what, the reason given."""
    who = ", ".join(part for part in (row.staff, row.agency) if part) or _("nobody signed in")
    acting = str(ACTING.get(row.acting_role, row.acting_role))
    return [format_moment(row.recorded_at), who, acting, did(row.verb), row.reason]


def did(tag: str) -> str:
    """This will say what a line's tag means: `notes:added` reads "Notes: added"."""
    package, _colon, act = tag.partition(":")
    said = act.replace("_", " ").replace(":", ", ").replace("-", " ")
    return f"{package.replace('_', ' ').capitalize()}: {said}"
