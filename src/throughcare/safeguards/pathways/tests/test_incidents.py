import pytest

from throughcare.safeguards.pathways import FactsMissing
from throughcare.safeguards.pathways.tests.builders import a_pathway

PATHWAY = a_pathway()


def test_a_record_that_agrees_with_the_rules_is_no_incident():
    assert PATHWAY.incidents("books.return", {"card_in_date": True, "shelf_is_clear": True}) == ()


def test_each_rule_that_a_record_contradicts_is_an_incident_with_its_source():
    incidents = PATHWAY.incidents("books.return", {"card_in_date": False, "shelf_is_clear": False})

    assert [(one.gate, one.text, one.rule, one.source, one.verify) for one in incidents] == [
        ("card_in_date", "the card is out of date", "2.9", "Custom of the house", True),
        ("shelf_is_clear", "the shelf is not clear", "1.9", "Books Act s.1", False),
    ]


def test_a_record_without_rules_contradicts_none():
    assert PATHWAY.incidents("books.note", {}) == ()


def test_recording_without_knowing_the_facts_is_a_defect():
    with pytest.raises(FactsMissing, match="shelf_is_clear"):
        PATHWAY.incidents("books.return", {"card_in_date": True})
