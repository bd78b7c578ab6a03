"""Keeping a sealed copy of everything, and living from it again."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from throughcare.cli import connection
from throughcare.cli.problems import CannotGoOn
from throughcare.config import addresses

FILES_VARIABLE = "THROUGHCARE_FILES_DIR"
Folder = Annotated[Path, typer.Argument(help="the folder of the copy")]


def backup_key(
    file: Annotated[Path, typer.Argument(help="where the secret half goes: a stick, not this machine")],
) -> None:
    """Make the key that copies are sealed for, and print its public half."""
    from throughcare.cli.keeping import sealing

    print(sealing.new_key(file))


def backup(
    folder: Folder,
    to: Annotated[
        list[str], typer.Option(envvar="THROUGHCARE_BACKUP_TO", help="public keys that can open the copy")
    ] = [],  # noqa: B006  # read by the command line alone
) -> None:
    """Copy database, files and erasures, sealed for whoever holds the key; this machine cannot open it."""
    urls = connection.connect_as_owner()
    from throughcare.cli.keeping import making

    made = making.make(
        folder, owner=urls.owner, files=files_folder(), recipients=to, at=datetime.now(tz=UTC), say=Console().print
    )
    print(f"{folder} holds the copy: {sum(size for size, _digest in made.files.values()):,} bytes, sealed.")


def restore(
    folder: Folder,
    key: Annotated[Path, typer.Option(help="the file with the secret key")],
    erasures: Annotated[
        list[Path], typer.Option(help="lists of erasures of the machines that served (erasures.jsonl)")
    ] = [],  # noqa: B006  # read by the command line alone
) -> None:
    """Bring a copy back into an empty database, carry out later erasures again, and prove that all is as it was."""
    urls = connection.connect_as_owner()
    from throughcare.cli.keeping import restoring

    at = datetime.now(tz=UTC)
    found = restoring.restore(
        folder, owner=urls.owner, files=files_folder(), key=key, ledgers=erasures, at=at, say=Console().print
    )
    print(
        f"Erasures carried out again: {found.erased_again}; of cases that this copy does not hold: {found.erased_not_there}."
    )
    if not found.is_sound:
        raise CannotGoOn("\n".join(["The copy came back, and is not as it was:", *_wrong(found)]))
    print(f"Every table and figure is as it was, and every audit chain is whole: {found.lines:,} lines.")


def _wrong(found: object) -> list[str]:
    from throughcare.cli.keeping.restoring import Restored

    assert isinstance(found, Restored)
    changed = [f"{found.figures_changed} tables of figures come out otherwise"] if found.figures_changed else []
    return [*found.differs, *found.broken, *changed]


def files_folder() -> Path:
    """Return the folder in which files of cases lie, sealed one by one under keys that no copy holds."""
    chosen = os.environ.get(FILES_VARIABLE)
    return Path(chosen).expanduser().absolute() if chosen else addresses.state_directory() / "files"
