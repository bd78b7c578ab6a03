"""The code of a letter: the same each time, right to the last sign, and nothing without the key."""

from throughcare.kernel.ids import new_secret, read_secret
from throughcare.oversight.equality import codes

KEY, OTHER = codes.key_of("one"), codes.key_of("another")


def test_a_letter_has_the_same_code_each_time_and_each_case_its_own():
    made = [codes.letter_code(case, key=KEY) for case in range(1, 500)]

    assert made == [codes.letter_code(case, key=KEY) for case in range(1, 500)]
    assert len(set(made)) == len(made)
    assert all(read_secret(code) == code for code in made)


def test_a_code_leads_to_the_link_of_its_case_however_it_is_typed():
    code = codes.letter_code(27, key=KEY)

    assert codes.link_of(f" {code.lower().replace('-', ' ')} ", key=KEY) == codes.link_of_case(27, key=KEY)


def test_without_the_key_a_code_is_none_and_a_link_is_another():
    code = codes.letter_code(27, key=KEY)

    assert codes.link_of(code, key=OTHER) == ""
    assert codes.link_of_case(27, key=OTHER) != codes.link_of_case(27, key=KEY)


def test_a_guessed_or_mistyped_code_leads_nowhere():
    code = codes.letter_code(27, key=KEY)
    last = "3" if code[-1] != "3" else "4"
    guessed = [new_secret() for _ in range(200)]

    assert {codes.link_of(one, key=KEY) for one in (*guessed, code[:-1] + last, "", "27")} == {""}
