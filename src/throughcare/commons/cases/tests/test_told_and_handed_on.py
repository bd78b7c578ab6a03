"""What is recorded of telling the person, and of handing a case on to another owner."""

from datetime import timedelta

import pytest

from throughcare.commons.cases import actions
from throughcare.commons.cases.models import Event, OwnerChange, RuleIncident
from throughcare.commons.cases.tests.builders import NOW, a_case, a_town, opened
from throughcare.kernel.answers import Refusal

pytestmark = pytest.mark.django_db


def told(case, by, *, told=True):
    later = None if told else NOW.date() + timedelta(days=20)
    said = {"reason": "" if told else "safety", "words": "At school", "review_on": later}
    with opened(case, by) as held:
        actions.record_told(held, told=told, **said, happened_at=NOW, at=NOW)
    return RuleIncident.objects.filter(case=case).count()


def test_telling_the_person_before_contact_is_clear_is_kept_and_told_as_against_the_rule():
    town = a_town()
    early, in_time = a_case(town, stage="checks"), a_case(town, name="Robin Vale", stage="gathering")

    assert (told(early, town.ada), told(in_time, town.ada)) == (1, 0)
    assert RuleIncident.objects.get().verb == "cases.record_told"


def test_deciding_not_to_tell_contradicts_nothing_and_is_a_verb_of_its_own():
    town = a_town()
    case = a_case(town, stage="checks")

    assert told(case, town.ada, told=False) == 0
    assert Event.objects.filter(case=case, verb="cases.record_not_told").count() == 1


def test_a_case_is_handed_on_with_reasons():
    town = a_town()
    case = a_case(town, stage="gathering")
    with opened(case, town.ada) as held, pytest.raises(Refusal) as refused:
        actions.offer_owner(held, to=town.mo.pk, reason=" ", note="", at=NOW)

    assert refused.value.reasons[0].text == "the reasons are not written down"
    assert not OwnerChange.objects.exists()
