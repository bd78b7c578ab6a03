"""Words for codes: what is counted, why a figure is missing, what a mark means. Labels are never stored."""

from __future__ import annotations

from django.utils.translation import gettext as _

from throughcare.methods.disclosure import Gap, Mark, Table
from throughcare.methods.rounding import counts_behind


def head(count: str) -> str:
    """This will give the short head of a column of counts."""
    return {"referred": _("Referred"), "panel": _("Panel"), "adopted": _("Adopted"), "all": _("All")}[count]


def counted(count: str) -> str:
    """This will name in the middle of a sentence what is counted."""
    return {
        "referred": _("referrals"),
        "panel": _("referrals discussed at a panel"),
        "adopted": _("referrals adopted as a case"),
    }[count]


def not_known() -> str:
    """This will give the label of the group of those whose group is not known."""
    return _("Not known or not specified")


def gap(reason: Gap) -> str:
    """This will say why a figure is missing."""
    return {
        Gap.CONFIDENTIAL: _("confidential"),
        Gap.LOW: _("too low to show"),
        Gap.NOT_APPLICABLE: _("not in use in that year"),
        Gap.NOT_AVAILABLE: _("not available"),
    }[reason]


def mark(meaning: Mark) -> str:
    """This will say what a mark beside a figure means."""
    return {Mark.PROVISIONAL: _("provisional"), Mark.REVISED: _("revised since it was first published")}[meaning]


def explained(table: Table, *, not_available: str = "") -> list[str]:
    """This will explain each symbol that occurs in a table, in words."""
    texts = {f"[{one}]": gap(one) for one in table.gaps} | {f"[{one}]": mark(one) for one in table.marks}
    if not_available and f"[{Gap.NOT_AVAILABLE}]" in texts:
        texts[f"[{Gap.NOT_AVAILABLE}]"] = not_available
    return [_("%(symbol)s %(meaning)s") % {"symbol": symbol, "meaning": text} for symbol, text in texts.items()]


def rounded(base: int) -> str:
    """This will say how a table is rounded, and what 0 can mean in it."""
    *others, last = (str(count) for count in counts_behind(0, base=base))
    said = _(
        "Every figure is rounded to %(base)s by itself, so parts may not add up; 0 can mean %(others)s or %(last)s."
    )
    return said % {"base": base, "others": ", ".join(others), "last": last}
