from io import BytesIO

from babel.messages.extract import extract as babel_extract

from throughcare.kernel.definitions.texts import extract

FILE = b"""title: Colours
source: a book that nobody translates
chapters: {"1": First}
values:
  - {code: red, label: Red, valid_from: "2020-01-01"}
  - {code: blue, label: Blue, hint: "Like the sea, at noon"}
"""


def test_every_shown_word_is_given_with_its_line():
    found = [(line, words) for line, _function, words, _comments in extract(BytesIO(FILE), (), (), {})]

    assert found == [(1, "Colours"), (3, "First"), (5, "Red"), (6, "Blue"), (6, "Like the sea, at noon")]


def test_babel_can_use_it():
    found = list(babel_extract(extract, BytesIO(FILE)))

    assert [row[1] for row in found] == ["Colours", "First", "Red", "Blue", "Like the sea, at noon"]
