"""Tables of orders, in three rooms: the order and its conditions, what was kept of them, and what lies beside them."""

from throughcare.commons.orders.models.beside import Mappa, MappaAction, MappaMeeting, NameOnPaper, Pointer, Polygraph
from throughcare.commons.orders.models.compliance import (
    Countersign,
    Decided,
    Event,
    Explained,
    Judged,
    OnReport,
    Reply,
    Step,
)
from throughcare.commons.orders.models.orders import Condition, ConditionEnding, Ending, Order, Review, Version

__all__ = [
    "Condition",
    "ConditionEnding",
    "Countersign",
    "Decided",
    "Ending",
    "Event",
    "Explained",
    "Judged",
    "Mappa",
    "MappaAction",
    "MappaMeeting",
    "NameOnPaper",
    "OnReport",
    "Order",
    "Pointer",
    "Polygraph",
    "Reply",
    "Review",
    "Step",
    "Version",
]
