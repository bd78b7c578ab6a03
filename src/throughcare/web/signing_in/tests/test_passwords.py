"""Which passwords will do: by length, by words of the place, by how soon they are guessed, and by a list of stolen ones."""

import gzip
import hashlib
import random
from itertools import islice
from pathlib import Path

import pytest
from django.contrib.auth import password_validation
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from throughcare.config.signing_in import LONGEST_PASSWORD, SHORTEST_PASSWORD
from throughcare.web.forms import NEW_PASSWORD
from throughcare.web.signing_in.passwords import NoRanges, is_soon_guessed, is_stolen, weakness, word_within

GOOD = "seven quiet lanterns"
AROUND = ["ada", "Marsh", "Northmere", "Council"]


@pytest.mark.parametrize(
    ("password", "because"),
    [
        ("quiet lanterns", "Use 15 characters or more"),
        ("Tr0ub4dor&3", "Use 15 characters or more"),
        ("four northmere lanterns", "Leave out “Northmere”"),
        ("four N0rth.M3re lanterns", "Leave out “Northmere”"),
        ("quiet lanterns of m@r$h", "Leave out “Marsh”"),
        ("passwordpassword", "soon guessed"),
        ("123456789012345678", "soon guessed"),
        ("qwertyuiopasdfgh", "soon guessed"),
        ("aaaaaaaaaaaaaaaaaaaa", "soon guessed"),
        ("iloveyouforever!", "soon guessed"),
        ("Liverpool19051992", "soon guessed"),
        ("doomsayer.2.7mords.vv", "soon guessed"),  # nobody would guess it, but it is known
        (GOOD, ""),
        ("canada has quiet lanterns", ""),  # a word of three letters stands in too many others
        ("seven quiet lanterns " * 10, ""),
        ("семь тихих фонарей", ""),
        ("xqzjvkwpyhfbgmt", ""),  # no signs of some kind are asked for
    ],
)
def test_each_password_is_taken_or_told_what_to_change(password, because):
    said = weakness(password, words=AROUND)

    assert because in said
    assert bool(said) == bool(because)


def test_every_known_password_that_is_long_enough_is_refused():
    file = Path(password_validation.__file__).with_name("common-passwords.txt.gz")
    known = gzip.decompress(file.read_bytes()).decode().split()
    long = [one for one in known if len(one) >= SHORTEST_PASSWORD]

    assert len(long) > 40
    assert [one for one in long if not is_soon_guessed(one)] == []


def test_what_is_put_together_from_known_passwords_is_refused():
    known = [
        "password",
        "123456",
        "qwerty",
        "iloveyou",
        "princess",
        "dragon",
        "sunshine",
        "football",
        "monkey",
        "charlie",
        "liverpool",
        "chelsea",
    ]
    made = [first + second for first in known for second in known if len(first + second) >= SHORTEST_PASSWORD]
    made += [one + tail for one in known for tail in ("1234567890", "123123123", "20202020") if len(one + tail) > 14]

    assert len(made) > 50
    assert [one for one in made if not is_soon_guessed(one)] == []


def test_three_hundred_pairs_out_of_all_known_passwords_are_refused():
    """Drawn with a seed from the whole list, the rarest included: what is put together from two of them is soon guessed."""
    known, drawn = list(FREQUENCY_LISTS["passwords"]), random.Random(624)
    pairs = (drawn.choice(known) + drawn.choice(known) for _each in range(3000))
    made = list(islice((pair for pair in pairs if SHORTEST_PASSWORD <= len(pair) <= LONGEST_PASSWORD), 300))

    assert (len(known) > 20_000, len(made)) == (True, 300)
    assert [one for one in made if not is_soon_guessed(one)] == []


def test_the_first_word_that_is_found_is_named_and_short_ones_are_let_be():
    assert word_within("quiet lanterns", AROUND) == ""
    assert word_within("The COUNCIL of marsh hens", AROUND) == "Marsh"
    assert word_within("anything", ["", "--", "1234"]) == ""
    assert word_within("a park by night", ["par", "park"]) == "park"
    assert word_within("1arkfie1d by night", ["Larkfield"]) == "Larkfield"


def ranges(folder: Path, password: str, number: int) -> str:
    digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
    lines = [f"{'0' * 35}:3", f"{digest[5:]}:{number}", f"{'F' * 35}:1"]
    (folder / f"{digest[:5]}.txt").write_text("\r\n".join(lines))
    return str(folder)


@pytest.mark.parametrize(("number", "because"), [(1, "in a list of stolen ones"), (0, "")])
def test_a_stolen_password_is_found_in_the_sites_own_files(tmp_path, settings, number, because):
    assert weakness(GOOD, words=[]) == ""

    settings.BREACHED_PASSWORDS = ranges(tmp_path, GOOD, number)

    (file,) = tmp_path.iterdir()
    for lines in (file.read_text(), file.read_text().lower()):
        file.write_text(lines)
        said = weakness(GOOD, words=[])
        assert (because in said, bool(said)) == (True, bool(because))


def test_where_the_files_cannot_be_read_no_password_is_taken(tmp_path, settings):
    settings.BREACHED_PASSWORDS = str(tmp_path)

    with pytest.raises(NoRanges):
        is_stolen(GOOD)
    assert "Ring your administrator" in weakness(GOOD, words=[])
    ranges(tmp_path, GOOD, 1)
    (file,) = tmp_path.iterdir()
    file.write_text("é", encoding="utf-8")
    with pytest.raises(NoRanges):
        is_stolen(GOOD)


def test_the_forms_say_and_take_the_lengths_that_the_settings_name():
    assert str(SHORTEST_PASSWORD) in str(NEW_PASSWORD)
    assert LONGEST_PASSWORD >= 64
