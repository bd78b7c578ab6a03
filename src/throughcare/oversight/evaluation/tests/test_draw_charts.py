"""Charts: legible in greyscale, to a screen reader and on a phone; no line where nothing was counted."""

import re
import xml.etree.ElementTree as ElementTree
from functools import cache
from itertools import pairwise

import altair
import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.frame.lettering import wrapped
from throughcare.oversight.evaluation.charts import draw
from throughcare.oversight.evaluation.charts.drawing import described, kind_of
from throughcare.oversight.evaluation.charts.look import STYLES, TYPE, WIDTHS
from throughcare.oversight.evaluation.pictures import Picture, Series
from throughcare.oversight.evaluation.scales import apart, every_nth, steps
from throughcare.oversight.evaluation.tests.builders import a_picture

SVG = "{http://www.w3.org/2000/svg}"
JOURNEY = a_picture((205, 220, 240), (60, 55, 60), (30, 30, 35), breaks=[2025])
MANY = a_picture(*[(5 * at, 10, 0) for at in range(9)], breaks=[2025])
ONE_YEAR = a_picture((240,), (60,), (0,), years=[2026])
KINDS = [JOURNEY, MANY, ONE_YEAR]
SHAPES = ("wide", "narrow")


@cache
def drawn(picture: Picture, shape="wide", prefix="a") -> ElementTree.Element:
    return ElementTree.fromstring(draw(picture, shape=shape, prefix=prefix))


def dashed_lines(root: ElementTree.Element) -> list[ElementTree.Element]:
    return [path for path in root.iter(f"{SVG}path") if path.get("stroke-dasharray")]


def points_of(path: ElementTree.Element) -> int:
    return len(re.findall(r"[ML]", path.get("d", "")))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("picture", KINDS)
def test_a_chart_is_one_picture_with_a_title_and_a_description(picture, shape):
    root = drawn(picture, shape, prefix="here")

    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "here-title here-desc"
    assert [(child.get("id"), child.text) for child in list(root)[:2]] == [
        ("here-title", "Referrals, by year"),
        ("here-desc", "About 240 came in."),
    ]
    inside = {name for element in list(root.iter())[1:] for name in element.attrib}
    assert not inside & {"role", "aria-label", "aria-hidden", "class"}


@pytest.mark.parametrize("picture", KINDS)
def test_two_charts_on_a_page_share_no_id(picture):
    ids = [
        [element.get("id") for element in drawn(picture, prefix=prefix).iter() if element.get("id")] for prefix in "ab"
    ]

    assert all(len(set(one)) == len(one) for one in ids)
    assert not set(ids[0]) & set(ids[1])


def test_every_reference_inside_a_chart_leads_to_one_of_its_own_ids():
    text = draw(JOURNEY, shape="wide", prefix="a")
    ids = set(re.findall(r'id="([^"]+)"', text))

    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= ids


@pytest.mark.parametrize("picture", KINDS)
def test_the_same_picture_is_drawn_the_same_whatever_was_drawn_before(picture):
    first = draw(picture, shape="wide", prefix="a")
    draw(MANY, shape="narrow", prefix="b")

    assert draw(picture, shape="wide", prefix="a") == first


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("picture", KINDS)
def test_the_drawing_fits_its_screen_and_no_text_is_small(picture, shape):
    root = drawn(picture, shape)
    sizes = {float(text.get("font-size", "0px").removesuffix("px")) for text in root.iter(f"{SVG}text")}

    assert abs(float(root.get("width", "0")) - WIDTHS[shape]) <= 2
    assert sizes == {float(TYPE[shape])}


def test_lines_differ_by_dash_and_mark_and_not_by_colour_alone():
    dashes = {tuple(style["dash"]) for style in STYLES}
    marks = {style["mark"] for style in STYLES}

    assert len(dashes) == len(marks) == len(STYLES)
    assert {line.get("stroke-dasharray") for line in dashed_lines(drawn(JOURNEY))} >= {"1,0", "9,5", "2,4"}


