"""What the panel decides, who disagrees, what is promised. Stages call `decide` inside their own act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.commons.meetings import queries, rules
from throughcare.commons.meetings.models import Action, Decision, Discussed, Dissent, Outside
from throughcare.commons.meetings.queries import ACTION, OnAgenda
from throughcare.kernel.answers import Answer, Conflict, NotFound
from throughcare.kernel.time import uk_today

SIGN = "meetings.sign_minutes"
HAPPENED = "meetings.record_what_happened"


@dataclass(frozen=True)
class Disagreed:
    """Somebody who disagreed: an agency, a colleague, or both, and what they said."""

    words: str
    agency_id: int | None = None
    staff_id: int | None = None


@dataclass(frozen=True)
class ToDo:
    """What somebody promises: what, who, by when."""

    what: str
    owner_id: int
    due_on: date


@dataclass(frozen=True)
class Decided:
    """A decision as it was read back: its sentence, how it was reached, why, and what belongs to it."""

    outcome: str
    said: str
    reached: str
    reasons: str
    dissents: Sequence[Disagreed] = field(default_factory=tuple)
    actions: Sequence[ToDo] = field(default_factory=tuple)
    further: Sequence[tuple[str, str]] = field(default_factory=tuple)
    until_on: date | None = None
    after: int | None = None


def dissenting(decided: Decided) -> int:
    """This will count who disagreed: each agency once, and each colleague who speaks for themselves."""
    return len({(one.agency_id, None if one.agency_id else one.staff_id) for one in decided.dissents})


def gate_facts(case: OpenCase, *, item: OnAgenda | None, decided: Decided) -> tuple[dict[str, bool], Answer]:
    """This will give the facts that a decision's gates ask for, and the rules' answer on how it was reached."""
    return queries.gate_facts(
        case, item, reached=decided.reached, reasons=decided.reasons, dissenting=dissenting(decided)
    )


def decide(
    case: OpenCase,
    *,
    item: OnAgenda,
    outcome: str,
    reached: str,
    reasons: str,
    dissents: Sequence[Disagreed] = (),
    said: str = "",
    verb: str = "",
    at: datetime,
) -> Decision:
    """This will keep a decision in the words of its caller, as part of the stage's act that asked the pathway first."""
    decided = Decided(outcome=outcome, said=said, reached=reached, reasons=reasons, dissents=dissents)
    return keep(case, item=item, decided=decided, verb=verb or outcome, at=at)


def keep(
    case: OpenCase,
    *,
    item: OnAgenda,
    decided: Decided,
    verb: str,
    at: datetime,
    authorises: bool = True,
    happened_at: datetime | None = None,
) -> Decision:
    """This will keep a decision with its dissent and actions, as part of the stage's act that asked the pathway first.

    `decided.after` is how many decisions its writer saw on the item; Conflict when another was recorded meanwhile.
    """
    or_refuse(
        case,
        rules.may_take_part(is_published=item.meeting.is_published, is_over=item.is_over, has_conflict=False),
        _("The decision was not recorded"),
    )
    after = queries.last_place(item) if decided.after is None else decided.after
    values = carried(case, at=at, happened_at=happened_at)
    further = [list(pair) for pair in decided.further]
    try:
        with transaction.atomic():
            row = Decision.objects.create(
                **values,
                item_id=item.id,
                place=after + 1,
                outcome=decided.outcome,
                verb=verb,
                reached=decided.reached,
                said=decided.said,
                further=further,
                reasons=decided.reasons,
                until_on=decided.until_on,
                authorises=authorises,
            )
    except IntegrityError:
        raise _two_decisions(case, item, decided) from None
    Discussed.objects.get_or_create(item_id=item.id, defaults=values)
    _keep_dissent(case, item, row, decided.dissents, at=at)
    for to_do in decided.actions:
        _promise(case, item, to_do, at=at)
    _ask_to_sign(case, item, at=at)
    return row


def unchanged(case: OpenCase, *, item: OnAgenda, decided: Decided) -> None:
    """This will stop whoever writes upon an item that somebody else decided on meanwhile, and show both texts."""
    if decided.after is not None and decided.after != queries.last_place(item):
        raise _two_decisions(case, item, decided)


def _two_decisions(case: OpenCase, item: OnAgenda, decided: Decided) -> Conflict:
    theirs = queries.decisions(case, item=item)[0]
    text = f"{theirs.said}\n\n{theirs.reasons}"
    return Conflict(
        theirs=text, yours=f"{decided.said}\n\n{decided.reasons}", by=theirs.by, at=theirs.recorded_at, field="reasons"
    )


