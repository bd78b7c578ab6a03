import pytest

from throughcare.kernel import ids


def test_a_reference_is_short_random_and_without_vowels_or_look_alikes():
    made = {ids.new_reference() for _number in range(500)}

    assert len(made) > 490
    assert all(len(reference) == 9 and reference.startswith("TC-") for reference in made)
    assert not set("".join(made)[3:].replace("TC-", "")) & set("0125AEIOUYLSZBGQV")


@pytest.mark.parametrize("typed", ["TC-4HX7RN", "tc-4hx7rn", "tc 4hx 7rn", "4hx7rn", " TC4HX7RN "])
def test_a_reference_is_read_as_people_type_it(typed):
    assert ids.read_reference(typed) == "TC-4HX7RN"


@pytest.mark.parametrize(
    "typed", ["", "TC-", "Tarrow", "TC-4HX7R", "TC-4HX7RNN", "TC-4HX7R0", "AB-4HX7RN", "14 3 2009"]
)
def test_what_is_no_reference_is_read_as_none(typed):
    assert ids.read_reference(typed) == ""


def test_every_reference_made_can_be_read():
    made = ids.new_reference("PM")

    assert ids.read_reference(made.lower(), prefix="PM") == made


def test_request_ids_differ():
    assert len({ids.new_request_id() for _number in range(200)}) == 200
