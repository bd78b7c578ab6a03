"""Makes the figures of a closed quarter, and tells what is published beside them."""

from datetime import date, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table as Printed

from throughcare.cli import connection
from throughcare.cli.problems import CannotGoOn

app = typer.Typer(help="Make the figures of a closed quarter.", no_args_is_help=True)


@app.command()
def make(
    until: Annotated[
        str, typer.Option(help="the last day of a quarter that is over, as 2026-09-30; else the last one")
    ] = "",
) -> None:
    """Count every measure up to the end of a closed quarter and keep the tables and charts."""
    connection.connect_as_login()
    from django.utils import timezone

    from throughcare.kernel.answers import Refusal
    from throughcare.kernel.time import uk_today
    from throughcare.oversight.evaluation import rules

    at = timezone.now()
    day = _day(until) if until else rules.last_closed_quarter(uk_today(at))
    try:
        made, tables = make_tables(until=day, at=at)
    except Refusal as refused:
        raise CannotGoOn(refused.as_text()) from refused
    print(f"Figures up to {day.isoformat()}: {made} of {tables} tables are new, the others are as they were.")


@app.command()
def published() -> None:
    """Print the published national series as it is shown, with every sum in it that does not add up."""
    connection.set_up()
    from throughcare.oversight.evaluation import published as series_of
    from throughcare.oversight.evaluation import shown, sums, words

    series, counts = series_of.series(), ("referred", "panel", "adopted")
    table = series.table(counts, years=series.years)
    printed = Printed("Year to March", *map(words.head, counts), title=f"{series.title}, {series.area}")
    for row in table.rows:
        printed.add_row(row, *(shown.text(cell).replace("[", r"\[") for cell in table.line(row)))
    console = Console()
    console.print(printed)
    for said in (*words.explained(table), *(f"{warning.check}: {warning.text}" for warning in sums.warnings(series))):
        console.print(said, markup=False, highlight=False)


def make_tables(*, until: date, at: datetime) -> tuple[int, int]:
    """Make the tables up to a day as the role that sees facts alone; return how many are new, and how many there are."""
    from throughcare.frame.transaction import acting
    from throughcare.oversight.evaluation import actions

    number = actions.number_of_tables()
    with Progress(transient=True) as progress, acting("facts", staff=None, at=at):
        bar = progress.add_task("Making tables", total=number)
        made = actions.make_tables(
            until=until, at=at, progress=lambda title: progress.update(bar, advance=1, description=title)
        )
    return made, number


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as wrong:
        raise CannotGoOn(f"{typed} is not a day. Write it as 2026-09-30.") from wrong
