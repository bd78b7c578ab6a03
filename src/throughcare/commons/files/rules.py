"""What may be attached: the kind by name, by what the sender says and by what is inside, all three alike. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no

MEGABYTE = 1024 * 1024
LONGEST_NAME = 200
SAYS_NOTHING = frozenset({"", "application/octet-stream", "application/force-download"})
MACROS, LOCKED, PACKED, ARCHIVE = "macros", "locked", "packed", "archive"


@dataclass(frozen=True)
class Kind:
    """One kind of file that is taken."""

    code: str
    written_label: str
    extensions: tuple[str, ...]
    media_type: str
    declared: frozenset[str]

    @property
    def label(self) -> str:
        """This will name the kind in the reader's language."""
        return _(self.written_label)


@dataclass(frozen=True)
class FileRules:
    """What the site takes, from its definition."""

    version: str
    largest_megabytes: int
    most_members: int
    largest_unpacked: int
    kinds: tuple[Kind, ...]
    refused: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> FileRules:
        """This will read the rules from their definition."""
        return cls(
            version=data["version"],
            largest_megabytes=data["largest_megabytes"],
            most_members=data["packed"]["most_members"],
            largest_unpacked=data["packed"]["largest_unpacked_megabytes"] * MEGABYTE,
            kinds=tuple(_kind(row) for row in data["types"]),
            refused={name: (row["label"], row["note"]) for row in data["refused"] for name in row["extensions"]},
        )

    def kind(self, code: str) -> Kind | None:
        """This will find a kind by its code; none where the site takes it no more."""
        return next((kind for kind in self.kinds if kind.code == code), None)

    def by_extension(self, extension: str) -> Kind | None:
        """This will find the kind that files with this extension should be."""
        return next((kind for kind in self.kinds if extension in kind.extensions), None)

    @property
    def labels(self) -> str:
        """This will list the kinds that are taken, in words."""
        return ", ".join(kind.label for kind in self.kinds)


@dataclass(frozen=True)
class Found:
    """What is inside a file: the code of a kind that may be taken, or none; and what is wrong with it."""

    code: str = ""
    problem: str = ""


def _kind(row: Mapping[str, Any]) -> Kind:
    declared = frozenset((row["media_type"], *row.get("declared", ()))) | SAYS_NOTHING
    return Kind(row["code"], row["label"], tuple(row["extensions"]), row["media_type"], declared)


def extension_of(name: str) -> str:
    """This will give what follows the last dot of a name, in small letters."""
    return name.rpartition(".")[2].strip().lower() if "." in name else ""


def plain_name(name: str) -> str:
    """This will give a name to show: no folders, nothing hidden that turns or joins letters, and not too long."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = _shown(last)
    return shown if len(shown) <= LONGEST_NAME else f"{shown[: LONGEST_NAME - 12]}…{shown[-10:]}"


def _shown(words: str) -> str:
    return "".join(sign for sign in words if unicodedata.category(sign)[0] != "C").strip()


def may_be_taken(*, name: str, declared: str, size: int, found: Found, rules: FileRules) -> Answer:
    """This will say whether a file may be attached, with every reason where not."""
    answer = _size(size, rules)
    extension = extension_of(plain_name(name))
    kind = rules.by_extension(extension)
    if kind is None:
        return answer & _not_taken(extension, rules)
    if found.problem:
        return answer & _problem(found.problem, rules)
    if answer and found.code != kind.code:
        answer &= _other_inside(kind, found, rules)
    said = declared.partition(";")[0].strip().lower()
    if said not in kind.declared:
        words = _("it was sent as %(declared)s, and its name says %(kind)s")
        wrong = words % {"declared": _shown(said)[:60], "kind": kind.label}
        answer &= _no(wrong, _("Save it anew in the program it was made with, and attach that"), rules)
    return answer


def _no(wrong: str, mend: str, rules: FileRules) -> Answer:
    source = _("what may be attached, %(version)s") % {"version": rules.version}
    return no(wrong, source=source, mends=[Mend(mend)])


def _size(size: int, rules: FileRules) -> Answer:
    if not size:
        return _no(_("the file is empty"), _("Choose another file"), rules)
    if size <= rules.largest_megabytes * MEGABYTE:
        return YES
    words = _("the file has %(size)s, and %(most)s MB is the most")
    mend = _("Attach a smaller one: save it as PDF, lower the quality of its pictures, or divide it")
    return _no(words % {"size": in_words(size), "most": rules.largest_megabytes}, mend, rules)


def _not_taken(extension: str, rules: FileRules) -> Answer:
    taken = _("Attach one of these: %(kinds)s") % {"kinds": rules.labels}
    if not extension:
        return _no(_("its name does not say what kind of file it is"), taken, rules)
    if extension not in rules.refused:
        return _no(_("files called .%(ending)s are not taken") % {"ending": extension[:20]}, taken, rules)
    label, note = rules.refused[extension]
    words = _("files called .%(ending)s are not taken: %(what)s")
    return _no(words % {"ending": extension, "what": _(label)}, _(note), rules)


def _problem(problem: str, rules: FileRules) -> Answer:
    words, mend = {
        MACROS: (_("there is a macro or an object in it that can run by itself"), _("Save it as PDF, and attach that")),
        LOCKED: (
            _("it is locked with a password, so that nobody here could read it"),
            _("Save it without a password: here it is locked with the site's own keys"),
        ),
        PACKED: (_("it is packed so tightly that it could not be opened safely"), _("Save it as PDF, and attach that")),
        ARCHIVE: (_("there are other files inside it"), _("Unpack it, and attach each file by itself")),
    }[problem]
    return _no(words, mend, rules)


def _other_inside(kind: Kind, found: Found, rules: FileRules) -> Answer:
    inside = rules.kind(found.code)
    if inside is None:
        wrong = _("its name says %(kind)s, and what is inside is something else") % {"kind": kind.label}
    else:
        words = _("its name says %(kind)s, and what is inside is %(inside)s")
        wrong = words % {"kind": kind.label, "inside": inside.label}
    return _no(wrong, _("Save it anew in the program it was made with, and attach that"), rules)


def in_words(size: int) -> str:
    """This will write a size as people read it: 340 KB, 2.1 MB."""
    if size < MEGABYTE:
        return _("%(n)s KB") % {"n": max(1, round(size / 1024))}
    return _("%(n)s MB") % {"n": f"{size / MEGABYTE:.1f}".removesuffix(".0")}
