"""How passwords are kept: at a cost, under a salt of their own, and made anew where an older way is met."""

from django.conf import settings
from django.contrib.auth.hashers import check_password, identify_hasher, make_password

WORDS = "seven quiet lanterns"


def test_passwords_are_hashed_with_argon2id_at_the_cost_that_owasp_names():
    first, second = make_password(WORDS), make_password(WORDS)
    kept = identify_hasher(first).decode(first)

    assert settings.PASSWORD_HASHERS[0] == "throughcare.config.hashing.Argon2id"
    assert (kept["algorithm"], kept["variety"]) == ("argon2", "argon2id")
    assert (kept["time_cost"], kept["memory_cost"]) == (2, 19 * 1024)
    assert first != second and WORDS not in first
    assert check_password(WORDS, first) and not check_password(WORDS + " ", first)


def test_a_password_kept_in_an_earlier_way_is_made_anew_when_it_is_typed():
    older, made_anew = make_password(WORDS, hasher="pbkdf2_sha256"), []

    assert check_password(WORDS, older, setter=made_anew.append)
    assert made_anew == [WORDS]
