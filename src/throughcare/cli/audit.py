"""Proves that no line of the audit was changed or removed, or names the first that was."""

import typer

from throughcare.cli import connection
from throughcare.cli.problems import CannotGoOn

app = typer.Typer(help="Prove the audit chains.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Keep `verify` a word of its own while it is the only verb of this group."""


@app.command()
def verify() -> None:
    """Recompute every audit chain and name the first broken line of each."""
    connection.connect_as_owner()
    from throughcare.safeguards.audit import record

    checked, broken = record.verify()
    if broken:
        lines = [f"{line.chain}: line {line.line_id}, place {line.place}: {line.problem}" for line in broken]
        raise CannotGoOn("\n".join([*lines, f"{len(broken)} chains are broken; {checked} lines were checked."]))
    print(f"Every chain is whole: {checked} lines were checked.")
