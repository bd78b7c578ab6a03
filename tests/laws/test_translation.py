"""Everything a person reads is open to translation: it can be extracted, and nothing is said past gettext."""

import ast
from collections.abc import Iterator
from functools import cache
from io import BytesIO

from babel.messages.pofile import read_po

from tests.kit.tree import PACKAGE, code, files, parsed, place
from throughcare.cli import words
from throughcare.kernel.definitions.texts import extract

SAYS = {  # what is called to say something, and which of its arguments is said
    **dict.fromkeys(("or_refuse", "no", "Mend", "Reason", "Refusal", "Card", "Row", "Link", "Mistake"), 0),
    **dict.fromkeys(("ValidationError", "Head"), 0),
    **dict.fromkeys(("say", "SideLink", "add_error"), 1),
    **dict.fromkeys(("done", "insist"), 2),
}
SAID = {"label", "hint", "missing", "heading", "button_text", "title", "words", "not_done", "empty", "what", "said"}
ONLY_FOR_WHOEVER_RUNS_IT = {"cli", "config"}


@cache
def catalogue() -> bytes:
    return words.written(words.catalogue())


def test_the_texts_of_code_templates_and_definitions_are_extracted():
    found = {message.id for message in read_po(BytesIO(catalogue()))}

    assert "Ask for a reason" in found  # a template
    assert "No reason was asked for" in found  # code
    assert "Sessions start when consent is in force." in found  # a definition
    assert "the Multi-Agency Panel has not approved the plan" in found  # inherited by a profile, in its own words
    assert ("%(n)s task is yours now.", "%(n)s tasks are yours now.") in found  # a plural


def test_the_same_texts_give_the_same_file():
    assert catalogue() == words.written(words.catalogue())


def test_every_shown_text_of_a_definition_is_in_the_catalogue():
    found = {message.id for message in read_po(BytesIO(catalogue()))}
    shipped = [path for path in files(".yaml") if path.is_relative_to(PACKAGE / "definitions")]
    texts = {
        text
        for path in shipped
        if "demo" not in path.parts
        for _line, _function, text, _comments in extract(BytesIO(path.read_bytes()), (), (), {})
    }

    assert texts
    assert sorted(texts - found) == []


def test_a_text_is_translated_before_anything_is_put_into_it():
    built = [
        f"{place(path)}:{call.lineno}"
        for path in code()
        for call in _calls(parsed(path))
        if call.args and _name(call) in ("_", *words.KEYWORDS) and isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]

    assert built == [], 'Write _("… %(name)s …") % {"name": name}'


def test_nothing_is_said_past_gettext():
    bare = [
        f"{place(path)}:{spot.lineno}: {ast.unparse(spot)}"
        for path in code()
        if path.relative_to(PACKAGE).parts[0] not in ONLY_FOR_WHOEVER_RUNS_IT
        for spot in _bare(parsed(path))
    ]

    assert bare == [], 'Write each as _("…")'


def test_the_law_of_gettext_finds_a_bare_sentence():
    found = _bare(ast.parse('answer.or_refuse("It was not done")\ntell(case, words=f"{name} came")\nsay(r, _("Done"))'))

    assert [ast.unparse(spot) for spot in found] == ["'It was not done'", "f'{name} came'"]


def _bare(tree: ast.AST) -> Iterator[ast.expr]:
    for call in _calls(tree):
        place_of_words = SAYS.get(_name(call), -1)
        said = call.args[place_of_words : place_of_words + 1] if place_of_words >= 0 else []
        said += [keyword.value for keyword in call.keywords if keyword.arg in SAID]
        yield from (spot for spot in said if any(len(word) > 1 for word in _written(spot)))


def _written(spot: ast.expr) -> list[str]:
    """The words that stand in a text itself: none in what is translated, looked up or put together of such."""
    parts = spot.values if isinstance(spot, ast.JoinedStr) else [spot]
    texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return [word for text in texts for word in text.split() if any(sign.isalpha() for sign in word)]


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call) and (node.args or node.keywords))


def _name(call: ast.Call) -> str:
    return str(getattr(call.func, "attr", getattr(call.func, "id", "")))
