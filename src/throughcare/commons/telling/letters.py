"""Letters as their definitions have them: which there are, for whom, in which language, and what is wrong with a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from throughcare.commons.telling import rules
from throughcare.kernel.definitions import Definition, DefinitionError, codelist, load, names
from throughcare.kernel.definitions.places import place_of
from throughcare.kernel.definitions.texts import placed

KIND, FOLDER, RULES = "letters", "to_person", "rules"


@dataclass(frozen=True)
class Blank:
    """A place in a letter that is filled from the record or by whoever writes it."""

    code: str
    label: str
    hint: str
    by_writer: bool


@dataclass(frozen=True)
class Text:
    """One letter in one language for one kind of reader."""

    language: str
    audience: str
    heading: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    approved: bool
    approver: str
    translated: bool

    @property
    def written(self) -> str:
        """This will give the words as they are kept: parts apart by an empty line, each under its heading."""
        return "\n\n".join("\n".join((heading, *lines)) for heading, lines in self.parts)

    @property
    def blanks(self) -> list[str]:
        """This will list the blanks of the text, in the order they stand."""
        return rules.blanks_of(f"{self.heading}\n{self.written}")


@dataclass(frozen=True)
class LetterText:
    """One letter with all its texts."""

    code: str
    version: str
    title: str
    order: int
    first: bool
    tells: tuple[str, ...]
    texts: tuple[Text, ...]

    @property
    def label(self) -> str:
        """This will name the letter for whoever chooses it."""
        return _(self.title)

    def text(self, *, audience: str, language: str) -> Text | None:
        """This will find the text for a reader in a language, or none where nobody has written it."""
        return next((text for text in self.texts if (text.audience, text.language) == (audience, language)), None)


def all_letters() -> list[LetterText]:
    """This will give every letter in its newest version, in the order they are used."""
    codes = [name.partition("/")[2] for name in names(KIND) if name.startswith(f"{FOLDER}/")]
    return sorted((letter(code) for code in codes), key=lambda one: (one.order, one.code))


def letter(code: str, version: str | None = None) -> LetterText:
    """This will read one letter; a blank that is not on the list refuses it, with file and line."""
    definition = load(KIND, f"{FOLDER}/{code}", version)
    if problems := _problems_of(definition.path.read_text(encoding="utf-8"), _rules_version()):
        raise DefinitionError(f"{place_of(definition.path)}: " + "; ".join(problems))
    data = definition.data
    texts = tuple(_text(one, code, words) for one in data["texts"] for code, words in one["audiences"].items())
    return LetterText(
        code, definition.version, data["title"], data["order"], data.get("first", False), tuple(data["tells"]), texts
    )


def as_kept(
    source: LetterText, text: Text, known: Mapping[str, str], *, more: str, unfilled: str = "%s"
) -> dict[str, Any]:
    """This will give what is kept of a letter: which it is, and its words with the blanks filled from what is known."""
    return {
        "letter": source.code,
        "letter_version": source.version,
        "audience": text.audience,
        "language": text.language,
        "approved": text.approved,
        "heading": rules.filled(text.heading, known, unfilled=unfilled),
        "content": rules.filled(text.written, known, unfilled=unfilled),
        "more": more,
    }


def blanks() -> dict[str, Blank]:
    """This will give the closed list of blanks, by code."""
    rows = _law()["blanks"]
    return {
        row["blank"]: Blank(row["blank"], _(row["label"]), _(row.get("hint", "")), row["filled"] == "writer")
        for row in rows
    }


def audiences() -> dict[str, str]:
    """This will name each kind of reader."""
    return {row["code"]: _(row["label"]) for row in _law()["audiences"]}


def languages() -> dict[str, str]:
    """This will name each language in which letters are written."""
    return {row["code"]: _(row["label"]) for row in _law()["languages"]}


def definition_problems(definition: Definition) -> Iterator[str]:
    """This will tell what is wrong with one letter, for `throughcare definitions check` and the law test."""
    if definition.name.startswith(f"{FOLDER}/"):
        yield from _problems_of(definition.path.read_text(encoding="utf-8"), _rules_version())
        known = codelist("things_to_tell")
        yield from (f"{code} is not among the things to tell" for code in definition.data["tells"] if code not in known)


def _law() -> Mapping[str, Any]:
    return load(KIND, RULES).data


def _rules_version() -> str:
    return load(KIND, RULES).sha256


@lru_cache(maxsize=64)
def _problems_of(written: str, _rules: str) -> tuple[str, ...]:
    """Kept, because the same file is read for every letter; new rules read it anew."""
    law = _law()
    known = {row["blank"] for row in law["blanks"]}
    longest = {row["code"]: row["longest_sentence"] for row in law["audiences"]}
    found = []
    for line, under, text in placed(written):
        reader = next((key for key in under if key in longest), "")
        if reader:
            found += [f"line {line}: {fault}" for fault in _faults(text, known, longest[reader])]
    return tuple(found)


def _faults(text: str, known: set[str], longest: int) -> Iterator[str]:
    for blank in rules.blanks_of(text):
        if blank not in known:
            yield f"{{{blank}}} is not among the blanks"
    if (words := rules.longest_sentence(text)) > longest:
        yield f"a sentence of {words} words, and {longest} is the most for this reader"


def _text(one: Mapping[str, Any], audience: str, words: Mapping[str, Any]) -> Text:
    return Text(
        language=one["language"],
        audience=audience,
        heading=words["heading"],
        parts=tuple((part["heading"], tuple(part["lines"])) for part in words["parts"]),
        approved=one["approved"],
        approver=one["approver"],
        translated="translated_from" in one,
    )
