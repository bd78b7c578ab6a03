"""Checks what lawyers, clinicians and statisticians own."""

import typer

from throughcare.cli.problems import CannotGoOn

app = typer.Typer(help="Check what lawyers, clinicians and statisticians own.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Keep `check` a word of its own while it is the only verb of this group."""


@app.command()
def check() -> None:
    """Check every definition against its schema, its code lists and the list of released files."""
    from throughcare.kernel.definitions import check_all, kinds

    problems = check_all()
    if problems:
        raise CannotGoOn("\n".join([*problems, f"{len(problems)} problems in the definitions."]))
    print(f"Every definition is in order, in {len(kinds())} kinds.")
