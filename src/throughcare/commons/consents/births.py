"""A corrected date of birth, and what it changes: whether the person is a child, who is asked, and by when. Nothing is decided by it."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import queries as thread
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.consents import queries, rules
from throughcare.commons.people import actions as people
from throughcare.commons.people import queries as persons
from throughcare.commons.people import rules as ages
from throughcare.commons.people.actions import NewBirth
from throughcare.kernel.time import uk_today

VERB, LOOK, AT_18 = "people.correct_birth", "people.look_at_birth", "consents.ask_at_18"


def correct_birth(case: OpenCase, *, new: NewBirth, at: datetime) -> None:
    """This will correct when the person was born, with who says so and why; the old date is kept beside it as a correction.

    What runs from the birth is counted anew. Somebody is asked to look at what follows; nothing is decided by it.
    Refuses a day that has not come, the date that stands already, and a correction without its reason and who says so.
    """
    before = persons.birth(case.person_id)
    was_child, was_in_force = queries.is_child(case)(uk_today(at)), queries.in_force(case)
    answer = case.may(VERB) & ages.may_correct_birth(
        new.born_on,
        new.precision,
        before=(before.born_on, before.precision),
        today=uk_today(at),
        said_by=new.said_by,
        reason=new.reason,
    )
    answer.or_refuse(
        _("The date of birth was not corrected"), ask=agencies.contact(case.owner_id), pathway=case.pathway.label
    )
    values = {name: value for name, value in carried(case, at=at).items() if name != "case_id"}
    row = people.correct_birth(new, person_id=case.person_id, carried=values)
    case.forget()
    _count_anew(case)
    _ask_at_18(case, at=at)
    cases.look_for_ties([case.id], at=at)
    _ask_to_look(case, was_child=was_child, was_in_force=was_in_force, at=at)
    cases.tell(case, verb=VERB, words=_("The date of birth was corrected"), at=at, address="birth")
    act(case, "people:birth_corrected", row, at=at, reason=new.reason)


def _count_anew(case: OpenCase) -> None:
    birth = persons.birth(case.person_id)
    latest = ages.latest_birth(birth.born_on, birth.precision)
    if latest is None:
        return
    for clock in case.pathway.clocks:
        if clock.unit == "years" and not clock.is_chosen:
            cases.recount_all(case, clock, from_day=latest, because=_("The date of birth was corrected"))


def _ask_at_18(case: OpenCase, *, at: datetime) -> None:
    """Where a guardian answered and the person comes of age later, somebody asks on that day; once."""
    last, day = queries.latest(case), queries.comes_of_age_on(case)
    asked = {task.code for task in thread.open_tasks(case)}
    is_guardians = last is not None and last.step == "given" and not queries.answered_by_person(case)
    if is_guardians and AT_18 not in asked and day is not None and day > uk_today(at):
        _ask(case, day, at=at)


def _ask(case: OpenCase, day: date, *, at: datetime) -> None:
    clock = case.pathway.clock("turning_18")
    task = NewTask(
        code=AT_18,
        due_on=day,
        for_role="coordinator",
        to=case.owner_id,
        rule=clock.label,
        pathway_rule=clock.rule,
        rule_source=clock.source,
        verify=clock.verify,
        address="consent",
    )
    cases.ask(case, task, at=at)


def _ask_to_look(case: OpenCase, *, was_child: bool, was_in_force: bool, at: datetime) -> None:
    is_child, in_force = queries.is_child(case)(uk_today(at)), queries.in_force(case)
    what = rules.after_a_birth(was_child=was_child, is_child=is_child, was_in_force=was_in_force, in_force=in_force)
    if not what:
        return
    task = NewTask(
        code=LOOK,
        what=what[:200],
        due_on=uk_today(at),
        for_role="coordinator",
        to=case.owner_id,
        rule=_("the date of birth was corrected"),
        address="",
    )
    cases.ask(case, task, at=at)
