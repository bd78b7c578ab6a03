"""How long records are kept: the days on which they are looked at, and the erasures that two persons decided."""

from datetime import UTC, datetime

import typer

from throughcare.cli import connection

app = typer.Typer(help="Erase what two persons said is no longer needed.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Keep `run` a word of its own while it is the only verb of this group."""


@app.command()
def run() -> None:
    """Work out by when each record is looked at, and erase those that were decided; a run that broke off goes on."""
    connection.connect_as_login()
    from throughcare.oversight.rights import actions

    ran = actions.run_retention(at=datetime.now(tz=UTC))
    print(f"{ran.dates} records have a new day. {ran.erased} were erased. {ran.held} wait, since a hold keeps them.")
