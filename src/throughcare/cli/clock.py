"""What falls due by itself, done once and at once, without a worker."""

from collections.abc import Iterator
from datetime import UTC, datetime

import typer

from throughcare.cli import connection

app = typer.Typer(help="Do what falls due by itself.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Keep `run` a word of its own while it is the only verb of this group."""


@app.command()
def run() -> None:
    """Do everything that is due now, once: the same jobs as the worker's, but for the figures; twice does nothing twice."""
    connection.connect_as_login()
    for number, words in what_falls_due(at=datetime.now(tz=UTC)):
        print(f"{number} {words}")


def what_falls_due(*, at: datetime) -> Iterator[tuple[int, str]]:
    """This will do what falls due by itself at a moment, one job after another, and say how often each was needed."""
    from throughcare.cli import falls_due

    yield from falls_due.do_all(at=at)
