"""Acts of delivery. What authorises may be refused; what happened is always saved."""

from throughcare.stages.delivery.actions.contacts import record_contact, record_incident
from throughcare.stages.delivery.actions.noticing import notice_ready_to_start, notice_unreported
from throughcare.stages.delivery.actions.planning import NewSession, change_session, plan_session
from throughcare.stages.delivery.actions.recording import Happening, Written, record_session, record_unplanned
from throughcare.stages.delivery.actions.support import end_providers, follow_plan, start_support

__all__ = [
    "Happening",
    "NewSession",
    "Written",
    "change_session",
    "end_providers",
    "follow_plan",
    "notice_ready_to_start",
    "notice_unreported",
    "plan_session",
    "record_contact",
    "record_incident",
    "record_session",
    "record_unplanned",
    "start_support",
]