def _keep_dissent(case: OpenCase, item: OnAgenda, row: Decision, said: Sequence[Disagreed], *, at: datetime) -> None:
    for one in said:
        agency = one.agency_id or (agencies.staff(one.staff_id).agency_id if one.staff_id else None)
        values = carried(case, at=at, kind="opinion")
        Dissent.objects.create(
            **values, item_id=item.id, decision=row, agency_id=agency, staff_id=one.staff_id, words=one.words
        )


def _promise(case: OpenCase, item: OnAgenda, to_do: ToDo, *, at: datetime) -> Action:
    roles = {seat.staff_id: seat.role for seat in queries.seats(item.meeting.id)}
    role = roles.get(to_do.owner_id, "panel_member")
    task = cases.NewTask(
        code=ACTION,
        what=to_do.what[:200],
        due_on=to_do.due_on,
        for_role=role,
        to=to_do.owner_id,
        rule=_("promised at the meeting"),
        address="panel",
    )
    asked = cases.ask(case, task, at=at)
    values = carried(case, at=at)
    return Action.objects.create(
        **values, item_id=item.id, owner_id=to_do.owner_id, what=to_do.what, due_on=to_do.due_on, task=asked.key
    )


def _ask_to_sign(case: OpenCase, item: OnAgenda, *, at: datetime) -> None:
    address = f"panel/{item.key}/minutes"
    cases.finish_all(case, SIGN, at=at)
    task = cases.NewTask(code=SIGN, due_on=uk_today(at), for_role="chair", to=item.meeting.chair_id, address=address)
    cases.ask(case, task, at=at)


def record_action(case: OpenCase, *, item: OnAgenda, to_do: ToDo, at: datetime) -> Action:
    """This will record what somebody promised on an item, as a task of theirs."""
    answer = case.may("meetings.record_action")
    answer &= rules.may_take_part(is_published=item.meeting.is_published, is_over=item.is_over, has_conflict=False)
    answer.or_refuse(_("The action was not recorded"), ask=agencies.contact(case.owner_id))
    row = _promise(case, item, to_do, at=at)
    act(case, "meetings:action_recorded", row, at=at)
    return row


def finish_action(*, key: str, outcome: str) -> None:
    """This will mark one's own action done with what came of it, also after the case has left the panel."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.finish_my_task(%s, %s, %s)", [ACTION, key, outcome])
        row = cursor.fetchone()
    if not row or not row[0]:
        raise NotFound


def record_dissent(case: OpenCase, *, item: OnAgenda, said: Disagreed, at: datetime) -> Dissent:
    """This will keep what somebody said against the item's last decision; nothing refuses it while they may open the case."""
    case.may("panels.record_dissent").or_refuse(_("The dissent was not recorded"), ask=agencies.contact(case.owner_id))
    last = Decision.objects.filter(item_id=item.id).order_by("-place").first()
    if last is None:
        raise NotFound
    _keep_dissent(case, item, last, [said], at=at)
    row = Dissent.objects.filter(decision=last).latest("id")
    act(case, "panels:dissent_recorded", row, at=at)
    return row


def record_what_happened(
    case: OpenCase,
    *,
    item: OnAgenda | None,
    decided: Decided,
    facts: Mapping[str, bool] | None = None,
    happened_at: datetime,
    at: datetime,
) -> Decision | Outside:
    """This will record a decision that was taken although a rule says no: kept, marked, told, and authorising nothing.

    `facts` are those that only a stage knows; the meeting's own are looked up here. Without an item it was taken at no
    meeting. The case stays where it stands.
    """
    case.may(HAPPENED).or_refuse(_("What happened was not recorded"), ask=agencies.contact(case.owner_id))
    own, _answer = gate_facts(case, item=item, decided=decided)
    known = dict.fromkeys(case.pathway.gate_facts(HAPPENED), True) | dict(facts or {}) | own
    row: Decision | Outside
    if item is None:
        row = _keep_outside(case, decided, happened_at=happened_at, at=at)
    else:
        row = keep(case, item=item, decided=decided, verb=HAPPENED, at=at, authorises=False, happened_at=happened_at)
    cases.record_incidents(case, verb=HAPPENED, facts=known, at=at, words=decided.said)
    words = _("A decision of %(the_panel)s was recorded against a rule") % case.pathway.words
    cases.tell(case, verb=HAPPENED, words=words, at=at, happened_at=happened_at, address="panel")
    act(case, "meetings:happened_recorded", row, at=at)
    return row


def _keep_outside(case: OpenCase, decided: Decided, *, happened_at: datetime, at: datetime) -> Outside:
    values = carried(case, at=at, happened_at=happened_at)
    return Outside.objects.create(**values, outcome=decided.outcome, said=decided.said, reasons=decided.reasons)
