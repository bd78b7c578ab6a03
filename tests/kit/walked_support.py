"""The drivers of support: assessment, the plan, consent, sessions and reviews."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from tests.kit import walked_information, walked_orders
from tests.kit.walked import Driver, Facts, Given
from tests.kit.walked_panel import LISTED, at_a_panel, by_panel, chaired, decided, the_item
from throughcare.commons.assessments import actions as assessments
from throughcare.commons.assessments import queries as assessed
from throughcare.commons.assessments.drafting import write_parts
from throughcare.commons.assessments.instruments import instrument
from throughcare.commons.assessments.models import AssessmentDraft
from throughcare.commons.assessments.tests.builders import FRAMEWORK, GROUNDS, KNOWN, TEXTS
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.consents import actions as consents
from throughcare.commons.consents import queries as consent
from throughcare.commons.consents.actions import Words
from throughcare.commons.meetings import queries as agendas
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.kernel.time import uk_today
from throughcare.stages.delivery import actions as delivery
from throughcare.stages.delivery import gates
from throughcare.stages.delivery import queries as delivered
from throughcare.stages.delivery import rules as delivering
from throughcare.stages.delivery.actions import Happening, NewSession
from throughcare.stages.plans import actions as plans
from throughcare.stages.plans import queries as planned
from throughcare.stages.plans.actions import Written
from throughcare.stages.plans.models import Sending, Version
from throughcare.stages.plans.tests.builders import STATEMENTS
from throughcare.stages.reviews import actions as reviews
from throughcare.stages.reviews import queries as reviewed

A_MOTHER = Words(given_by="parent", giver="Rina Tarrow", capacity="child_guardian_decides", explained="All of it")
THE_PERSON = Words(given_by="person", capacity="adult_has_capacity", explained="All of it")
WHAT_WAS_SAID = reviews.Said("go_on", "It helps", "A new school", "Sam likes Ivo", "Three more sessions", True)
CONTACT = {"purpose": "to_ask", "how": "At school", "words": "Met.", "kind": "fact"}
INCIDENT = {"incident_kind": "other", "words": "A window broke.", "done": "Swept up."}


def drivers(*, says: Words) -> Iterator[Driver]:
    """This will give what leads to support and what it is; `says` are the words of whoever consents."""
    yield from walked_information.drivers()
    yield from _assessment()
    yield from _plan()
    yield from _consent(says)
    yield from _delivery()


def _assessment() -> Iterator[Driver]:
    for who in ("coordinator", "officer"):
        yield Driver("assessments.start", who, _start_assessment, _starting, _may_begin)
        yield Driver(
            "assessments.finish",
            who,
            _finish_assessment,
            _finishing,
            _is_written,
            ready=_written_by(who),
            first=("assessments.start",),
        )


def _plan() -> Iterator[Driver]:
    yield Driver("plans.write", "coordinator", _write_plan)
    yield Driver(
        "plans.approve", "chair", _approve, _approving, _may_approve, ready=_sent, first=("plans.write", *LISTED)
    )
    yield Driver("plans.agree", "coordinator", _agree, _plan_approved)


def _consent(says: Words) -> Iterator[Driver]:
    yield Driver("consents.ask", "coordinator", _say("asked", how="At the school"), _asking)
    yield Driver("consents.record_given", "coordinator", _say("given", words=says), _asking, may_wait=True)
    yield Driver("consents.record_refused", "coordinator", _say("refused", words=says))
    yield Driver("consents.record_withdrawn", "coordinator", _say("withdrawn"))
    yield Driver(
        "consents.suspend_at_18",
        "coordinator",
        lambda given, case: consents.record_suspended_at_18(case, at=given.at),
        counts=_requiring,
    )


def _requiring(given: Given, case: OpenCase) -> Facts:
    """Whether an order carries support where consent has ended."""
    return {"another_order_mandates": walked_orders.carrying(given, case)["another_order_mandates"]}


def _delivery() -> Iterator[Driver]:
    yield Driver(
        "delivery.start_support", "coordinator", _start_support, _now, _may_start, first=("programme.commission",)
    )
    yield Driver("delivery.plan_session", "coordinator", _plan_session, _now)
    for who in ("coordinator", "provider"):
        yield Driver("delivery.record_session", who, _record_session, _today)
    yield Driver("delivery.record_contact", "coordinator", _record_contact, _today)
    yield Driver(
        "delivery.record_incident",
        "coordinator",
        lambda given, case: delivery.record_incident(case, **INCIDENT, happened_at=given.at, at=given.at),
    )
    yield Driver("reviews.review", "coordinator", _review, _reviewing)
    yield Driver("reviews.review", "chair", _review, _reviewing, ready=chaired)


def _now(given: Given, case: OpenCase) -> Facts:
    return gates.now(case)


def _today(given: Given, case: OpenCase) -> Facts:
    return gates.on(case, uk_today(given.at))


def _starting(given: Given, case: OpenCase) -> Facts:
    retired = instrument(FRAMEWORK).needs_reason(uk_today(given.at), pathway=case.pathway.family)
    return {"instrument_current_or_reasoned": given.yes or not retired}


def _may_begin(given: Given, case: OpenCase) -> bool:
    used = instrument(FRAMEWORK)
    return assessed.my_draft(case) is None and not case.roles.isdisjoint(used.roles)


def _start_assessment(given: Given, case: OpenCase) -> object:
    reason = "The newer one is not to be had here." if given.yes else " "
    return assessments.start(case, used=instrument(FRAMEWORK), reason=reason, why="It changed.", fits=True, at=given.at)


def _written_by(who: str) -> Callable[[Given], None]:
    def write(given: Given) -> None:
        """Write the draft whole, or leave it as it is."""
        codes = [factor.code for factor in instrument(FRAMEWORK).factors]
        whole = write_parts(factors=dict.fromkeys(codes, KNOWN), texts=TEXTS, grounds=GROUNDS)
        drafts = AssessmentDraft.objects.filter(case__reference=given.reference, staff_id=given.staff(who))
        drafts.update(parts=whole if given.yes else write_parts())

    return write


def _is_written(given: Given, case: OpenCase) -> bool:
    return given.yes and assessed.my_draft(case) is not None


def _finishing(given: Given, case: OpenCase) -> Facts:
    used = instrument(FRAMEWORK)
    entitled = assessed.may_finish(case, used, on=uk_today(given.at))
    return {"assessor_entitled": entitled, "every_answer_has_evidence": given.yes}


def _finish_assessment(given: Given, case: OpenCase) -> object:
    if assessed.my_draft(case) is None:
        raise Refusal("Nothing is begun that could be finished.")
    return assessments.finish(case, at=given.at)


def _write_plan(given: Given, case: OpenCase) -> object:
    """Whole, or without what kind of support is offered; with a support that names the provider, once."""
    first = planned.draft(case).statements_version
    body = {**STATEMENTS, "nature": STATEMENTS["nature"] if given.yes else "", "consent_when": str(given.at)}
    row = plans.write(case, Written("statements", body, read=first), at=given.at)
    if not planned.draft(case).needs:
        _write_support(given, case)
    return row


def _write_support(given: Given, case: OpenCase) -> None:
    need = plans.write(case, Written("need", {"need": "Somebody to talk to", "why": "Nobody listens."}), at=given.at)
    words = {"own_words": "I want a job.", "our_words": "An apprenticeship", "how_known": "A letter"}
    goal = plans.write(case, Written("goal", words, parent=str(need.thread)), at=given.at)
    support = {"support_kind": "mentoring", "what": "Walks", "how_often": "Weekly", "sessions_planned": 7}
    if given.plays("provider"):
        support["provider_staff"] = given.staff("provider")
    plans.write(case, Written("support", support, parent=str(goal.thread)), at=given.at)


def _sent(given: Given) -> None:
    """Let the coordinator send what is written to the panel, where that may be done."""
    try:
        with given.opened("coordinator") as case:
            plans.send_to_panel(case, at=given.at)
    except (Refusal, NotFound):
        return


def _approving(given: Given, case: OpenCase) -> Facts:
    return {**by_panel(given, case), **planned.statement_facts(case)}


def _may_approve(given: Given, case: OpenCase) -> bool:
    sent = Sending.objects.filter(case_id=case.id).order_by("-number").first()
    waits = sent is not None and not Version.objects.filter(sending=sent).exists()
    return waits and at_a_panel(given, case)


def _approve(given: Given, case: OpenCase) -> object:
    return plans.approve(case, item=the_item(case), decided=decided(given), at=given.at)


def _plan_approved(given: Given, case: OpenCase) -> Facts:
    return {"plan_approved": planned.approved(case) is not None}


def _agree(given: Given, case: OpenCase) -> object:
    return plans.agree(case, agrees=given.yes, own_words="Fine by me.", happened_at=given.at, at=given.at)


def _asking(given: Given, case: OpenCase) -> Facts:
    return consent.facts(case, purpose="support")


def _say(what: str, **words: object) -> Callable[[Given, OpenCase], object]:
    def say(given: Given, case: OpenCase) -> object:
        act = getattr(consents, f"record_{what}")
        return act(case, purpose="support", happened_at=given.at, at=given.at, **words)

    return say


def _may_start(given: Given, case: OpenCase) -> bool:
    before = delivered.started(case)
    since = gates.consent_since(case)
    return bool(delivering.may_start(started_at=before.happened_at if before else None, consent_since=since))


def _start_support(given: Given, case: OpenCase) -> object:
    return delivery.start_support(case, happened_at=given.at, at=given.at)


def _plan_session(given: Given, case: OpenCase) -> object:
    support = next((str(row.key) for row in delivered.agreed(case)), "")
    new = NewSession(given.at + timedelta(days=1), "in_person", support, "The library", "Meet in the foyer")
    return delivery.plan_session(case, new=new, at=given.at)


def _record_session(given: Given, case: OpenCase) -> object:
    """A session that was planned, or one that nobody had planned: held, or missed."""
    happening = Happening("came" if given.yes else "did_not_come", given.at)
    waiting = [one for one in delivered.sessions(case) if one.state == delivering.PLANNED]
    if waiting:
        return delivery.record_session(case, key=waiting[0].key, happening=happening, at=given.at)
    return delivery.record_unplanned(case, kind="in_person", happening=happening, at=given.at)


def _record_contact(given: Given, case: OpenCase) -> object:
    return delivery.record_contact(case, **CONTACT, happened_at=given.at, at=given.at)


def _reviewing(given: Given, case: OpenCase) -> Facts:
    items = agendas.open_items(case)
    return reviewed.there(case, items[0] if items else None).facts()


def _review(given: Given, case: OpenCase) -> object:
    items = agendas.open_items(case)
    item = items[0] if items else None
    return reviews.review(case, said=WHAT_WAS_SAID, item=item, happened_at=given.at, at=given.at)
