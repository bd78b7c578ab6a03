"""Where the pathway asks it, a young person says yes beside a guardian, from the age that the pathway names."""

from datetime import date, timedelta

import pytest

from throughcare.commons.cases.models import Case
from throughcare.commons.cases.tests.builders import NOW, a_town, opened
from throughcare.commons.consents import actions, queries
from throughcare.commons.consents.tests.builders import ADULT, CHILD, a_mother, a_planned_case, the_person

pytestmark = pytest.mark.django_db
TEN = date(2016, 1, 5)


def in_scotland(born_on: date | None) -> tuple:
    town = a_town()
    case = a_planned_case(town, born_on=born_on)
    Case.objects.filter(pk=case.pk).update(pathway="pmap")
    return town, case


def says(town, case, step, words, *, at=NOW):
    with opened(case, town.ada, at=at) as found:
        if step == "yes":
            actions.record_given(found, purpose="support", words=words, happened_at=at, at=at)
        else:
            actions.record_refused(found, purpose="support", words=words, happened_at=at, at=at)


def agreed(town, case, *, at=NOW) -> bool:
    with opened(case, town.ada, at=at) as found:
        return queries.agreed_beside_guardian(found)


@pytest.mark.parametrize(("born_on", "asked"), [(CHILD, True), (None, True), (TEN, False), (ADULT, False)])
def test_whoever_is_of_the_age_and_no_adult_is_asked_and_so_is_whoever_may_be(born_on, asked):
    town, case = in_scotland(born_on)

    assert agreed(town, case) is not asked


def test_a_guardians_yes_alone_is_not_the_young_persons_own():
    town, case = in_scotland(CHILD)
    says(town, case, "yes", a_mother())
    assert not agreed(town, case)

    says(town, case, "yes", the_person())

    assert agreed(town, case)


def test_a_no_ends_what_was_agreed_before():
    town, case = in_scotland(CHILD)
    says(town, case, "yes", the_person())
    later = NOW + timedelta(hours=1)
    says(town, case, "no", the_person(), at=later)

    assert not agreed(town, case, at=later)


def test_somebody_who_cannot_decide_it_has_not_agreed():
    town, case = in_scotland(CHILD)
    says(town, case, "yes", the_person(capacity="assessed_lacks"))

    assert not agreed(town, case)


def test_in_england_and_wales_nothing_is_asked_beside_a_guardian():
    town = a_town()
    case = a_planned_case(town, born_on=CHILD)

    assert agreed(town, case)
