"""What statisticians are told: two days, read by a role that sees nothing else."""

import pytest
from django.db import ProgrammingError, connection, transaction

from throughcare.commons.cases.tests.builders import NOW, a_case, opened
from throughcare.commons.meetings.tests.builders import THEN, item_of
from throughcare.frame.transaction import acting
from throughcare.stages.panels import actions, facts
from throughcare.stages.panels.tests.builders import YES, at_the_meeting

pytestmark = pytest.mark.django_db


def told():
    with acting("facts", staff=None, at=NOW), connection.cursor() as cursor:
        cursor.execute(f"SELECT case_id, to_panel_on, adopted_on FROM {facts.PANELS} ORDER BY to_panel_on, case_id")
        return cursor.fetchall()


def test_the_first_panel_and_the_adoption_are_days_of_their_own():
    town, case = at_the_meeting()
    a_case(town, name="Robin Vale")
    with opened(case, town.gail, at=THEN) as found:
        actions.adopt(found, item=item_of(found), decided=YES, at=THEN)

    assert told() == [(case.pk, THEN.date(), THEN.date())]


def test_a_decision_recorded_against_a_rule_was_discussed_and_adopted_nothing():
    town, case = at_the_meeting(assessed=False)
    with opened(case, town.gail, at=THEN) as found:
        actions.record_what_happened(
            found, item=item_of(found), decided=YES, outcome="adopt", happened_at=THEN, at=THEN
        )

    assert told() == [(case.pk, THEN.date(), None)]


@pytest.mark.parametrize("table", ["meetings_decision", "meetings_view", "panels_careconsidered", "panels_fortheplan"])
def test_the_role_of_facts_reads_no_words(table):
    with (
        acting("facts", staff=None, at=NOW),
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError),
        transaction.atomic(),
    ):
        cursor.execute(f"SELECT * FROM {table}")
