"""Writes the pages of the manual that are made from the code: `python -m throughcare.cli.docs [--check]`.

A generated page is committed, so that a change of the code shows in it; `make check` fails where one is out of date.
"""

import difflib
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import django
import typer.main

from throughcare.cli import reference
from throughcare.config import addresses
from throughcare.safeguards.pathways.reference import pages as pathways

MADE = "<!-- Made from the code by `make docs`. Do not edit. -->\n\n"


def commands() -> str:
    """Write the reference page of every command with its options."""
    from throughcare.cli.main import app

    root = typer.main.get_command(app)
    sections = [section(name, command) for name, command in leaves(root, "throughcare")]
    return f"{MADE}# Commands\n\n{root.help}\n\n" + "\n".join(sections)


def leaves(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Give every command that does something, with its full name, in alphabetical order."""
    inside = getattr(command, "commands", None)
    if not inside:
        yield name, command
        return
    for key in sorted(inside):
        yield from leaves(inside[key], f"{name} {key}")


def section(name: str, command: Any) -> str:
    """Write one command: its sentence and a table of its options."""
    options = [parameter for parameter in command.params if parameter.name != "help"]
    rows = [f"| {', '.join(f'`{each}`' for each in option.opts)} | {meaning(option)} |" for option in options]
    table = ["", "| option | meaning |", "| --- | --- |", *rows] if rows else []
    return "\n".join([f"## `{name}`", "", command.help or "", *table, ""])


def meaning(option: Any) -> str:
    """Write what an option means, where else it can be set, and what holds without it."""
    told = [option.help or ""]
    if option.envvar:
        told.append(f"also set by `{option.envvar}`")
    if option.default not in (None, False):
        told.append(f"otherwise {option.default}")
    return "; ".join(told)


PAGES: Mapping[str, Callable[[], str]] = {
    "docs/reference/commands.md": commands,
    "docs/reference/access.md": lambda: reference.access(MADE),
    "docs/reference/data-dictionary.md": lambda: reference.dictionary(MADE),
}


def pages() -> dict[str, str]:
    """Make every generated page by its place: those above, and drawing and rulebook of each pathway."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughcare.config.settings")
    django.setup()
    made = {name: make() for name, make in PAGES.items()}
    return made | {f"docs/reference/pathways/{name}": text for name, text in pathways().items()}


def main(arguments: list[str]) -> int:
    """Write every generated page, or with `--check` show what would change and count it."""
    changed = 0
    everything = pages()
    for name, text in everything.items():
        path = addresses.project_directory() / name
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        if text == before:
            continue
        changed += 1
        if "--check" in arguments:
            show(name, before, text)
        else:
            write(path, text)
    print(
        f"{changed} of {len(everything)} generated pages {'are out of date' if '--check' in arguments else 'written'}."
    )
    return 1 if changed and "--check" in arguments else 0


def show(name: str, before: str, after: str) -> None:
    """Print the difference between the committed page and what the code says now."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), name, "made from the code", lineterm="")
    print("\n".join(lines))


def write(path: Path, text: str) -> None:
    """Write one page."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
