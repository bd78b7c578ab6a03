"""Who will see what is typed into a box: from the matrix, in words, for the line under its label."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.frame.forms import SeenBy
from throughcare.safeguards.access.matrix import matrix

# People as others speak of them. The first role of a line that reads stands for the roles after it.
PEOPLE: tuple[tuple[tuple[str, ...], str | Promise], ...] = (
    (("coordinator",), gettext_lazy("the coordinator")),
    (("manager",), gettext_lazy("the programme manager")),
    (("police_officer", "police_supervisor", "named_officer"), gettext_lazy("the police officers")),
    (("panel_member", "panel_listed", "chair"), gettext_lazy("the panel members")),
    (("chair",), gettext_lazy("the panel's chair")),
    (("assessor",), gettext_lazy("the assessor")),
    (("provider",), gettext_lazy("providers")),
    (("partner",), gettext_lazy("other agencies")),
    (("referrer",), gettext_lazy("staff who refer")),
    (("quality_lead",), gettext_lazy("the quality lead")),
)
WORTH_SAYING = ("panel_member", "provider", "partner")


def readers(*compartments: str, and_by: str = "", of: str = "", to_whoever_refers: bool = False) -> dict[str, SeenBy]:
    """This will say for each compartment who reads it, who does not, and why; `and_by` names readers beside the matrix.

    `of` says whose readers they are where it is not a case's. Whoever refers is not told that they do not read it.
    """
    return {compartment: _seen_by(compartment, and_by, of, to_whoever_refers) for compartment in compartments}


def _seen_by(compartment: str, and_by: str, of: str, to_whoever_refers: bool) -> SeenBy:
    table = matrix()
    rows = table.readers(compartment)
    reading = [row.role for row in rows]
    unseen = [_people(role) for role in WORTH_SAYING if role not in reading]
    if not to_whoever_refers:
        unseen.append(_("the person who referred"))
    of_case = _("%(people)s of %(what)s") % {
        "people": _listed(_as_people(reading), _("and")),
        "what": of or _("this case"),
    }
    return SeenBy(
        seen=_("%(people)s, and %(others)s") % {"people": of_case, "others": and_by} if and_by else of_case,
        not_seen=_listed(unseen, _("or")),
        reasons=tuple(f"{table.roles[row.role].label}: {row.reason}" for row in rows),
    )


def _as_people(reading: Collection[str]) -> list[str]:
    """Each kind of people once, in the order of the roles; a role that no line names stands for itself."""
    named = {role: str(words) for roles, words in reversed(PEOPLE) if roles[0] in reading for role in roles}
    return list(dict.fromkeys(named.get(role) or _people(role) for role in reading))


def _people(role: str) -> str:
    words = next((words for roles, words in PEOPLE if role == roles[0]), None)
    return str(words) if words else _("the %(role)s") % {"role": matrix().roles[role].label}


def _listed(words: Iterable[str], joining: str) -> str:
    *first, last = [*words] or [""]
    return f"{', '.join(first)} {joining} {last}" if first else last
