"""How looking again ends: when everything is recorded, early by two people, or because the case is opened again."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.frame.transaction import reception
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.record import record
from throughcare.stages.aftercare import queries, rules
from throughcare.stages.aftercare.models import EarlyEnd

PAGE = "aftercare"


def finish(case: OpenCase, *, at: datetime) -> OpenCase:
    """This will end looking again. Refuses while a review that came with the closing is not recorded."""
    recorded = [line.state == rules.RECORDED for line in queries.of_this_closing(case)]
    facts = {"reviews_recorded": rules.all_recorded(recorded)}
    or_refuse(case, case.may_here("aftercare.finish", facts), _("Looking again was not ended"))
    return _end(case, "aftercare.finish", _("Looking again has ended"), at=at)


def propose_early_end(case: OpenCase, *, reason: str, words: str, at: datetime) -> EarlyEnd:
    """This will propose to end looking again early, and ask a second person to confirm it."""
    closed = queries.closed_at(case)
    known = reason in codelist("early_end_reasons")
    answer = case.may("aftercare.propose_early_end") & rules.may_propose_early_end(
        reason_known=known, words=words, waiting=queries.waiting_early_end(case) is not None
    )
    if not queries.is_here(case):
        facts = dict.fromkeys(case.pathway.gate_facts("aftercare.end_early"), True)
        answer &= case.pathway.may("aftercare.end_early", stage=case.stage, facts=facts, roles=case.roles)
    or_refuse(case, answer, _("An early end was not proposed"))
    assert closed is not None
    row = EarlyEnd.objects.create(**carried(case, at=at), closed_at=closed, reason=reason, words=words)
    task = NewTask(code=queries.CONFIRM, due_on=uk_today(at), for_role="manager", address=f"{PAGE}/end-early")
    cases.ask(case, task, at=at)
    told = _("Ending early was proposed. A second person confirms it")
    cases.tell(case, verb="aftercare.propose_early_end", words=told, at=at, address=PAGE)
    act(case, "aftercare:early_end_proposed", row, at=at)
    return row


def end_early(case: OpenCase, *, at: datetime) -> OpenCase:
    """This will end looking again early, confirmed by a second person. Refuses whoever proposed it, and any other reason."""
    waiting = queries.waiting_early_end(case)
    ending = rules.EarlyEnding(
        reason_known=waiting is not None and waiting.reason in codelist("early_end_reasons"),
        words=waiting.words if waiting else "",
        proposed_by=waiting.by_id if waiting else None,
        confirmed_by=case.opened_by,
    )
    or_refuse(case, case.may_here("aftercare.end_early", ending.facts()), _("Looking again was not ended early"))
    assert waiting is not None
    waiting.confirmed_by_id, waiting.confirmed_at = case.opened_by, at
    waiting.save(update_fields=["confirmed_by", "confirmed_at"])
    cases.finish_all(case, queries.CONFIRM, at=at, outcome=_("Confirmed"))
    return _end(case, "aftercare.end_early", _("Looking again ended early"), at=at)


def return_to_checks(case: OpenCase, *, reason: str, at: datetime) -> OpenCase:
    """This will open the case again, at the checks where every case begins. The reviews after closing stay due."""
    answer = case.may_here("aftercare.return") & rules.may_open_again(reason)
    or_refuse(case, answer, _("The case was not opened again"))
    cases.finish_open(case, at=at, outcome=_("The case was opened again"), but=(queries.REVIEW,))
    cases.tell(case, verb="aftercare.return", words=_("The case was opened again"), at=at, address=PAGE)
    moved = cases.move(case, verb="aftercare.return", to="checks", at=at, reason=reason)
    with reception(case_id=case.id):
        cases.ask(moved, cases.police_check(moved, at=at), at=at)
    record("aftercare:returned", kind="case", subject=case.id, at=at, case_id=case.id, reason=reason)
    return moved


def _end(case: OpenCase, verb: str, words: str, *, at: datetime) -> OpenCase:
    cases.finish_open(case, at=at, outcome=words)
    moved = cases.move(case, verb=verb, to=case.pathway.destination(verb, stage=case.stage), at=at)
    cases.tell(moved, verb=verb, words=words, at=at, address=PAGE)
    record(verb.replace(".", ":"), kind="case", subject=case.id, at=at, case_id=case.id)
    return moved
