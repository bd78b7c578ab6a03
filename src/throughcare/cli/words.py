"""Extracts every text that a person may read, for translators, and compiles what they wrote."""

from __future__ import annotations

from collections.abc import Iterator
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from throughcare.cli.problems import CannotGoOn
from throughcare.kernel.definitions import all_of
from throughcare.kernel.definitions.profiles import OWN_WORDS
from throughcare.kernel.definitions.texts import said

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

PACKAGE = Path(__file__).resolve().parents[1]
LOCALE = PACKAGE / "frame" / "locale"
DEFINITIONS = "throughcare.kernel.definitions.texts:extract"
# What stands first is what a file is read by. Tests say nothing to anybody; demo people speak for themselves.
METHODS = [
    ("**/tests/**", "ignore"),
    ("**/migrations/**", "ignore"),
    ("definitions/demo/**", "ignore"),
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
    ("definitions/**.yaml", DEFINITIONS),
]
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    "npgettext": ((1, "c"), 2, 3),
}
OPTIONS = {"**/templates/**.html": {"extensions": "jinja2.ext.do", "trimmed": "true", "silent": "false"}}
HEADER = """\
# Texts of Throughcare. Copy to <language>/LC_MESSAGES/django.po, add the language's Plural-Forms, and translate.
msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""

app = typer.Typer(help="Extract the texts for translators, and compile translations.", no_args_is_help=True)


@app.command()
def extract(
    to: str = typer.Option("", help="Where to write it; without it, into the folder of translations."),
) -> None:
    """Write every text of code, templates and definitions to one template for translators."""
    _write(Path(to) if to else LOCALE / "django.pot")


def _write(to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    found = catalogue()
    to.write_bytes(written(found))
    print(f"{len(found)} texts written to {to}.")


@app.command(name="compile")
def compile_() -> None:
    """Compile the translations that lie in the locale folder, one folder a language."""
    sources = sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))
    for source in sources:
        source.with_suffix(".mo").write_bytes(compiled(source))
        print(f"{source.parent.parent.name} compiled.")
    if not sources:
        raise CannotGoOn(
            f"There is nothing to compile: put a translation at {LOCALE}/<language>/LC_MESSAGES/django.po."
        )


def catalogue() -> Catalog:
    """This will collect every text of code, templates and definitions."""
    from babel.messages.catalog import Catalog

    found = Catalog(charset="utf-8")
    for message, context in texts():
        found.add(message, context=context)
    return found


def texts() -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """This will give every text with its context; a plural is a pair."""
    from babel.messages.extract import extract_from_dir

    extracted = extract_from_dir(
        str(PACKAGE), method_map=METHODS, options_map=OPTIONS, keywords=KEYWORDS, strip_comment_tags=True
    )
    for _file, _line, message, _comments, context in extracted:
        yield message, context
    for definition in all_of("pathways"):
        if OWN_WORDS in definition.data:
            yield from ((text, None) for text in said(definition.data))


def written(found: Catalog) -> bytes:
    """This will write a template in the order of its texts, without days and places: the same texts, the same file."""
    from babel.messages.pofile import write_po

    to = BytesIO(HEADER.encode())
    to.seek(0, SEEK_END)
    write_po(to, found, no_location=True, omit_header=True, sort_output=True, width=0)
    return to.getvalue()


def compiled(source: Path) -> bytes:
    """This will compile one translation; what is not translated or not sure stays English."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    to = BytesIO()
    with source.open("rb") as file:
        write_mo(to, read_po(file))
    return to.getvalue()
