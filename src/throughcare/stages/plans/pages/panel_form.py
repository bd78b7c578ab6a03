"""What a page asks where a panel decides: at which meeting, how it was reached, why, who disagreed. Later stages ask the same."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.meetings import queries as meetings
from throughcare.commons.meetings.actions import Decided, Disagreed
from throughcare.commons.meetings.queries import OnAgenda
from throughcare.frame.forms import Form
from throughcare.kernel.time import format_date, uk_today
from throughcare.stages.plans.forms import NO_MEETING


def meeting_choices(items: list[OnAgenda], *, or_none: str = "") -> list[tuple[str, str]]:
    """This will name the meetings at which the panel can have decided; `or_none` is what it says for none of them."""
    days = [
        (item.key, _("Meeting on %(day)s") % {"day": format_date(uk_today(item.meeting.starts_at))}) for item in items
    ]
    return [*days, (NO_MEETING, or_none)] if or_none else days


def offer_meetings(form: Form, case: OpenCase, *, or_none: str = "") -> list[OnAgenda]:
    """This will offer a form the meetings that the case is before, and the agencies that are there.

    Where the case is before none, it says how it comes before one; `or_none` alone would lead everybody past the panel.
    """
    items = meetings.open_items(case)
    if not items:
        form.fields["item"].help_text = (
            _("The case is on no agenda. List it on the agenda of the next %(one_panel)s, and choose that meeting here")
            % case.pathway.words
        )
    form.fields["item"].choices = meeting_choices(items, or_none=or_none)
    if "dissent_by" in form.fields:
        there = {str(one.agency_id): one.agency for item in items for one in meetings.expected(item) if one.is_there}
        form.fields["dissent_by"].choices = [("", _("Nobody disagreed")), *there.items()]
    return items


def item_of(case: OpenCase, key: str) -> OnAgenda | None:
    """This will find the item that was chosen; none where it was decided at no meeting."""
    return None if key == NO_MEETING else meetings.item(case, key)


def decided_of(typed: dict[str, Any], *, outcome: str, said: str) -> Decided:
    """This will put what was typed into a decision of the panel."""
    dissents = (Disagreed(words=typed["dissent"], agency_id=int(typed["dissent_by"])),) if typed["dissent_by"] else ()
    return Decided(outcome=outcome, said=said, reached=typed["reached"], reasons=typed["reasons"], dissents=dissents)