def test_no_line_crosses_a_method_break():
    whole, broken = a_picture((200, 220, 240)), a_picture((200, 220, 240), breaks=[2025])

    assert [points_of(line) for line in dashed_lines(drawn(whole))] == [3]
    assert sorted(points_of(line) for line in dashed_lines(drawn(broken)) if line.get("stroke-width") == "3") == [1, 2]


def test_no_line_crosses_a_year_without_a_figure():
    picture = a_picture((200, None, 240, 230), years=(2023, 2024, 2025, 2026))

    assert sorted(points_of(line) for line in dashed_lines(drawn(picture))) == [1, 2]


def test_a_break_outside_the_years_shown_is_not_drawn():
    assert a_picture((1, 2, 3), breaks=[2024, 2030]).breaks_shown() == ()
    assert a_picture((1, 2, 3), breaks=[2025]).breaks_shown() == (2025,)


@pytest.mark.parametrize("picture", KINDS)
def test_every_series_is_named_with_its_last_figure(picture):
    words = " ".join(text for element in drawn(picture).iter(f"{SVG}text") for text in element.itertext())

    for one in picture.series:
        assert one.label in words
        assert one.last
        assert f"{one.last[1]:,}" in words


def test_a_label_says_the_year_of_a_figure_that_is_not_the_last_year_s():
    words = [
        text for element in drawn(a_picture((10, 5, None), (1, 2, 3))).iter(f"{SVG}text") for text in element.itertext()
    ]

    assert "Group 1 5 (2025)" in words


def test_a_single_year_without_a_figure_says_so():
    words = [
        text
        for element in drawn(a_picture((None,), (5,), years=[2026])).iter(f"{SVG}text")
        for text in element.itertext()
    ]

    assert "not in use" in words


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("picture", [*KINDS, a_picture((0, 0, 0)), a_picture((None, None, None), (1, 2, 3))])
def test_what_is_described_is_valid_in_the_grammar(picture, shape):
    chart = kind_of(picture)(picture, shape)

    assert chart.to_dict(validate=True)["$schema"].startswith(altair.SCHEMA_URL.split("/v6")[0])
    assert described(picture, shape=shape)["layer"]


@given(st.integers(min_value=0, max_value=2_000_000))
def test_an_axis_starts_at_0_goes_past_the_highest_and_has_few_even_steps(highest):
    values = steps(highest)

    assert values[0] == 0
    assert values[-1] >= max(highest, 1)
    assert 2 <= len(values) <= 5
    assert len({after - before for before, after in pairwise(values)}) == 1


@given(st.lists(st.floats(min_value=0, max_value=100), min_size=1, max_size=4))
def test_labels_keep_apart_inside_their_limits_and_in_order(places):
    moved = apart(places, by=20, lowest=0, highest=100)
    order = sorted(range(len(places)), key=lambda at: (places[at], at))
    gaps = [moved[after] - moved[before] for before, after in pairwise(order)]

    assert all(gap >= 20 - 1e-9 for gap in gaps)
    assert all(-1e-9 <= place <= 100 for place in moved)


def test_an_axis_without_room_names_fewer_years_and_always_the_last():
    years = list(range(2016, 2027))

    assert every_nth(years, width=700, size=16) == years
    assert every_nth(years, width=200, size=14)[-1] == 2026
    assert len(every_nth(years, width=200, size=14)) <= 5


def test_a_long_word_is_not_broken():
    assert wrapped("Radicalisation in schools", width=60, size=14) == ["Radicalisation", "in", "schools"]
    assert wrapped("", width=60, size=14) == [""]


@pytest.mark.parametrize(
    ("years", "series"), [((), (Series("a", ()),)), ((2026,), ()), ((2026,), (Series("a", (1, 2)),))]
)
def test_a_picture_with_nothing_to_show_is_refused(years, series):
    with pytest.raises(ValueError, match=r"needs a year|for each year"):
        Picture("t", "d", years, series)
