"""What happens to consent: asked, given, refused, more time, withdrawn, suspended at 18. Recording is never refused by a gate."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import history
from throughcare.commons.cases import queries as thread
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.commons.consents import queries, rules
from throughcare.commons.consents.models import Consent, Giver
from throughcare.frame.transaction import reception
from throughcare.kernel.answers import Answer
from throughcare.kernel.time import uk_today
from throughcare.safeguards.access.matrix import matrix

ASKED = ("consents.ask", "consents.ask_again")
GIVE_BACK = "checks.resume"
VERBS = {
    "given": "consents.record_given",
    "refused": "consents.record_refused",
    "withdrawn": "consents.record_withdrawn",
    "suspended": "consents.suspend_at_18",
}


@dataclass(frozen=True)
class Words:
    """What was explained and said when somebody answered. Whatever was not said stays empty."""

    given_by: str = ""
    giver: str = ""
    how: str = ""
    capacity: str = ""
    capacity_words: str = ""
    explained: str = ""
    leaflet: str = ""
    language: str = ""
    own_words: str = ""
    how_to_stop: str = ""
    named_agencies: str = ""


NOTHING_SAID = Words()


def record_asked(
    case: OpenCase, *, purpose: str, how: str, happened_at: datetime, at: datetime, words: Words = NOTHING_SAID
) -> Consent:
    """This will keep that consent is asked, how, when and by whom. Refuses to ask before contact is clear and a plan stands."""
    verb = "consents.ask"
    or_refuse(case, case.may_here(verb, queries.facts(case, purpose=purpose)), _("Consent was not asked for"))
    row = _keep(case, "asked", purpose=purpose, words=words, happened_at=happened_at, at=at, how=how)
    cases.finish_all(case, "consents.ask", at=at)
    _tell(case, verb, _("Consent was asked for"), purpose, happened_at=happened_at, at=at)
    act(case, "consents:asked", row, at=at)
    return row


def record_given(
    case: OpenCase, *, purpose: str, words: Words, from_on: date | None = None, happened_at: datetime, at: datetime
) -> Consent:
    """This will keep a yes with who gave it, how capacity was judged and what was explained; a yes to support may move the case.

    Refuses only a yes without who gave it, or to share without an agency named. What contradicts a rule is kept and told.
    """
    verb = "consents.record_given"
    or_refuse(case, case.may(verb) & _says_enough("given", purpose, words), _("Consent was not recorded"))
    row = _keep(case, "given", purpose=purpose, words=words, happened_at=happened_at, at=at, from_on=from_on)
    _answered(case, purpose, at=at)
    cases.record_incidents(
        case, verb=verb, facts=queries.facts(case, purpose=purpose), at=at, words=_("A yes to consent was recorded")
    )
    _ask_at_18(case, row, at=at)
    day = max(uk_today(at), from_on or uk_today(at))
    if rules.counts(queries.said_of(row), day=day, is_child=queries.is_child(case)):
        _move(case, verb, purpose, happened_at=happened_at, at=at)
    _tell(case, verb, _("Consent was given"), purpose, happened_at=happened_at, at=at)
    act(case, "consents:given", row, at=at)
    return row


def record_refused(
    case: OpenCase,
    *,
    purpose: str,
    words: Words,
    reason: str = "",
    reason_words: str = "",
    happened_at: datetime,
    at: datetime,
) -> Consent:
    """This will keep a no, without asking why, and put the decision on what happens now before the panel."""
    verb = "consents.record_refused"
    or_refuse(case, case.may(verb) & _says_enough("refused", purpose, words), _("The no was not recorded"))
    told = {"reason": reason, "reason_words": reason_words}
    row = _keep(case, "refused", purpose=purpose, words=words, happened_at=happened_at, at=at, **told)
    _answered(case, purpose, at=at)
    _after_no(case, verb, purpose, happened_at=happened_at, at=at)
    _tell(case, verb, _("The answer to consent was no"), purpose, happened_at=happened_at, at=at)
    act(case, "consents:refused", row, at=at)
    return row


def record_needs_time(
    case: OpenCase, *, purpose: str, words: Words, ask_again_on: date, happened_at: datetime, at: datetime
) -> Consent:
    """This will keep that somebody wants time to think, and ask a colleague to come back to it on a day."""
    verb = "consents.record_given"
    or_refuse(case, case.may(verb) & _says_enough("needs_time", purpose, words), _("The answer was not recorded"))
    row = _keep(
        case, "needs_time", purpose=purpose, words=words, happened_at=happened_at, at=at, ask_again_on=ask_again_on
    )
    _answered(case, purpose, at=at)
    task = NewTask(
        code="consents.ask_again", due_on=ask_again_on, for_role="coordinator", to=case.owner_id, address="consent"
    )
    cases.ask(case, task, at=at)
    _tell(case, verb, _("Time to think about consent was wanted"), purpose, happened_at=happened_at, at=at)
    act(case, "consents:needs_time", row, at=at)
    return row


def record_withdrawn(
    case: OpenCase, *, purpose: str, reason: str = "", reason_words: str = "", happened_at: datetime, at: datetime
) -> Consent:
    """This will keep that consent was withdrawn, whoever heard it; support stops at once, and nobody must say why."""
    verb = "consents.record_withdrawn"
    or_refuse(case, case.may(verb), _("The withdrawal was not recorded"))
    told = {"reason": reason, "reason_words": reason_words}
    with _as_whoever_heard_it(case):
        row = _keep(case, "withdrawn", purpose=purpose, words=NOTHING_SAID, happened_at=happened_at, at=at, **told)
        _after_no(case, verb, purpose, happened_at=happened_at, at=at)
        _tell(case, verb, _("Consent was withdrawn"), purpose, happened_at=happened_at, at=at)
    if _writes_the_case(case):
        _answered(case, purpose, at=at)
        cases.finish_all(case, "consents.ask_at_18", at=at)
    act(case, "consents:withdrawn", row, at=at)
    return row


def record_suspended_at_18(case: OpenCase, *, at: datetime) -> Consent:
    """This will keep that the person has come of age and has not been asked: what rested on a guardian's consent waits.

    Support goes on where an order requires it, and otherwise waits too. The person's own answer is asked for.
    """
    verb = "consents.suspend_at_18"
    or_refuse(case, case.may(verb), _("The suspension was not recorded"))
    for purpose in queries.ended_by_age(case):
        if purpose != rules.SUPPORT:
            _keep(case, "suspended", purpose=purpose, words=NOTHING_SAID, happened_at=at, at=at)
    row = _keep(case, "suspended", purpose=rules.SUPPORT, words=NOTHING_SAID, happened_at=at, at=at)
    cases.finish_all(case, "consents.ask_at_18", at=at)
    _move(case, verb, rules.SUPPORT, happened_at=at, at=at)
    clock = case.pathway.clock("consent_asked")
    _ask(case, "consents.ask", clock.due(uk_today(at)), "consent_asked", at=at)
    said = _("What rested on a guardian's consent waits until the person, who is of age, has been asked")
    _tell(case, verb, said, rules.SUPPORT, happened_at=at, at=at)
    act(case, "consents:suspended_at_18", row, at=at)
    return row


def given_back(case: OpenCase, *, at: datetime) -> OpenCase:
    """This will let what was last said about support while police held the case take effect; part of the act that gives it back.

    A no that came meanwhile leads to the decision after a no, as it would have done on the day, and comes before a yes.
    """
    said = queries.answers_since(case, history.came_to_police_at(case))
    meanwhile = {VERBS[step] for step in said if step != "given" or queries.in_force(case)}
    verb = next((code for code in case.pathway.verb(GIVE_BACK).catches_up if code in meanwhile), "")
    if verb in (VERBS["refused"], VERBS["withdrawn"]):
        _after_no(case, verb, rules.SUPPORT, happened_at=at, at=at)
    elif verb:
        _move(case, verb, rules.SUPPORT, happened_at=at, at=at)
    return _still_to_decide(cases.again(case), at=at)


def _still_to_decide(case: OpenCase, *, at: datetime) -> OpenCase:
    """Given back by police who looked after it since a no, it waits for the panel again, which alone closes it."""
    after = case.pathway.parts.promises.after_no
    if after and case.stage == after.stage and "panel.after_no" not in {one.code for one in thread.open_tasks(case)}:
        cases.ask_what_comes_now(case, from_day=uk_today(at), at=at)
    return case


def _says_enough(step: str, purpose: str, words: Words) -> Answer:
    return rules.may_be_kept(
        step=step, given_by=words.given_by, giver=words.giver, purpose=purpose, named_agencies=words.named_agencies
    )


def _keep(
    case: OpenCase, step: str, *, purpose: str, words: Words, happened_at: datetime, at: datetime, **more: object
) -> Consent:
    said = {name: value for name, value in vars(words).items() if name != "giver"} | more
    values = carried(case, at=at, happened_at=happened_at)
    row = Consent.objects.create(**values, step=step, purpose=purpose, **said)
    if words.giver.strip():
        with reception(
            case_id=case.id
        ):  # police may read the family but not write there; who answered is kept all the same
            Giver.objects.create(**values, consent=row, name=words.giver.strip())
    return row


def _answered(case: OpenCase, purpose: str, *, at: datetime) -> None:
    if purpose == rules.SUPPORT:
        for code in (*ASKED, "consents.ask_at_18"):
            cases.finish_all(case, code, at=at)


def _ask_at_18(case: OpenCase, row: Consent, *, at: datetime) -> None:
    day = queries.comes_of_age_on(case)
    asked = any(task.code == "consents.ask_at_18" for task in thread.open_tasks(case))
    if row.given_by != rules.PERSON and day and day > uk_today(at) and not asked:
        _ask(case, "consents.ask_at_18", day, "turning_18", at=at)


def _ask(case: OpenCase, code: str, due_on: date, clock_code: str, *, at: datetime) -> None:
    clock = case.pathway.clock(clock_code)
    task = NewTask(
        code=code,
        due_on=due_on,
        for_role="coordinator",
        to=case.owner_id,
        clock=clock,
        address="consent",
    )
    cases.ask(case, task, at=at)


def _after_no(case: OpenCase, verb: str, purpose: str, *, happened_at: datetime, at: datetime) -> None:
    before = case.stage
    moved = _move(case, verb, purpose, happened_at=happened_at, at=at)
    if moved.stage != before:
        cases.ask_what_comes_now(moved, from_day=uk_today(happened_at), at=at)


def _move(case: OpenCase, verb: str, purpose: str, *, happened_at: datetime, at: datetime) -> OpenCase:
    if purpose != rules.SUPPORT:
        return case
    carrying = queries.carrying(case) if case.pathway.verb(verb).stays_while else None
    to = case.pathway.destination(verb, stage=case.stage, facts=carrying)
    return cases.move(case, verb=verb, to=to, at=at, happened_at=happened_at)


def _tell(case: OpenCase, verb: str, words: str, purpose: str, *, happened_at: datetime, at: datetime) -> None:
    label = queries.purpose_label(purpose)
    said = _("%(words)s: %(purpose)s") % {"words": words, "purpose": label}
    cases.tell(case, verb=verb, words=said, at=at, happened_at=happened_at, address="consent")


def _writes_the_case(case: OpenCase) -> bool:
    return all(matrix().may(case.roles, compartment, "write") for compartment in ("core", "identity"))


@contextmanager
def _as_whoever_heard_it(case: OpenCase) -> Iterator[None]:
    """Whoever hears that somebody stops writes it down, also a mentor who writes nothing else here."""
    if _writes_the_case(case):
        yield
    else:
        with reception(case_id=case.id):
            yield
