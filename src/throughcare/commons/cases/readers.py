"""Who will see what is typed into a box: from the matrix, in words, for the line under its label."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.frame.forms import SeenBy
from throughcare.safeguards.access.matrix import Row, matrix
from throughcare.safeguards.pathways import Pathway, common_words

# People as others speak of them. The first role of a line that reads stands for the roles after it.
PEOPLE: tuple[tuple[tuple[str, ...], str | Promise], ...] = (
    (("coordinator",), gettext_lazy("the coordinator")),
    (("manager",), gettext_lazy("the programme manager")),
    (("police_officer", "police_supervisor", "named_officer"), gettext_lazy("the police officers")),
    (("panel_member", "panel_listed", "chair"), gettext_lazy("%(panel_members)s")),
    (("chair",), gettext_lazy("%(the_chair)s")),
    (("assessor",), gettext_lazy("the assessor")),
    (("reader",), gettext_lazy("whoever is let in to read")),
    (("emergency",), gettext_lazy("whoever must open it in an emergency")),
    (("provider",), gettext_lazy("providers")),
    (("partner",), gettext_lazy("other agencies")),
    (("referrer",), gettext_lazy("staff who refer")),
    (("quality_lead",), gettext_lazy("the quality lead")),
)
# What lies there is about colleagues, machines, meetings or numbers, and about nobody who is supported.
ABOUT_NOBODY_SUPPORTED = frozenset(
    {
        *("import", "figures", "meeting", "machines", "instruments", "mailboxes", "recoveries"),
        *("study", "breaches", "reasons", "exclusion", "looks", "agreements"),
    }
)
WORTH_SAYING = ("panel_member", "provider", "partner")


def readers(
    *compartments: str, under: Pathway | None = None, and_by: str = "", of: str = "", to_whoever_refers: bool = False
) -> dict[str, SeenBy]:
    """This will say for each compartment who reads it, who does not, and why; `and_by` names readers beside the matrix.

    `under` is the pathway of a case, whose roles alone are named, and in its words. `of` says whose readers they are where
    it is not a case's. Whoever refers is not told that they do not read it.
    """
    return {one: _seen_by(one, under, and_by, of, to_whoever_refers) for one in compartments}


def _seen_by(compartment: str, under: Pathway | None, and_by: str, of: str, to_whoever_refers: bool) -> SeenBy:
    can_be = matrix().roles_under(under) if under else frozenset(matrix().roles)
    words = under.words if under else common_words()
    rows = [row for row in matrix().readers(compartment) if row.role in can_be]
    reading = [row.role for row in rows]
    unseen = [_people(role, words) for role in WORTH_SAYING if role not in reading and role in can_be]
    if not to_whoever_refers:
        unseen.append(_("the person who referred"))
    of_case = _("%(people)s of %(what)s") % {
        "people": _listed(_as_people(reading, words), _("and")),
        "what": of or _("this case"),
    }
    return SeenBy(
        seen=_("%(people)s, and %(others)s") % {"people": of_case, "others": and_by} if and_by else of_case,
        not_seen=_listed(unseen, _("or")),
        reasons=tuple(f"{_label(row, under)}: {row.reason_in(words)}" for row in rows),
        about_person=compartment not in ABOUT_NOBODY_SUPPORTED,
        has_manual=not to_whoever_refers,
    )


def _label(row: Row, under: Pathway | None) -> str:
    own = next((role.label for role in under.parts.roles if role.code == row.role), "") if under else ""
    return _(own) if own else matrix().roles[row.role].label_in(under.words if under else common_words())


def _as_people(reading: Collection[str], words: Mapping[str, str]) -> list[str]:
    """Each kind of people once, in the order of the roles; a role that no line names stands for itself."""
    named = {role: str(said) % words for roles, said in reversed(PEOPLE) if roles[0] in reading for role in roles}
    return list(dict.fromkeys(named.get(role) or _people(role, words) for role in reading))


def _people(role: str, words: Mapping[str, str]) -> str:
    said = next((said for roles, said in PEOPLE if role == roles[0]), None)
    return str(said) % words if said else _("the %(role)s") % {"role": matrix().roles[role].label_in(words)}


def _listed(words: Iterable[str], joining: str) -> str:
    *first, last = [*words] or [""]
    return f"{', '.join(first)} {joining} {last}" if first else last
