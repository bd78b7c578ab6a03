from itertools import combinations
from xml.etree import ElementTree

import pytest

from throughcare.safeguards.pathways import Pathway
from throughcare.safeguards.pathways.drawing import (
    BOX_END,
    BOX_WIDTH,
    LABELS_WIDTH,
    _boxes,
    _placed,
    _rails,
    description,
    svg,
)
from throughcare.safeguards.pathways.moves import moves, notes
from throughcare.safeguards.pathways.tests.builders import a_pathway

SVG = "{http://www.w3.org/2000/svg}"
BOTH = [a_pathway(), Pathway.load("channel", "2023-12-15")]


@pytest.fixture(params=BOTH, ids=lambda pathway: pathway.name)
def pathway(request):
    """The small pathway, then Channel."""
    return request.param


def test_the_picture_has_a_title_and_tells_itself_in_words(pathway):
    picture = ElementTree.fromstring(svg(pathway))

    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == "title desc"
    assert picture.find(f"{SVG}title").text.startswith(pathway.title)
    assert picture.find(f"{SVG}desc").text == description(pathway)


def test_every_stage_stands_in_the_picture_and_in_its_description(pathway):
    words = [text.text for text in ElementTree.fromstring(svg(pathway)).iter(f"{SVG}text")]

    assert all(stage.label in words for stage in pathway.stages)
    assert all(f"{stage.label}: " in description(pathway) for stage in pathway.stages)


def test_every_move_is_told_in_the_description(pathway):
    told = description(pathway)

    assert all(act.text in told for move in moves(pathway) for act in move.acts)
    assert all(note.text in told for note in notes(pathway))


def test_every_move_is_drawn_once_or_told_as_a_note(pathway):
    drawn = {(move.start.code, move.end.code) for move in moves(pathway)}
    noted = {note.stage.code for note in notes(pathway)}
    everything = {(move.start.code, move.end.code) for move in moves(pathway, all_of_them=True)}

    assert {end for start, end in everything - drawn} <= noted


def test_boxes_stand_below_each_other(pathway):
    boxes = _placed(_boxes(pathway))

    assert all(above.end_y < below.y for above, below in combinations(boxes, 2))


def test_rails_in_one_lane_never_meet(pathway):
    rails = _rails(_placed(_boxes(pathway)))

    assert not [
        (one.box.stage.code, other.box.stage.code)
        for one, other in combinations(rails, 2)
        if one.lane == other.lane and one.taken[0] <= other.taken[1] and other.taken[0] <= one.taken[1]
    ]


def test_words_stay_within_their_box_and_before_the_rails(pathway):
    boxes = _placed(_boxes(pathway))

    words = [line for box in boxes for line, _style in box.words]
    labels = [line for box in boxes for row in box.rows for line, _records in row.lines]

    assert max(map(len, words)) * 8 < BOX_WIDTH
    assert max(map(len, labels)) * 8.4 < LABELS_WIDTH


def test_the_picture_is_as_wide_as_its_rails(pathway):
    rails = _rails(_placed(_boxes(pathway)))

    assert all(BOX_END < rail.x < int(ElementTree.fromstring(svg(pathway)).get("width")) for rail in rails)
