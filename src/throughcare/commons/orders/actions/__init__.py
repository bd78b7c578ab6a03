"""What happens to orders, conditions and what was kept of them. Recording is never refused by a gate."""

from throughcare.commons.orders.actions.beside import (
    finish_mappa_action,
    point,
    record_mappa,
    record_mappa_action,
    record_mappa_meeting,
    record_polygraph,
    withhold_name,
)
from throughcare.commons.orders.actions.conditions import NewCondition, end_condition, record_condition
from throughcare.commons.orders.actions.keeping import decide_reason, explain, record_compliance
from throughcare.commons.orders.actions.ladder import countersign, record_decision, report, take_step
from throughcare.commons.orders.actions.orders import (
    NewOrder,
    given_back,
    record_ended,
    record_extended,
    record_made,
    record_quashed,
    record_varied,
)
from throughcare.commons.orders.actions.reviewing import record_review

__all__ = [
    "NewCondition",
    "NewOrder",
    "countersign",
    "decide_reason",
    "end_condition",
    "explain",
    "finish_mappa_action",
    "given_back",
    "point",
    "record_compliance",
    "record_condition",
    "record_decision",
    "record_ended",
    "record_extended",
    "record_made",
    "record_mappa",
    "record_mappa_action",
    "record_mappa_meeting",
    "record_polygraph",
    "record_quashed",
    "record_review",
    "record_varied",
    "report",
    "take_step",
    "withhold_name",
]
