"""Change over time: item by item, no two instruments joined, nothing added up, what is not known shown as that."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from throughcare.commons.assessments import actions, over_time, readings, rules
from throughcare.commons.assessments.actions import drafts
from throughcare.commons.assessments.instruments import instrument
from throughcare.commons.assessments.models import Assessment, Rating
from throughcare.commons.assessments.rules import Written
from throughcare.commons.assessments.tests.builders import KNOWN, SEEN, a_finished_assessment, a_whole_draft
from throughcare.commons.cases.tests.builders import NOW, a_browser, a_case, a_grant, a_town, opened

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=90)
STRONGER = replace(KNOWN, presence="strong", pieces=(replace(SEEN, text="Said so to two teachers."),))


@pytest.fixture(autouse=True)
def drafts_do_not_expire_meanwhile(monkeypatch):
    """The builders begin at a fixed moment; browsers ask at the real one."""
    monkeypatch.setattr(drafts, "lives", lambda kind: timedelta(days=36500))


def taken_again(town, case, *, at=LATER, **factors):
    a_whole_draft(case, town.ada, at=at, why="Sam has moved")
    with opened(case, town.ada, at=at) as case_open:
        for code, mine in factors.items():
            actions.save_factor(case_open, factor=code, mine=mine, revision=1, at=at)
        return actions.finish(case_open, at=at)


def a_case_taken_twice():
    town = a_town()
    case = a_case(town)
    first = a_finished_assessment(town, case)
    second = taken_again(
        town, case, grievance=STRONGER, threat=KNOWN, identity=Written("not_known", missing="the school")
    )
    return town, case, first, second


def between(town, case, one, other):
    with opened(case, town.ada) as case_open:
        return over_time.between(*(readings.reading(case_open, str(row.key)) for row in (one, other)))


def test_only_what_changed_is_told_with_the_reasons_of_the_later_time():
    town, case, first, second = a_case_taken_twice()

    found = between(town, case, second, first)

    told = {one.rated.factor.code: one for one in found.changes}
    assert (found.earlier.row, found.later.row) == (first, second)
    assert {code: (one.before, one.after) for code, one in told.items()} == {
        "grievance": ("Some sign", "Strong sign"),
        "threat": ("Not known", "Some sign"),
        "identity": ("Some sign", "Not known"),
    }
    assert [piece.text for piece in told["grievance"].rated.on("for")] == ["Said so to two teachers."]
    assert told["threat"].note == "It was not known before, so it need not be new."
    assert told["identity"].note == "It is not known now. That is no sign of change."
    assert told["identity"].rated.missing == "the school"
    assert len(found.same) == 19


def test_each_version_of_each_instrument_is_a_run_of_its_own():
    town, case, first, second = a_case_taken_twice()
    another = taken_again(town, case, at=LATER + timedelta(days=1))
    Assessment.objects.filter(pk=another.pk).update(instrument="erg22plus", version="2011")

    with opened(case, town.ada) as case_open:
        runs = over_time.runs(case_open)

    assert [(run.instrument.name, [one.key for one in run.taken]) for run in runs] == [
        ("erg22plus", [str(another.key)]),
        ("vulnerability_framework", [str(first.key), str(second.key)]),
    ]
    assert [run.is_comparable for run in runs] == [False, True]


def test_an_item_that_was_not_asked_is_not_taken_for_absent():
    town, case, first, _second = a_case_taken_twice()
    Rating.objects.filter(assessment=first, factor="threat").delete()

    with opened(case, town.ada) as case_open:
        strand = over_time.runs(case_open)[0].groups[0].strands[1]

    assert strand.words == ["Not asked", "Some sign"]
    assert [(mark.answer, mark.asked) for mark in strand.lanes.marks] == [(None, False), (1, True)]


def test_no_two_instruments_and_no_assessment_with_itself():
    assert rules.may_be_compared(is_same=False, is_one_instrument=True)
    assert not rules.may_be_compared(is_same=True, is_one_instrument=True)
    assert not rules.may_be_compared(is_same=False, is_one_instrument=False)


def test_the_page_draws_every_question_once_with_its_words_beside_and_no_line_from_two():
    town, case, _first, _second = a_case_taken_twice()

    page = a_browser(town.ada).get(f"/cases/{case.reference}/assessment/change/").content.decode()

    factors = len(instrument("vulnerability_framework").factors)
    assert page.count('class="tc-lanes"') == factors
    assert "<polyline" not in page
    assert "Engagement, in words" in page
    assert len(re.findall(r"<th scope=\"col\"[^>]*>\s*15 Jun 2026", page)) == 3
    assert not [word for word in ("Total", "trend up", "improv", "worse", "average") if word in page]


def test_three_known_answers_in_a_row_are_joined():
    town, case, _first, _second = a_case_taken_twice()
    taken_again(town, case, at=LATER + timedelta(days=30))

    page = a_browser(town.ada).get(f"/cases/{case.reference}/assessment/change/").content.decode()

    assert page.count("<polyline") == 20  # two of the 22 were once not known


def test_what_changed_is_read_on_a_page_and_two_instruments_are_refused_there():
    town, case, first, second = a_case_taken_twice()
    ada, page = a_browser(town.ada), f"/cases/{case.reference}/assessment/change/between/"

    shown = ada.get(page, {"one": first.key, "other": second.key})
    itself = ada.get(page, {"one": first.key, "other": first.key})
    Assessment.objects.filter(pk=second.pk).update(version="2011", instrument="erg22plus")
    refused = ada.get(page, {"one": first.key, "other": second.key})

    text = shown.content.decode()
    for words in ("Said so to two teachers.", "Strong sign", "Sam has moved", "Answered the same both times"):
        assert words in text, words
    assert (itself.status_code, refused.status_code) == (422, 422)
    assert "with different versions of one" in refused.content.decode()


def test_the_pages_tell_a_stranger_nothing_and_somebody_elses_key_is_not_there():
    town, case, first, second = a_case_taken_twice()
    other = a_case(town, name="Robin Vale")
    a_grant(other, town.hana, "assessor")
    page = f"/cases/{case.reference}/assessment/change/"

    assert a_browser(town.cleo).get(page).status_code == 404
    assert a_browser(town.ada).get(f"/cases/{other.reference}/assessment/change/").status_code == 404
    between_page = f"/cases/{other.reference}/assessment/change/between/"
    assert a_browser(town.ada).get(between_page, {"one": first.key, "other": second.key}).status_code == 404
    assert a_browser(town.ada).get(between_page, {"one": "x"}).status_code == 404
