"""Asking somebody to assess, asking what nobody knows yet, and setting the day of a further assessment."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.assessments import queries, rules
from throughcare.commons.assessments.instruments import instrument
from throughcare.commons.assessments.models import Hand, Start
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import drafts
from throughcare.commons.cases.carried import act
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.answers import Mend, no
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.record import record

ADDRESS = "assessment"
ASSESSOR = ("assessor",)


def ask_to_assess(case: OpenCase, *, staff_key: str, due_on: date, at: datetime) -> agencies.StaffLine:
    """This will let a colleague open the case as assessor and ask them to assess by a day."""
    chosen = next((line for line in queries.assessors(case) if line.key == staff_key), None)
    answer = case.may("assessments.assign")
    if chosen is None:
        answer = answer & no(_("this colleague is no assessor here"), mends=[Mend(_("Choose one of the assessors"))])
    if due_on < uk_today(at):
        answer = answer & no(_("the day has passed"), mends=[Mend(_("Choose today or a later day"))])
    answer.or_refuse(_("Nobody was asked to assess"), ask=agencies.contact(case.owner_id), pathway=case.pathway.label)
    assert chosen is not None
    grant = cases.grant(
        case,
        staff_id=chosen.id,
        role="assessor",
        by_what=cases.TASK,
        from_at=at,
        until_at=None,
        reason=_("asked to assess"),
        at=at,
    )
    task = cases.NewTask(code=queries.ASSESS, due_on=due_on, for_role="assessor", to=chosen.id, address=ADDRESS)
    cases.ask(case, task, at=at)
    cases.finish_all(case, queries.BEGIN, at=at, outcome=_("Asked"))
    words = _("%(name)s was asked to assess") % {"name": chosen.name}
    cases.tell(case, verb="assessments.assign", words=words, at=at, address=ADDRESS)
    act(case, "assessments:assigned", grant, at=at)
    return chosen


def take_away(case: OpenCase, *, staff_key: str, reason: str, at: datetime) -> agencies.StaffLine:
    """This will take an assessment away from the colleague who was asked, and end their access to the case with it.

    What they wrote stays theirs as a draft until it expires; what they finished stays on record.
    """
    chosen = next((line for line in queries.asked_to_assess(case) if line.key == staff_key), None)
    answer = case.may("assessments.assign")
    if chosen is None:
        answer = answer & no(_("this colleague is not asked to assess"))
    if not reason.strip():
        answer = answer & no(_("nothing says why"), mends=[Mend(_("Say why it is taken away"))])
    answer.or_refuse(
        _("The assessment was not taken away"), ask=agencies.contact(case.owner_id), pathway=case.pathway.label
    )
    assert chosen is not None
    cases.revoke(case, roles=ASSESSOR, staff_id=chosen.id, at=at)
    cases.finish_all(case, queries.ASSESS, at=at, outcome=_("Taken away"), of=chosen.id)
    Start.objects.filter(case_id=case.id, by_id=chosen.id, ended_at__isnull=True).update(ended_at=at)
    Hand.objects.filter(case_id=case.id, staff_id=chosen.id, ended_at__isnull=True).update(ended_at=at)
    words = _("The assessment was taken away from %(name)s") % {"name": chosen.name}
    cases.tell(case, verb="assessments.assign", words=words, at=at, address=ADDRESS)
    record("assessments:taken_away", kind="case", subject=case.id, at=at, case_id=case.id, reason=reason)
    return chosen


def ask_to_find_out(case: OpenCase, *, factor: str, missing: str, at: datetime) -> None:
    """This will ask the case's coordinator to find out what an assessor does not know."""
    case.may("assessments.start").or_refuse(_("The coordinator was not asked"), ask=agencies.contact(case.owner_id))
    task = cases.NewTask(
        code="information.ask",
        what=" ".join(missing.split())[:200],
        due_on=uk_today(at),
        for_role="coordinator",
        to=case.owner_id,
        address="information/ask",
    )
    row = cases.ask(case, task, at=at)
    act(case, "assessments:asked_to_find_out", row, at=at, reason=factor)


def put_to_panel(case: OpenCase, *, factor: str, missing: str, at: datetime) -> None:
    """This will ask the case's coordinator to put what is not known to the panel, as a question on its agenda."""
    case.may("assessments.start").or_refuse(
        _("It was not put to %(the_panel)s") % case.pathway.words, ask=agencies.contact(case.owner_id)
    )
    task = cases.NewTask(
        code=queries.TO_PANEL,
        what=" ".join(missing.split())[:200],
        due_on=uk_today(at),
        for_role="coordinator",
        to=case.owner_id,
        address="panel",
    )
    row = cases.ask(case, task, at=at)
    act(case, "assessments:put_to_panel", row, at=at, reason=factor)


def prepare_question(case: OpenCase, *, missing: str, at: datetime) -> None:
    """This will put what is missing into the draft of a question to agencies, for whoever may ask them."""
    if case.opened_by is not None:
        form = drafts.question_form(case.reference)
        drafts.keep(form, {"text": missing}, staff_id=case.opened_by, at=at, case_id=case.id)


def call_for(case: OpenCase, *, event: str, words: str, at: datetime) -> None:
    """This will ask for a new look today, because something happened after which the instrument is taken again."""
    last = queries.latest_finished(case)
    used = instrument(last.instrument, last.version) if last else None
    known = {one.code: _(one.label) for one in used.review.events} if used else {}
    answer = case.may("assessments.call_for") & rules.may_be_called_for(known=known, event=event, words=words)
    answer.or_refuse(_("No new look was asked for"), ask=agencies.contact(case.owner_id), pathway=case.pathway.label)
    cases.finish_all(case, queries.AGAIN, at=at, outcome=_("Called for earlier"))
    assert used is not None
    task = cases.NewTask(
        code=queries.AGAIN,
        due_on=uk_today(at),
        for_role="coordinator",
        to=case.owner_id,
        rule=known[event][:200],
        rule_source=used.label[:200],
        verify=used.review.verify,
        address=ADDRESS,
    )
    row = cases.ask(case, task, at=at)
    told = _("A new look at the assessment was called for: %(event)s") % {"event": known[event]}
    cases.tell(case, verb="assessments.call_for", words=told, at=at, address=ADDRESS)
    act(case, "assessments:called_for", row, at=at, reason=words)
