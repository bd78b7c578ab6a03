"""Who will see what is typed into a box: from the matrix, in words, for the line under its label."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.frame.forms import SeenBy
from throughcare.safeguards.access.matrix import matrix

WORTH_SAYING = {
    "panel_member": gettext_lazy("the panel members"),
    "provider": gettext_lazy("providers"),
    "partner": gettext_lazy("other agencies"),
}


def readers(*compartments: str, and_by: str = "", of: str = "", to_whoever_refers: bool = False) -> dict[str, SeenBy]:
    """This will say for each compartment who reads it, who does not, and why; `and_by` names readers beside the matrix.

    `of` says whose readers they are where it is not a case's. Whoever refers is not told that they do not read it.
    """
    return {compartment: _seen_by(compartment, and_by, of, to_whoever_refers) for compartment in compartments}


def _seen_by(compartment: str, and_by: str, of: str, to_whoever_refers: bool) -> SeenBy:
    table = matrix()
    rows = table.readers(compartment)
    seen = [_("the %(role)s") % {"role": table.roles[row.role].label} for row in rows]
    reading = {row.role for row in rows}
    unseen = [str(words) for role, words in WORTH_SAYING.items() if role not in reading]
    if not to_whoever_refers:
        unseen.append(_("the person who referred"))
    of_case = _("%(people)s of %(what)s") % {"people": _listed(seen, _("and")), "what": of or _("this case")}
    return SeenBy(
        seen=_("%(people)s, and %(others)s") % {"people": of_case, "others": and_by} if and_by else of_case,
        not_seen=_listed(unseen, _("or")),
        reasons=tuple(f"{table.roles[row.role].label}: {row.reason}" for row in rows),
    )


def _listed(words: Iterable[str], joining: str) -> str:
    *first, last = [*words] or [""]
    return f"{', '.join(first)} {joining} {last}" if first else last
