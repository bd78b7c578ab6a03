"""Reports on agreement: on the whole scale, with intervals and their bands, of enough people, and about nobody."""

import csv
import io
from collections import namedtuple

import numpy as np
import pytest

from throughcare.commons.assessments.instruments import instrument
from throughcare.commons.assessments.tests.builders import FRAMEWORK
from throughcare.commons.cases.models import Case
from throughcare.commons.cases.tests.builders import a_browser, as_staff
from throughcare.kernel.answers import Refusal
from throughcare.methods.agreement import Ratings, agreement
from throughcare.oversight.quality import drift, matrices, queries, reports, saying, words
from throughcare.oversight.quality.models import SampledCase, Study
from throughcare.oversight.quality.pages.reporting import _period
from throughcare.oversight.quality.questions import questions
from throughcare.oversight.quality.terms import Terms, bands, terms
from throughcare.oversight.quality.tests.builders import (
    LATER,
    a_study,
    an_assessed_case,
    an_office,
    asked,
    finished,
    frozen,
)

Row = namedtuple("Row", "number rater assessor item measure answer")
USED = instrument(FRAMEWORK, "2012-10-23")
LIMITS = terms()


def rows_of(pairs, *, item="grievance", firsts=4, seconds=4):
    """Rows as the database gives them: for each study number a first and a second answer."""
    for number, (first, second) in enumerate(pairs, start=1):
        yield Row(number, 0, number % firsts, item, "presence", first)
        yield Row(number, 1 + number % seconds, 100 + number % seconds, item, "presence", second)


def line_of(pairs, **kept):
    given = matrices.answers_of(list(rows_of(pairs, **kept)), arm="field")
    question = next(one for one in questions(USED) if one.item == "grievance")
    return reports.line_of(question, given.of(question), LIMITS, arm="field")


def test_values_are_those_of_the_methods_on_the_whole_scale():
    pairs = [("absent", "absent"), ("some", "absent"), ("some", "some"), ("absent", "some")] * 4

    line = line_of(pairs)

    place = {"absent": 0, "some": 1, "strong": 2}
    expected = agreement(Ratings.of([[place[a], place[b]] for a, b in pairs], [0, 1, 2]))
    for name, found in line.found.items():
        assert found == expected[name]
    narrow = agreement(Ratings.of([[place[a], place[b]] for a, b in pairs], [0, 1]))
    assert line.found["gwet_ac1"].estimate != narrow["gwet_ac1"].estimate


def test_not_known_is_missing_and_never_no_sign():
    line = line_of([("absent", "absent")] * 6 + [("some", "some")] * 6 + [("not_known", "absent")] * 5)

    assert (line.people, line.not_known) == (12, 5)
    assert line.found["percent_agreement"].estimate == 1


def test_with_too_few_people_an_item_shows_nothing():
    line = line_of([("absent", "absent"), ("some", "strong"), ("some", "some")] * 3)

    assert line.people == 9
    assert line.is_hidden
    assert saying.overview([line], LIMITS)[0][1] == ["Fewer than 10", "[c]", "[c]", "[c]", "[c]"]


def test_what_has_no_value_says_why_and_high_agreement_with_low_kappa_is_explained():
    same = line_of([("absent", "absent")] * 12)
    skewed = line_of([("absent", "absent")] * 28 + [("absent", "some"), ("some", "absent")])

    kappa = saying.said(same.found["cohen_kappa"], bands())
    assert (kappa.value, kappa.interval) == ("–", "–")
    assert "chance alone would agree just as often" in kappa.band
    [(words, labels)] = saying.cautions([skewed])
    assert "Raters agree often and yet kappa is low" in words
    assert labels == ["Feelings of grievance and injustice"]


def test_every_statistic_is_shown_or_left_out_with_its_reason():
    line = line_of([("absent", "absent"), ("some", "absent"), ("some", "some"), ("absent", "some")] * 4)

    apart, too_much = saying.left_out(line)

    shown = {one.title for one in saying.everything(line)}
    named = {title for title in words.titles().values() if title in apart or title in too_much}
    assert shown | named == set(words.titles().values())
    assert shown.isdisjoint(named)
    assert "ICC(2,1)" in too_much and "shared out among people in another way" in too_much
    assert "Krippendorff's alpha, ratio" in apart and "more into the answers" in apart


