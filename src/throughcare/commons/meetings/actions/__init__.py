"""Acts on meetings and their items. Those on an item take an opened case; those on a whole meeting open its cases themselves."""

from throughcare.commons.meetings.actions.agenda import (
    Listed,
    end_meeting,
    list_case,
    list_due,
    look_at,
    plan_meeting,
    publish,
    take_off,
)
from throughcare.commons.meetings.actions.decisions import (
    Decided,
    Disagreed,
    ToDo,
    decide,
    finish_action,
    gate_facts,
    keep,
    record_action,
    record_dissent,
    record_what_happened,
    unchanged,
)
from throughcare.commons.meetings.actions.item import declare_conflict, give_view, record_attendance, record_conflict
from throughcare.commons.meetings.actions.minutes import correct_minutes, leave_unsigned, record_download, sign_minutes
from throughcare.commons.meetings.actions.seats import (
    invite_guest,
    let_in_substitute,
    record_police_of_residence,
    send_apologies,
    take_chair,
)

__all__ = [
    "Decided",
    "Disagreed",
    "Listed",
    "ToDo",
    "correct_minutes",
    "decide",
    "declare_conflict",
    "end_meeting",
    "finish_action",
    "gate_facts",
    "give_view",
    "invite_guest",
    "keep",
    "leave_unsigned",
    "let_in_substitute",
    "list_case",
    "list_due",
    "look_at",
    "plan_meeting",
    "publish",
    "record_action",
    "record_attendance",
    "record_conflict",
    "record_dissent",
    "record_download",
    "record_police_of_residence",
    "record_what_happened",
    "send_apologies",
    "sign_minutes",
    "take_chair",
    "take_off",
    "unchanged",
]
