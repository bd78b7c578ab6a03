"""Questions that leave a place for the words of a case's pathway: "How did %(the_panel)s decide?"."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ImproperlyConfigured

SAID = ("label", "help_text", "missing")
PLACE = "%("


def fill(field: forms.Field, words: Mapping[str, str] | None) -> None:
    """This will put a pathway's words into what a field says and offers; a place without words is a defect."""
    for name in SAID:
        text = getattr(field, name, "")
        if text and PLACE in str(text):
            setattr(field, name, _filled(str(text), words))
    choices = getattr(field, "choices", ())
    if isinstance(choices, list) and any(PLACE in str(label) for _code, label in choices):
        field.choices = [(code, _filled(str(label), words)) for code, label in choices]  # type: ignore[attr-defined]  # a choice of ours


def _filled(text: str, words: Mapping[str, str] | None) -> str:
    if words is None:
        raise ImproperlyConfigured(f"{text!r} waits for a pathway's words: pass words=case.pathway.words to the form.")
    return text if PLACE not in text else text % words
