import pytest

from throughcare.safeguards.pathways import FactsMissing
from throughcare.safeguards.pathways.tests.builders import a_pathway

PATHWAY = a_pathway()


def test_a_verb_leads_to_its_stage():
    assert PATHWAY.destination("books.lend", stage="asked") == "lent"


def test_a_record_moves_only_from_the_stages_it_names():
    assert PATHWAY.destination("books.return", stage="lent") == "back"
    assert PATHWAY.destination("books.return", stage="asked") == "asked"


def test_a_route_decides_where_to():
    assert PATHWAY.destination("books.let_ask", stage="checks", route="away") == "back"


def test_a_case_goes_back_to_where_it_stood():
    assert PATHWAY.destination("books.give_back", stage="checks", route="back", previous="lent") == "lent"


def kept_by_a_card(data):
    data["verbs"]["books.return"]["stays_while"] = ["card_in_date"]


@pytest.mark.parametrize(("in_date", "stands"), [(True, "lent"), (False, "back")])
def test_a_verb_moves_no_case_that_something_else_carries(in_date, stands):
    assert (
        a_pathway(kept_by_a_card).destination("books.return", stage="lent", facts={"card_in_date": in_date}) == stands
    )


def test_not_knowing_what_else_carries_a_case_is_a_defect():
    with pytest.raises(FactsMissing, match="card_in_date"):
        a_pathway(kept_by_a_card).destination("books.return", stage="lent")


def test_going_back_without_knowing_where_is_a_defect():
    with pytest.raises(FactsMissing, match="previous="):
        PATHWAY.destination("books.give_back", stage="checks", route="back")


def test_a_cry_of_fire_moves_from_everywhere_and_stays_where_it_burns():
    assert {PATHWAY.destination("books.cry_fire", stage=stage.code) for stage in PATHWAY.stages} == {"fire"}
