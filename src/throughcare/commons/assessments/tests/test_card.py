import pytest

from throughcare.commons.assessments import queries
from throughcare.commons.assessments.tests.builders import a_draft, a_finished_assessment
from throughcare.commons.cases.tests.builders import a_case, a_town, opened

pytestmark = pytest.mark.django_db


def card_of(case, staff):
    with opened(case, staff) as case_open:
        return queries.card(case_open), [link.label for link in queries.side_links(case_open)]


def test_a_new_case_says_who_can_begin():
    town = a_town()

    card, links = card_of(a_case(town), town.ada)

    assert (card.rows, links) == ([], ["Assessment"])
    assert card.empty.startswith("No assessment yet.")


def test_what_is_begun_and_what_is_finished_stand_on_the_card():
    town = a_town()
    case = a_case(town)
    a_finished_assessment(town, case)
    a_draft(case, town.dee, why="Sam has moved")

    rows = dict(card_of(case, town.ada)[0].rows)

    assert rows["Finished"] == "15 June 2026 by Ada Marsh"
    assert rows["Instrument"].endswith("Superseded")
    assert rows["Looked at again by"] == "15 September 2026"
    assert rows["Begun"] == "15 June 2026 by Dee Frost"


def test_a_manager_has_no_card_and_a_case_with_police_none_either():
    town = a_town()

    assert card_of(a_case(town), town.mo) == (None, [])
    assert card_of(a_case(town, stage="checks"), town.ada) == (None, [])
