"""What lies beside an order: pointers, polygraph sessions, the name on paper, MAPPA."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.commons.orders import queries
from throughcare.commons.orders.actions.asking import allowed
from throughcare.commons.orders.models import Mappa, MappaAction, MappaMeeting, NameOnPaper, Pointer, Polygraph

MAPPA, ACTION = "mappa.record", "mappa.action"


def point(
    case: OpenCase,
    order_key: str,
    *,
    to: str,
    holder: str,
    reference: str = "",
    words: str = "",
    due_on: date | None = None,
    at: datetime,
) -> Pointer:
    """This will keep where something that belongs to an order is held, without a copy of it."""
    or_refuse(case, allowed(case, "orders.point"), _("The pointer was not recorded"))
    order = queries.find(case, order_key)
    row = Pointer.objects.create(
        **carried(case, at=at), order=order, to=to, holder=holder, reference=reference, words=words, due_on=due_on
    )
    label = str(queries.POINTER_LABELS[to])
    cases.tell(case, verb="orders.point", words=label, at=at, address="orders")
    act(case, "orders:pointed", row, at=at)
    return row


def record_polygraph(
    case: OpenCase,
    order_key: str,
    *,
    held_on: date,
    holder: str,
    reference: str = "",
    next_on: date | None = None,
    at: datetime,
) -> Polygraph:
    """This will keep that a session was held and who has its record. Nothing of it is told to anybody else."""
    or_refuse(case, allowed(case, "orders.record_polygraph"), _("The session was not recorded"))
    order = queries.find(case, order_key)
    row = Polygraph.objects.create(
        **carried(case, at=at), order=order, held_on=held_on, holder=holder, reference=reference, next_on=next_on
    )
    act(case, "orders:polygraph_recorded", row, at=at)
    return row


def withhold_name(
    case: OpenCase,
    *,
    shown_as: str,
    made_by: str,
    reference: str = "",
    words: str = "",
    from_on: date,
    last_on: date | None = None,
    at: datetime,
) -> NameOnPaper:
    """This will keep a court's order on the person's name: every print follows it at once."""
    verb = "orders.withhold_name"
    or_refuse(case, allowed(case, verb), _("The order on the name was not recorded"))
    row = NameOnPaper.objects.create(
        **carried(case, at=at),
        shown_as=shown_as,
        made_by=made_by,
        reference=reference,
        words=words,
        from_on=from_on,
        last_on=last_on,
    )
    cases.tell(case, verb=verb, words=_("A court's order on the name was recorded"), at=at, address="orders")
    act(case, "orders:name_withheld", row, at=at)
    return row


def record_mappa(
    case: OpenCase, *, category: str, level: str, said_by: str, said_on: date, pointer: str, at: datetime
) -> Mappa:
    """This will quote the category and level that the authority set, with author, date and source."""
    or_refuse(case, allowed(case, MAPPA), _("Category and level were not recorded"))
    row = Mappa.objects.create(
        **carried(case, at=at), category=category, level=level, said_by=said_by, said_on=said_on, pointer=pointer
    )
    act(case, "mappa:quoted", row, at=at)
    return row


def record_mappa_meeting(
    case: OpenCase, *, on_day: date, next_on: date | None, where: str, pointer: str, at: datetime
) -> MappaMeeting:
    """This will keep that a MAPPA meeting was held and where its minutes are, without a copy."""
    or_refuse(case, allowed(case, MAPPA), _("The meeting was not recorded"))
    row = MappaMeeting.objects.create(
        **carried(case, at=at), on_day=on_day, next_on=next_on, where=where, pointer=pointer
    )
    act(case, "mappa:meeting_recorded", row, at=at)
    return row


def record_mappa_action(case: OpenCase, meeting_key: str, *, words: str, due_on: date, at: datetime) -> MappaAction:
    """This will keep an action of a MAPPA meeting that touches the programme, and ask for it by its day."""
    or_refuse(case, allowed(case, MAPPA), _("The action was not recorded"))
    meeting = queries.find_meeting(case, meeting_key)
    row = MappaAction.objects.create(**carried(case, at=at), meeting=meeting, words=words, due_on=due_on)
    task = NewTask(code=ACTION, due_on=due_on, for_role="coordinator", to=case.owner_id, address=_address(row))
    cases.ask(case, task, at=at)
    act(case, "mappa:action_recorded", row, at=at)
    return row


def finish_mappa_action(case: OpenCase, key: str, *, done_on: date, outcome: str, at: datetime) -> MappaAction:
    """This will keep that an action was done and what came of it."""
    or_refuse(case, allowed(case, MAPPA), _("The action was not finished"))
    row = queries.find_action(case, key)
    row.done_on, row.outcome = done_on, outcome
    row.save(update_fields=["done_on", "outcome"])
    cases.finish_all(case, ACTION, at=at, address=_address(row))
    act(case, "mappa:action_finished", row, at=at)
    return row


def _address(row: MappaAction) -> str:
    return f"mappa/actions/{row.key}/done"
