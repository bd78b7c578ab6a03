"""Letters as definitions: blanks from a closed list, sentences short enough for their reader, nothing passed off as approved."""

import shutil

import pytest

from throughcare.commons.telling import letters, rules
from throughcare.kernel.definitions import DefinitionError, all_of, forget, load
from throughcare.kernel.definitions.places import SHIPPED

KEPT = "letters/to_person/what_we_keep/2026-11-23.yaml"


@pytest.fixture
def a_site(tmp_path, monkeypatch):
    """A site of its own with one letter, which a test writes anew."""
    monkeypatch.setenv("DEFINITIONS_DIR", str(tmp_path))
    place = tmp_path / "letters/to_person/own_letter/2026-11-23.yaml"
    place.parent.mkdir(parents=True)
    shutil.copy(SHIPPED / KEPT, place)
    forget()
    yield place
    forget()


def with_line(place, before, after):
    """Change one line of a letter, and give its number."""
    text = place.read_text(encoding="utf-8")
    assert before in text
    place.write_text(text.replace(before, after, 1), encoding="utf-8")
    forget()
    return text[: text.index(before)].count("\n") + 1


def test_an_unknown_blank_refuses_the_letter_with_file_and_line(a_site):
    line = with_line(a_site, "{coordinator} can answer your questions.", "{officer} can answer your questions.")

    with pytest.raises(DefinitionError, match=rf"own_letter/2026-11-23\.yaml: line {line}: {{officer}} is not among"):
        letters.letter("own_letter")


def test_a_long_sentence_for_a_child_refuses_the_letter_and_the_same_for_an_adult_does_not(a_site):
    fifteen = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    with_line(a_site, "Somebody was worried about you and told us.", f"{fifteen}.")
    assert letters.letter("own_letter").code == "own_letter"

    line = with_line(a_site, "We wrote it down. You are not in trouble.", f"{fifteen}.")
    (problem,) = letters.definition_problems(load("letters", "to_person/own_letter"))
    assert problem == f"line {line}: a sentence of 15 words, and 14 is the most for this reader"


def test_every_letter_is_there_for_each_reader_in_english_and_in_welsh():
    found = letters.all_letters()
    written = {(one.code, text.language, text.audience) for one in found for text in one.texts}
    asked = {
        (one.code, language, audience)
        for one in found
        for language in letters.languages()
        for audience in letters.audiences()
    }

    assert len(found) >= 8
    assert len(letters.languages()) >= 2
    assert asked - written == set()


@pytest.mark.parametrize("audience", ["adult", "child", "guardian"])
def test_a_translation_has_no_blank_that_its_original_lacks(audience):
    for one in letters.all_letters():
        english, welsh = (one.text(audience=audience, language=language) for language in ("en-GB", "cy"))
        assert set(welsh.blanks) <= set(english.blanks), one.code


def test_no_translation_is_approved_before_somebody_confirmed_it():
    texts = [text for one in all_of("letters") for text in one.data.get("texts", ()) if "translated_from" in text]

    assert texts
    assert [text["language"] for text in texts if text["approved"] or not text["verify"]] == []


def test_for_a_child_the_text_for_children_comes_first():
    assert rules.offered(["guardian", "adult", "child"], is_child=True) == ["child", "adult", "guardian"]
    assert rules.offered(["guardian", "adult", "child"], is_child=False) == ["adult", "child", "guardian"]
