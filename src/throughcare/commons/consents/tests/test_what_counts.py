"""What counts as consent on a day: the rule in Python, the rule in the database, and the two against each other."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from throughcare.commons.cases.tests.builders import NOW, a_case, a_grant, a_town, opened
from throughcare.commons.consents import actions, queries, rules
from throughcare.commons.consents.models import Consent
from throughcare.commons.consents.tests.builders import ADULT, CHILD, a_mother, a_planned_case, the_person
from throughcare.commons.people.models import Particulars
from throughcare.kernel.time import uk_today

pytestmark = pytest.mark.django_db
BIRTHDAY = datetime(2028, 3, 14, 9, tzinfo=UTC)


def consented(case, town, words, *, at=NOW, who="ada"):
    with opened(case, town.people[who], at=at) as held:
        actions.record_given(held, purpose="support", words=words, happened_at=at, at=at)


def counts(case, town, *, at=NOW, who="ada", purpose="support"):
    with opened(case, town.people[who], at=at) as held:
        return queries.in_force(held, purpose=purpose)


def test_the_yes_of_an_adult_counts():
    town = a_town()
    case = a_planned_case(town, born_on=ADULT)

    assert not counts(case, town)
    consented(case, town, the_person())
    assert counts(case, town)
    assert not counts(case, town, purpose="research")


def said(number, step, given_by, at):
    return rules.Said(number, step, given_by, "presumed", uk_today(at), at)


@pytest.mark.parametrize(
    ("later", "is_ended"),
    [
        ([], True),
        ([("given", "person", NOW)], True),
        ([("asked", "", BIRTHDAY)], True),
        ([("given", "person", BIRTHDAY)], False),
        ([("suspended", "", BIRTHDAY)], False),
        ([("refused", "person", BIRTHDAY)], False),
    ],
)
def test_a_guardians_yes_is_ended_by_age_until_the_person_answers_or_it_is_written_down(later, is_ended):
    steps = [said(1, "given", "parent", NOW), *(said(2 + n, *one) for n, one in enumerate(later))]
    day = uk_today(BIRTHDAY)

    assert rules.is_ended_by_age(steps, day=day, is_child=lambda one: one < day) is is_ended
    assert not rules.is_ended_by_age(steps, day=uk_today(NOW), is_child=lambda one: one < day)
    assert not rules.is_ended_by_age(steps[1:], day=day, is_child=lambda one: one < day)


def test_a_guardians_consent_ends_on_the_18th_birthday_by_itself():
    town = a_town()
    case = a_planned_case(town, born_on=CHILD)
    consented(case, town, a_mother())

    assert counts(case, town, at=BIRTHDAY - timedelta(days=1))
    assert not counts(case, town, at=BIRTHDAY)
    with opened(case, town.ada, at=BIRTHDAY) as held:
        assert "come of age" in queries.why_not(held)
    consented(case, town, the_person(), at=BIRTHDAY)
    assert counts(case, town, at=BIRTHDAY)


def test_what_a_child_says_does_not_count_alone_and_does_not_undo_a_parents_yes():
    town = a_town()
    case = a_planned_case(town, born_on=CHILD)

    consented(case, town, the_person())
    assert not counts(case, town)
    consented(case, town, a_mother(), at=NOW + timedelta(hours=1))
    consented(case, town, the_person(), at=NOW + timedelta(hours=2))
    assert counts(case, town, at=NOW + timedelta(hours=3))


def test_somebody_of_unknown_age_is_a_child():
    town = a_town()
    case = a_planned_case(town, born_on=None)
    consented(case, town, the_person())
    assert not counts(case, town)

    consented(case, town, a_mother(), at=NOW + timedelta(hours=1))
    assert counts(case, town, at=NOW + timedelta(hours=2))
    assert counts(case, town, at=BIRTHDAY + timedelta(days=3650))


def test_a_no_after_a_yes_ends_it_whoever_says_it():
    town = a_town()
    case = a_planned_case(town, born_on=CHILD)
    consented(case, town, a_mother())
    later = NOW + timedelta(days=1)
    with opened(case, town.ada, at=later) as held:
        actions.record_refused(held, purpose="support", words=the_person(), happened_at=later, at=later)

    assert not counts(case, town, at=later)


def test_a_yes_without_the_capacity_to_decide_does_not_count():
    town = a_town()
    case = a_planned_case(town)
    consented(case, town, the_person(capacity="assessed_lacks"))

    assert not counts(case, town)


def test_a_mentor_learns_whether_and_never_what():
    town = a_town()
    case = a_planned_case(town, born_on=CHILD)
    consented(case, town, a_mother())
    a_grant(case, town.ivo, "provider")

    with opened(case, town.ivo) as held:
        assert queries.in_force(held)
        assert queries.lines(held) == []
        assert Particulars.objects.count() == 0


def test_who_gave_it_is_named_to_those_who_know_the_family():
    town = a_town()
    case = a_planned_case(town, born_on=CHILD)
    consented(case, town, a_mother())
    a_grant(case, town.ben, "panel_member")

    with opened(case, town.ada) as held:
        assert queries.latest(held).giver == "Rina Tarrow"
    with opened(case, town.ben) as held:
        assert (queries.latest(held).giver, queries.latest(held).given_by) == ("", "A parent")


BIRTHS = st.sampled_from([ADULT, CHILD, date(2008, 2, 29), date(2008, 6, 15), date(2008, 6, 1), date(2008, 12, 1)])
STEPS = st.sampled_from(["given", "given", "given", "asked", "refused", "withdrawn", "suspended", "needs_time"])
THINGS = st.lists(
    st.tuples(
        STEPS,
        st.sampled_from(["person", "parent", "local_authority"]),
        st.sampled_from(["presumed", "assessed_lacks"]),
        st.integers(-300, 10),
        st.sampled_from([None, -5, 0, 5]),
    ),
    max_size=5,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    born_on=BIRTHS,
    precision=st.sampled_from(["exact", "month", "year", "estimated", "unknown"]),
    things=THINGS,
    days=st.integers(0, 900),
)
def test_the_database_and_the_rule_agree(born_on, precision, things, days):
    with transaction.atomic():
        agree(born_on, precision, things, days)
        transaction.set_rollback(True)


def agree(born_on, precision, things, days):
    town = a_town()
    case = a_case(town)
    on = NOW + timedelta(days=days)
    Particulars.objects.filter(person_id=case.person_id).update(
        born_on=None if precision == "unknown" else born_on, birth_precision=precision
    )
    for step, given_by, capacity, day, start in things:
        at = NOW + timedelta(days=day)
        Consent.objects.create(
            case=case,
            happened_at=at,
            step=step,
            purpose="support",
            given_by=given_by,
            capacity=capacity,
            from_on=None if start is None else uk_today(at) + timedelta(days=start),
            controller_id=case.controller_id,
            regime="uk_gdpr",
            basis="public_task",
            review_on=date(2032, 1, 1),
        )
    with opened(case, town.ada, at=on) as held:
        said = [queries.said_of(row) for row in Consent.objects.filter(case_id=case.pk)]
        assert queries.in_force(held) == rules.in_force(said, day=uk_today(on), is_child=queries.is_child(held))