def test_the_band_is_that_of_the_interval():
    found = line_of([("absent", "absent"), ("some", "some"), ("strong", "strong"), ("absent", "strong")] * 4)

    said = saying.said(found.found["cohen_kappa"], bands())

    assert said.band == "fair to almost perfect" or " to " in said.band
    low, high = found.found["cohen_kappa"].low, found.found["cohen_kappa"].high
    covered = bands()["cohen_kappa"].covered(low, high)
    assert said.band == f"{covered[0].label} to {covered[-1].label}"


def test_an_item_below_the_floor_is_for_training_and_says_whether_the_whole_interval_is():
    apart = line_of([("absent", "strong"), ("strong", "absent"), ("some", "absent")] * 10)
    alike = line_of([("absent", "absent"), ("strong", "strong"), ("some", "some")] * 10)

    assert apart.for_training
    assert apart.is_certain
    assert not alike.for_training
    made = reports.Report((alike, apart), (), 30)
    assert made.training == [apart]


def test_a_panel_is_compared_among_itself_and_the_field_with_the_first():
    panel = [
        Row(number, rater, rater, "grievance", "presence", answer)
        for number in range(1, 13)
        for rater, answer in ((0, "strong"), (1, "absent"), (2, "absent"), (3, "some"))
    ]

    research, field = (matrices.answers_of(panel, arm=arm) for arm in ("research", "field"))

    question = next(one for one in questions(USED) if one.item == "grievance")
    assert research.of(question).values.tolist() == [[0.0, 0.0, 1.0]] * 12
    assert "cohen_kappa" not in reports.fitting(question.scale, arm="research", raters=3)
    assert {"icc_2_1", "icc_2_k", "icc_3_1", "icc_3_k"} <= set(
        reports.fitting(question.scale, arm="research", raters=3)
    )
    assert field.of(question).values[:, 0].tolist() == [2.0] * 12


def test_intervals_of_a_domain_draw_people_and_not_ratings():
    random = np.random.default_rng(3)
    person = random.integers(0, 3, (40, 1, 1)).astype(float)
    tables = np.repeat(
        np.concatenate([person, np.where(random.random((40, 1, 1)) < 0.5, person, 1)], axis=2), 13, axis=1
    )
    scale = questions(USED)[0].scale

    share, _corrected = reports.over_people(tables, scale, "gwet_ac2_quadratic")

    single = reports.percent_agreement(Ratings.of(tables.reshape(-1, 2), [0, 1, 2]))
    assert share.estimate == single.estimate
    assert (share.high - share.low) > 2 * (single.high - single.low)


def test_a_report_of_few_people_or_few_assessors_is_refused_with_what_it_lacks():
    few = matrices.answers_of(list(rows_of([("absent", "absent")] * 9)), arm="field")
    one_first = matrices.answers_of(list(rows_of([("absent", "absent")] * 20, firsts=1)), arm="field")
    enough = matrices.answers_of(list(rows_of([("absent", "absent")] * 20)), arm="field")

    assert [one.text for one in reports.may_be_reported(few, LIMITS, arm="field").reasons] == [
        "9 of the 10 people that a report needs have a second rating"
    ]
    assert "would be about one of them" in reports.may_be_reported(one_first, LIMITS, arm="field").reasons[0].text
    assert reports.may_be_reported(enough, LIMITS, arm="field")


def test_two_points_get_no_line_and_three_do():
    from datetime import date

    two = [drift.Period(date(2026, 1, 1), date(2026, 3, 31), 20, 0.7, 0.6, 0.8)] * 2
    three = [*two, drift.Period(date(2026, 4, 1), date(2026, 6, 30), 20, 0.5, 0.4, 0.6)]

    assert drift.chart(two, labels=["a", "b"], floor=0.6, fewest=3).path == ""
    drawn = drift.chart(three, labels=["a", "b", "c"], floor=0.6, fewest=3)
    assert drawn.path.count("L") == 2
    assert drawn.points[2].y > drawn.points[0].y


@pytest.fixture
def small(monkeypatch, db):
    """A study of three people by three first and three second assessors, where three are enough."""
    few = Terms(3, 3, 3, LIMITS.floors, LIMITS.working_days, LIMITS.source, LIMITS.verify)
    for module in ("pages.reporting", "pages.lead"):
        monkeypatch.setattr(f"throughcare.oversight.quality.{module}.terms", lambda: few)
    office = an_office(others=3)
    town = office.town
    for name, by in (("Ann Alder", town.ada), ("Bo Beck", town.dee), ("Cy Copse", town.hana)):
        an_assessed_case(town, name=name, by=by)
    study = a_study(office, size=3)
    for number, who in enumerate(office.others, start=1):
        frozen(office, SampledCase.objects.get(sampled__study=study, sampled__number=number))
        finished(asked(office, study, number=number, who=who), answer="some", but={"grievance": "strong"})
    return office, study


