"""The files of documents: their keys, and whether records and files agree."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from throughcare.cli import connection
from throughcare.cli.problems import CannotGoOn

app = typer.Typer(help="Keys of attached files, and whether records and files agree.", no_args_is_help=True)


@app.command("new-key")
def new_key() -> None:
    """Print a new key: put it first in THROUGHCARE_FILE_KEYS, before the ones that are there."""
    from throughcare.commons.files import sealing

    print(sealing.new_key())


@app.command()
def rotate() -> None:
    """Seal the key of every file anew under the first of THROUGHCARE_FILE_KEYS; the others can then be taken out."""
    connection.connect_as_owner()
    from throughcare.commons.files import actions, sealing

    try:
        print(f"{actions.rotate()} files sealed under the first key.")
    except sealing.NoKeys:
        raise CannotGoOn("THROUGHCARE_FILE_KEYS holds no key, or one that is not whole.") from None
    except sealing.Unreadable:
        raise CannotGoOn(
            "A file was sealed under a key that is not in THROUGHCARE_FILE_KEYS. Add it at the end; what was done stays done."
        ) from None


@app.command()
def sweep(
    even_all: Annotated[
        bool, typer.Option("--even-all", help="remove files also where this database knows none of the folder")
    ] = False,
) -> None:
    """Remove files that no record names, and name the records whose file is not there."""
    connection.connect_as_login()
    from django.conf import settings

    from throughcare.commons.files import actions
    from throughcare.frame.transaction import acting

    at = datetime.now(tz=UTC)
    with acting("clock", staff=None, at=at):
        swept = actions.sweep(at=at, all_of_them=even_all)
    print(f"{swept.removed} files removed that no record names.")
    problems = [f"The file {name} of case {case_id} is not there." for name, case_id in swept.missing]
    if swept.strangers:
        problems.append(
            f"{settings.FILES_DIR} holds {swept.strangers} files, and this database knows none of them. Nothing was removed. "
            "See whether DATABASE_URL and THROUGHCARE_FILES_DIR belong together; if they do, add --even-all."
        )
    if problems:
        raise CannotGoOn("\n".join(problems))
