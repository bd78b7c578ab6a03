"""How a court ordered that prints name the person."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.holdings import has
from throughcare.commons.orders import rules
from throughcare.commons.orders.models import NameOnPaper
from throughcare.kernel.time import uk_today


def order_on_name(case: OpenCase) -> NameOnPaper | None:
    """This will give the order on the person's name that runs today, or none."""
    return case.once("name_on_paper", lambda: _last(case) if has(case, "has_name_order") else None)


def shown_as(case: OpenCase, name: str) -> str:
    """This will give what prints show in place of the name; nothing where the name may stand."""
    row = order_on_name(case)
    if row is None or row.shown_as == "name":
        return ""
    if row.shown_as == "initials":
        return rules.initials(name) or case.reference
    return case.reference


def withheld_now(*, on: date) -> dict[str, str]:
    """This will give what prints of a list show in place of each name that a court withheld, of the cases the reader may see."""
    fields = ("shown_as", "case__reference", "case__person__name", "case__person__name_used")
    rows = _running(on=on).order_by("from_on", "id").values_list("case_id", *fields)
    newest = {case_id: row for case_id, *row in rows}
    held = [row for row in newest.values() if row[0] != "name"]
    return {
        name: (rules.initials(name) if how == "initials" else "") or reference
        for how, reference, *names in held
        for name in names
        if name
    }


def in_words(row: NameOnPaper) -> str:
    """This will say how prints name the person."""
    labels = {"initials": _("By initials"), "reference": _("By the reference"), "name": _("By name")}
    return labels[row.shown_as]


def _last(case: OpenCase) -> NameOnPaper | None:
    return _running(on=uk_today(case.at)).filter(case_id=case.id).order_by("-from_on", "-id").first()


def _running(*, on: date) -> QuerySet[NameOnPaper]:
    """What runs on a day: an order that ended leaves one that was made before it, and has no end, as it was."""
    return NameOnPaper.objects.filter(Q(last_on__isnull=True) | Q(last_on__gte=on), from_on__lte=on)