def test_the_page_shows_items_training_domains_and_nobody(small):
    office, study = small
    browser = a_browser(office.quin)

    page = browser.get(f"/agreement/{study.key}/report/")

    assert page.status_code == 200, page.text
    assert "Training list" in page.text.replace("&#39;", "'")
    assert "Feelings of grievance and injustice" in page.text.partition("By domain")[0]
    for name in (
        "Ann Alder",
        "Bo Beck",
        "Ada Marsh",
        "Dee Frost",
        "Hana Reed",
        "Una Field",
        Case.objects.first().reference,
    ):
        assert name not in page.text
    item = browser.get(f"/agreement/{study.key}/report/grievance/presence/")
    assert "Krippendorff" in item.text
    assert "Gwet" in item.text
    assert browser.get(f"/agreement/{study.key}/report/nothing/presence/").status_code == 404


def test_the_file_holds_every_statistic_and_nobody(small):
    office, study = small

    answer = a_browser(office.quin).get(f"/agreement/{study.key}/report/download/")

    rows = list(csv.reader(io.StringIO(answer.text)))
    assert rows[0][:3] == ["Item", "Statistic", "Value"]
    grievance = {row[1]: row for row in rows if row[:1] == ["Feelings of grievance and injustice"]}
    assert grievance["Percent agreement"][2] == "0.0000"
    threat = [row for row in rows if row[:1] == ["Feeling under threat"]]
    assert threat == [["Feeling under threat", "[c]", "", "", "", "", ""]]
    for name in ("Ann Alder", "Ada Marsh", "Una Field"):
        assert name not in answer.text


def test_the_page_of_an_unfinished_study_refuses_and_says_what_it_lacks(db):
    office = an_office()
    an_assessed_case(office.town)
    study = a_study(office, size=1)

    page = a_browser(office.quin).get(f"/agreement/{study.key}/report/")

    assert "0 of the 10 people that a report needs" in page.text
    assert page.status_code == 422


def test_a_study_without_a_report_is_no_point_of_drift(db):
    office = an_office()
    an_assessed_case(office.town)
    study = a_study(office, size=1)

    with as_staff(office.quin, at=LATER):
        assert _period(USED, study) is None
    assert "No study has enough second ratings yet" in a_browser(office.quin).get("/agreement/drift/").text


def test_a_study_with_a_report_is_a_point_of_drift_with_its_table(small):
    office, _study = small

    page = a_browser(office.quin).get("/agreement/drift/")

    assert page.text.count("<circle") == 1
    assert "<path" not in page.text.partition('class="tc-drift"')[2].partition("</svg>")[0]
    assert "3" in page.text


def test_nobody_but_a_quality_lead_gets_a_report(small):
    office, study = small
    for somebody in (office.town.mo, office.town.ada, office.others[0]):
        browser = a_browser(somebody)
        for address in (f"{study.key}/report/", f"{study.key}/report/download/", "drift/", "structure/", ""):
            assert browser.get(f"/agreement/{address}").status_code == 404
        with as_staff(somebody, at=LATER):
            assert queries.ratings_of(Study.objects.model(pk=study.pk)) == []
            assert queries.programme_ratings(USED, "presence") == []


def test_refusal_is_of_four_parts(db):
    given = matrices.answers_of([], arm="field")

    with pytest.raises(Refusal) as refused:
        reports.may_be_reported(given, LIMITS, arm="field").or_refuse("The report was not made")

    assert len(refused.value.reasons) == 2


def test_a_site_without_the_part_that_counts_says_so(db, monkeypatch):
    office = an_office()
    monkeypatch.setattr("throughcare.oversight.quality.pages.counted.find_spec", lambda name: None)

    page = a_browser(office.quin).get("/agreement/drift/")

    assert page.status_code == 422
    assert "the part that counts is not installed on this site" in page.text


def test_whoever_was_rated_by_one_of_a_panel_is_not_counted_among_the_people_of_a_report():
    rows = [Row(number, rater, rater, "grievance", "presence", "some") for number, rater in ((1, 1), (1, 2), (2, 1))]

    assert matrices.answers_of(rows, arm="research").numbers == (1,)
