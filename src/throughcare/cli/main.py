"""The `throughcare` command: one group of verbs a file."""

import sys

import typer
from rich.console import Console

from throughcare.cli import (
    agreement,
    audit,
    backup,
    clock,
    db,
    definitions,
    demo,
    figures,
    files,
    instruments,
    jobs,
    pathways,
    secrets,
    serve,
    signin,
    token,
    words,
    worker,
)
from throughcare.cli.problems import KNOWN_PROBLEMS

app = typer.Typer(
    help="Case management for programmes that help people leave violent extremism, or never reach it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(db.app, name="db")
app.add_typer(definitions.app, name="definitions")
app.add_typer(audit.app, name="audit")
app.add_typer(clock.app, name="clock")
app.add_typer(figures.app, name="figures")
app.add_typer(files.app, name="files")
app.add_typer(instruments.app, name="instruments")
app.add_typer(pathways.app, name="pathways")
app.add_typer(secrets.app, name="secrets")
app.add_typer(signin.app, name="signin")
app.add_typer(token.app, name="token")
app.add_typer(words.app, name="words")
app.command("demo")(demo.demo)
app.command("serve")(serve.serve)
app.command("backup")(backup.backup)
app.command("backup-key")(backup.backup_key)
app.command("restore")(backup.restore)
app.command("worker")(worker.worker)
app.command("jobs")(jobs.jobs)
app.command("agreement")(agreement.agreement)


def run() -> None:
    """Run the command line and end with a plain sentence where something known is in the way."""
    try:
        app()
    except KNOWN_PROBLEMS as problem:
        Console(stderr=True).print(str(problem), style="bold", markup=False, highlight=False)
        sys.exit(1)


if __name__ == "__main__":
    run()
