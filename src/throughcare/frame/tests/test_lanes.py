"""Answers drawn over time: nothing is joined that was not known, and two answers are no line."""

import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest

from throughcare.frame.lanes import Lanes, Mark, draw_lanes

SVG = "{http://www.w3.org/2000/svg}"
DAYS = [date(2026, month, 1) for month in range(1, 7)]
NOT_ASKED = "-"


def lanes(*answers, ordered=True):
    marks = [
        Mark(on, None if answer in (None, NOT_ASKED) else answer, asked=answer != NOT_ASKED)
        for on, answer in zip(DAYS, answers, strict=False)
    ]
    return Lanes(["No sign", "Some sign", "Strong <sign>"], "Insufficient information", marks, ordered)


def drawn(*answers, ordered=True):
    picture = str(draw_lanes(lanes(*answers, ordered=ordered), title="Threat & fear"))
    return ElementTree.fromstring(picture.replace("<svg", f'<svg xmlns="{SVG[1:-1]}"', 1))


@pytest.mark.parametrize(
    ("answers", "joined"),
    [
        ((0, 1), []),
        ((0, 1, 2), [3]),
        ((0, 1, None, 2, 1), []),
        ((0, 1, 1, None, 2, 1), [3]),
        ((0, NOT_ASKED, 1, 2), []),
        ((None, None, None), []),
    ],
)
def test_a_line_runs_through_three_known_answers_in_a_row_and_never_across_a_gap(answers, joined):
    assert [len(run) for run in lanes(*answers).stretches()] == joined
    assert len(drawn(*answers).findall(f"{SVG}polyline")) == len(joined)


def test_answers_without_an_order_are_never_joined():
    assert drawn(0, 1, 2, ordered=False).findall(f"{SVG}polyline") == []


def test_what_is_not_known_has_a_mark_and_a_lane_of_its_own_and_what_was_not_asked_none():
    picture = drawn(0, None, NOT_ASKED, 2)

    squares, dots = picture.findall(f"{SVG}rect"), picture.findall(f"{SVG}circle")
    assert (len(squares), len(dots)) == (1, 2)
    assert float(squares[0].get("y")) > max(float(dot.get("cy")) for dot in dots)


def test_the_higher_answer_stands_higher_and_the_later_one_further_right():
    low, high = drawn(0, 2).findall(f"{SVG}circle")

    assert float(low.get("cy")) > float(high.get("cy"))
    assert float(low.get("cx")) < float(high.get("cx"))


def test_times_stand_apart_as_they_lay_apart():
    xs = [float(dot.get("cx")) for dot in drawn(0, 1, 1, 1, 1, 1).findall(f"{SVG}circle")]

    assert xs[1] - xs[0] > xs[2] - xs[1]  # 31 days of January beside 28 of February


def test_one_answer_stands_in_the_middle_with_its_day():
    words = [text.text for text in drawn(1).findall(f"{SVG}text") if text.text]

    assert words == ["1 Jan 2026"]


def test_every_word_stays_within_the_drawing_and_is_escaped():
    picture = drawn(0, 1)

    assert picture.get("aria-label") == "Threat & fear"
    assert "Strong <sign>" in [span.text for span in picture.iter(f"{SVG}tspan")]
    assert float(picture.get("viewBox").split()[3]) >= max(
        float(text.get("y", 0)) for text in picture.iter(f"{SVG}text")
    )
