"""Texts are kept, but never those of another language."""

from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import trans_real as catalogues


def test_a_text_is_asked_for_once_a_language(monkeypatch):
    asked = []
    original = catalogues.gettext
    monkeypatch.setattr(catalogues, "gettext", lambda words: asked.append(words) or original(words))

    for language in ("en-gb", "cy", "en-gb"):
        with translation.override(language):
            assert [gettext("Kept for this test alone") for _time in range(3)] == ["Kept for this test alone"] * 3

    assert len(asked) == 2


def test_each_language_keeps_its_own_words():
    spoken = gettext_lazy("January")

    with translation.override("de"):
        assert str(spoken) == gettext("January") == "Januar"
    with translation.override("en-gb"):
        assert str(spoken) == gettext("January") == "January"


def test_a_safe_text_stays_safe_and_another_does_not_become_so():
    assert isinstance(gettext(mark_safe("Kept as safe")), SafeString)
    assert not isinstance(gettext("Kept as safe"), SafeString)
