"""How long a record is kept, in words: the rule, the day, what may be done now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.frame.pieces import Row
from throughcare.frame.shell import Link
from throughcare.kernel.time import format_date, uk_today
from throughcare.oversight.rights import queries, rules
from throughcare.oversight.rights.models import KeptOn
from throughcare.oversight.rights.queries import Kept, Listed


def rows(kept: Kept, kept_on: Sequence[KeptOn]) -> list[Row]:
    """This will list what is known of how long a record is kept, label and value."""
    of = kept.retention_class
    months = ngettext("%(n)s month", "%(n)s months", kept.months) % {"n": kept.months}
    from_day = _("from the day the case was closed") if kept.is_closed else _("from the day the case was opened")
    found = [
        (_("Looked at again by"), format_date(kept.review_on)),
        (_("Record class"), _(of.label)),
        (_("Rule"), _("%(months)s %(from_day)s, %(day)s") % {"months": months, "from_day": from_day, "day": format_date(kept.counted_from)}),
        (_("Where the rule is from"), of.source),
        (_("How the case went"), queries.outcome_label(kept.outcome)),
        (_("Treated as a child when the concern came"), _("Yes") if kept.is_child else _("No")),
    ]  # fmt: skip
    found += [(_("Kept on"), _kept_on(one)) for one in kept_on]
    return [Row(label, value) for label, value in found]


def _kept_on(one: KeptOn) -> str:
    words = {"until": format_date(one.until), "name": one.by.name, "reason": one.reason}
    words["day"] = format_date(uk_today(one.happened_at))
    return _("Until %(until)s: %(reason)s (%(name)s, %(day)s)") % words


def state(one: Listed) -> str:
    """This will say what a record waits for whose day has come."""
    if one.is_held:
        return _("Held: it cannot be erased")
    if one.decided:
        return _("The next run erases it")
    return _("Waits for the second person") if one.waits else _("Waits for you to look")


def next_steps(kept: Kept, reference: str, *, on: date) -> list[Link]:
    """This will list what may be done about a record now."""
    found = [(_("Keep the record on"), "keep-on"), (_("Hold the record"), "hold-record")]
    if rules.may_end_keeping(kept.due, today=on):
        found.insert(0, (_("Say that it is no longer needed"), "end-keeping"))
    return [Link(label, reverse(page, kwargs={"reference": reference})) for label, page in found]
