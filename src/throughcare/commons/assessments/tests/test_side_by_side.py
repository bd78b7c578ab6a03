"""Several instruments side by side: each in its own words, where they agree, and never anything combined."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from throughcare.commons.assessments import actions, readings, rules
from throughcare.commons.assessments.actions import drafts
from throughcare.commons.assessments.instruments import crosswalks as maps
from throughcare.commons.assessments.instruments import instrument
from throughcare.commons.assessments.instruments.crosswalks import crosswalks
from throughcare.commons.assessments.rules import ALONE, APART, DIFFER, SAME, UNKNOWN, Judged, Piece, Written
from throughcare.commons.assessments.side_by_side import beside
from throughcare.commons.assessments.tests.builders import GROUNDS, a_finished_assessment
from throughcare.commons.cases.tests.builders import NOW, a_browser, a_case, a_certificate, a_grant, a_town, opened
from throughcare.kernel.definitions import all_of

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=10)
PIECE = Piece("for", "Told the officer so.", "fact", source="contact note", origin="document")
GUIDANCE = Written(
    "strong", pieces=(PIECE,), further={"presence_now": "partly", "relevance": "relevant"}, none_against=True
)


@pytest.fixture(autouse=True)
def drafts_do_not_expire_meanwhile(monkeypatch):
    """The builders begin at a fixed moment; browsers ask at the real one."""
    monkeypatch.setattr(drafts, "lives", lambda kind: timedelta(days=36500))


def taken_with_the_guidance(town, case, **factors):
    a_grant(case, town.hana, "assessor")
    a_certificate(town.hana, "erg22plus", expires_on=date(2027, 1, 1))
    used = instrument("erg22plus")
    with opened(case, town.hana, at=LATER) as case_open:
        actions.start(case_open, used=used, reason="Both are asked for", why="A second view", at=LATER)
        for factor in used.factors:
            mine = factors.get(factor.code, GUIDANCE)
            actions.save_factor(case_open, factor=factor.code, mine=mine, revision=0, at=LATER)
        texts = {part.code: "Said in full." for part in used.formulation}
        judged = {one.code: Judged("medium", "As said.") for one in used.judgements}
        actions.save_formulation(case_open, texts=texts, revision=0, at=LATER)
        actions.save_judgements(case_open, judged=judged, revision=0, at=LATER)
        actions.save_grounds(case_open, grounds=GROUNDS, revision=0, at=LATER)
        return actions.finish(case_open, at=LATER)


def a_case_taken_with_two():
    town = a_town()
    case = a_case(town)
    first = a_finished_assessment(town, case)
    stronger = replace(GUIDANCE, further={**GUIDANCE.further, "presence_now": "strong"})
    return town, case, first, taken_with_the_guidance(town, case, identity=stronger)


def side(town, case, *rows):
    with opened(case, town.ada) as case_open:
        return beside([readings.reading(case_open, str(row.key)) for row in rows], crosswalks()[0])


def test_each_theme_says_whether_they_agree_and_what_is_not_known_agrees_with_nothing():
    town, case, first, second = a_case_taken_with_two()

    found = side(town, case, first, second)

    lines = {line.label: line for section in found.sections for line in section.lines}
    assert len(lines) == 22
    assert (lines["Grievance and injustice"].verdict, lines["Grievance and injustice"].words) == (
        SAME,
        "They say the same.",
    )
    assert lines["Identity, meaning and belonging"].verdict == DIFFER
    assert (lines["Feeling under threat"].verdict, lines["Feeling under threat"].words) == (
        UNKNOWN,
        "Not known in Vulnerability assessment framework.",
    )
    assert found.meets


def test_every_answer_stays_in_the_words_of_its_instrument():
    town, case, first, second = a_case_taken_with_two()

    line = side(town, case, first, second).sections[0].lines[0]

    said = [[(one.label, one.words) for rated in each for one in rated.answers] for each in line.said]
    assert said == [
        [("How present", "Some sign")],
        [
            ("At the time of the offence", "Strongly present"),
            ("Now", "Partly present"),
            ("Relevance", "Strongly relevant"),
        ],
    ]


def test_what_one_alone_judges_stands_by_itself():
    town, case, first, second = a_case_taken_with_two()

    section = side(town, case, first, second).sections[0]

    assert [[one.words for one in ones] for ones in section.judged] == [[], ["Medium"]]


def test_another_version_than_the_one_compared_is_read_for_itself():
    town, case, first, second = a_case_taken_with_two()
    with opened(case, town.ada) as case_open:
        read = [readings.reading(case_open, str(row.key)) for row in (first, second)]
    read[1] = replace(read[1], instrument=replace(read[1].instrument, version="2027"))

    found = beside(read, crosswalks()[0])

    assert not found.meets
    assert {line.verdict for section in found.sections for line in section.lines} == {ALONE}
    assert [(one.instrument.version, len(rest)) for section in found.sections for one, rest in section.alone] == [
        ("2027", 13),
        ("2027", 6),
        ("2027", 3),
    ]


@pytest.mark.parametrize(
    ("readings_", "verdict"),
    [
        ({"a": "some"}, ALONE),
        ({"a": "some", "b": "some"}, SAME),
        ({"a": "some", "b": "none"}, DIFFER),
        ({"a": "some", "b": "not_known"}, UNKNOWN),
        ({"a": "not_known", "b": "not_known"}, UNKNOWN),
        ({"a": "some", "b": "some", "c": "not_known"}, SAME),
        ({"a": "some", "b": ""}, APART),
    ],
)
def test_agreement_of_two_and_of_three(readings_, verdict):
    assert rules.agreement_of(readings_) == verdict


def test_two_are_needed_and_no_two_of_one_version():
    assert not rules.may_be_read_together(used=[("a", "1")])
    assert not rules.may_be_read_together(used=[("a", "1"), ("a", "1")])
    assert rules.may_be_read_together(used=[("a", "1"), ("a", "2")])


def test_the_page_asks_which_shows_them_and_refuses_one_alone():
    town, case, first, second = a_case_taken_with_two()
    ada, page = a_browser(town.ada), f"/cases/{case.reference}/assessment/side-by-side/"

    asked = ada.get(page).content.decode()
    shown = ada.get(page, {"chosen": [first.key, second.key]}).content.decode()
    refused = ada.get(page, {"chosen": [first.key, "nonsense"]})

    assert asked.count(" checked") == 2
    for words in (
        "They say the same.",
        "They differ.",
        "Not known in",
        "Partly present",
        "Knudsen",
        "Nothing is combined",
    ):
        assert words in shown, words
    assert not [word for word in ("Total", "Score", "average", "out of") if word in shown]
    assert (refused.status_code, "fewer than two" in refused.content.decode()) == (422, True)
    assert a_browser(town.cleo).get(page).status_code == 404


def test_a_mapping_names_only_what_there_is():
    (found,) = all_of("crosswalks")

    assert maps.definition_problems(found) == []
    data = {
        **found.data,
        "themes": [{**found.data["themes"][0], "domain": "none", "places": {"erg22plus": ["nothing"]}}],
    }
    assert maps.definition_problems(replace(found, data=data)) == [
        "theme grievance stands under none, which is no domain here",
        "erg22plus has no item nothing",
    ]
