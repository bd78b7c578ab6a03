"""An overt investigation: police alone read it, and until every limb is met the panel adopts nobody."""

from dataclasses import replace
from datetime import timedelta

import pytest

from throughcare.commons.cases.models import Case, PoliceTask, Task
from throughcare.commons.cases.tests.builders import opened
from throughcare.commons.meetings.tests.builders import THEN, item_of
from throughcare.kernel.answers import Refusal
from throughcare.kernel.time import uk_today
from throughcare.stages.checks import actions as checks
from throughcare.stages.checks.models import OvertInvestigation
from throughcare.stages.checks.rules import Limbs
from throughcare.stages.panels import actions
from throughcare.stages.panels.tests.builders import YES, at_the_meeting

pytestmark = pytest.mark.django_db
SOON = uk_today(THEN) + timedelta(days=30)
ALL = Limbs(
    told=True, executive_action_past=True, risk_can_be_managed=True, consent_form_warns=True, officer="DCI Orla Penn"
)
SAYS = "ask the police case officer before the panel adopts"


def investigated(town, case, limbs, *, look_again_on=SOON):
    with opened(case, town.dee, at=THEN) as found:
        return checks.record_investigation(
            found, limbs=limbs, look_again_on=look_again_on, words="", happened_at=THEN, at=THEN
        )


def adopt(town, case):
    with opened(case, town.gail, at=THEN) as found:
        actions.adopt(found, item=item_of(found), decided=YES, at=THEN)


@pytest.mark.parametrize("limb", ["told", "executive_action_past", "risk_can_be_managed", "consent_form_warns"])
def test_without_one_of_the_limbs_the_panel_is_told_to_ask_police_and_no_more(limb):
    town, case = at_the_meeting()
    investigated(town, case, replace(ALL, **{limb: False}))

    with pytest.raises(Refusal) as refused:
        adopt(town, case)

    assert [reason.text for reason in refused.value.reasons] == [SAYS]
    assert "nvestigat" not in refused.value.as_text().replace("addendum", "")
    assert Case.objects.get(pk=case.pk).stage == "panel"


@pytest.mark.parametrize("limbs", [ALL, Limbs(is_over=True)])
def test_once_every_limb_is_met_or_it_is_over_the_panel_adopts(limbs):
    town, case = at_the_meeting()
    investigated(town, case, Limbs())
    investigated(town, case, limbs)

    adopt(town, case)

    assert Case.objects.get(pk=case.pk).stage == "planning"


def test_police_look_at_it_again_on_the_day_they_chose_and_nobody_else_sees_the_task():
    town, case = at_the_meeting()
    investigated(town, case, ALL)

    task = PoliceTask.objects.get(case=case, code="checks.review_investigation", done_at__isnull=True)
    assert (task.due_on, task.assigned_to_id, task.verify) == (SOON, town.dee.pk, True)
    with opened(case, town.ada, at=THEN):
        assert not PoliceTask.objects.filter(case=case).exists()
        assert not Task.objects.filter(case=case, code="checks.review_investigation").exists()
        assert not OvertInvestigation.objects.exists()


@pytest.mark.parametrize(
    ("limbs", "look_again_on", "why"),
    [
        (ALL, None, "no day is set on which police look at it again"),
        (ALL, uk_today(THEN), "no day is set on which police look at it again"),
        (replace(ALL, officer=" "), SOON, "the senior investigating officer, or who stood in, is not named"),
    ],
)
def test_an_investigation_says_when_police_look_again_and_who_agreed(limbs, look_again_on, why):
    town, case = at_the_meeting()

    with pytest.raises(Refusal) as refused:
        investigated(town, case, limbs, look_again_on=look_again_on)

    assert why in refused.value.as_text()
    assert not OvertInvestigation.objects.exists()


def test_a_coordinator_cannot_record_it():
    town, case = at_the_meeting()

    with pytest.raises(Refusal), opened(case, town.ada, at=THEN) as found:
        checks.record_investigation(found, limbs=ALL, look_again_on=SOON, words="", happened_at=THEN, at=THEN)
