"""How items hang together is told of a programme with enough people, and refused with the reason of any other."""

from collections import namedtuple

import numpy as np
import pytest

from throughcare.commons.assessments.instruments import instrument
from throughcare.commons.assessments.tests.builders import FRAMEWORK
from throughcare.commons.cases.tests.builders import a_browser, as_staff
from throughcare.methods.structure import structure
from throughcare.oversight.quality import hanging, matrices, queries
from throughcare.oversight.quality.questions import questions
from throughcare.oversight.quality.tests.builders import LATER, an_assessed_case, an_office

Row = namedtuple("Row", "place item answer")
USED = instrument(FRAMEWORK, "2012-10-23")
CODES = ("absent", "some", "strong")


def invented_rows(people):
    """Answers in which each domain leans on something of its own."""
    random = np.random.default_rng(5)
    for place in range(1, people + 1):
        leaning = {domain.code: random.normal() for domain in USED.domains}
        for one in questions(USED):
            value = leaning[one.domain] + random.normal() * 0.8
            yield Row(place, one.item, CODES[int(np.clip(np.floor(value + 1.5), 0, 2))])


@pytest.mark.parametrize(("people", "told"), [(99, False), (109, False), (110, True)])
def test_it_is_told_from_a_hundred_people_and_five_an_item_on(monkeypatch, people, told):
    rows = list(invented_rows(people))
    monkeypatch.setattr(queries, "programme_ratings", lambda used, measure: rows)

    [part] = hanging.hanging_together(USED)

    assert (part.refused == "") is told
    assert bool(part.items) is told
    assert part.enough == 110


def test_what_is_shown_is_what_the_methods_say(monkeypatch):
    rows = list(invented_rows(200))
    monkeypatch.setattr(queries, "programme_ratings", lambda used, measure: rows)

    [part] = hanging.hanging_together(USED)

    values = [[CODES.index(row.answer) for row in rows[start : start + 22]] for start in range(0, len(rows), 22)]
    expected = structure(values, scale=[0, 1, 2])
    assert part.alpha.startswith(f"{expected.consistency.alpha:.2f}")
    assert part.factors == expected.factors.number >= 2
    assert all(int(count) % 5 == 0 for cells in part.items for count in cells[1:])


def test_not_known_is_missing():
    rows = [Row(1, "grievance", "not_known"), Row(1, "threat", "some")]

    values = matrices.values_of(rows, questions(USED))

    assert np.isnan(values[0, 0])
    assert values[0, 1] == 1


@pytest.mark.django_db
def test_the_page_of_a_small_programme_gives_the_reason_and_no_number():
    office = an_office()
    an_assessed_case(office.town)
    with as_staff(office.quin, at=LATER):
        assert len(queries.programme_ratings(USED, "presence")) == 22

    page = a_browser(office.quin).get("/agreement/structure/?instrument=vulnerability_framework/2012-10-23")

    assert "Nothing is told." in page.text
    assert "Fewer than 100 people" in page.text
    assert "fewer than 10" in page.text
    assert "How often each answer was given" not in page.text
