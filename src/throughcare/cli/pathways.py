"""Proves that no legal pathway can be walked wrongly, or tells how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from throughcare.cli import connection
from throughcare.cli.problems import CannotGoOn

if TYPE_CHECKING:
    from throughcare.safeguards.pathways import Pathway
    from throughcare.safeguards.pathways.proof import Outcome

app = typer.Typer(help="Prove the legal pathways.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Keep `check` a word of its own while it is the only verb of this group."""


@app.command()
def check(
    names: Annotated[list[str], typer.Argument(help="pathways to prove; all where none is named")] = [],  # noqa: B006  # read by the command line alone
    story: Annotated[bool, typer.Option(help="tell the shortest history that breaks a law")] = True,
) -> None:
    """Prove every law of every version of every pathway, or tell the shortest history that breaks it."""
    connection.set_up()
    from throughcare.safeguards.pathways.proof import LAWS

    console, chosen = Console(highlight=False), list(_chosen(names))
    broken = asked = 0
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("", total=len(chosen) * len(LAWS))
        for pathway in chosen:
            progress.update(bar, description=f"{pathway.name} {pathway.version}")
            for line, wrong, tried in _proved(pathway, tell=story):
                progress.console.print(line, soft_wrap=True)
                progress.advance(bar)
                broken, asked = broken + wrong, asked + tried
    if broken:
        raise CannotGoOn(f"{broken} of {len(chosen) * len(LAWS)} proofs failed.")
    print(f"Every law holds in every version of every pathway: {len(chosen) * len(LAWS)} proofs, {asked:,} acts tried.")


def _chosen(names: list[str]) -> Iterator[Pathway]:
    from throughcare.kernel.definitions import all_of
    from throughcare.safeguards.pathways import Pathway

    found = [Pathway.of(one) for one in all_of("pathways")]
    if unknown := sorted(set(names) - {pathway.name for pathway in found}):
        known = ", ".join(dict.fromkeys(pathway.name for pathway in found))
        raise CannotGoOn(f"There is no pathway {unknown[0]}. There are: {known}.")
    yield from (pathway for pathway in found if not names or pathway.name in names)


def _proved(pathway: Pathway, *, tell: bool) -> Iterator[tuple[str, int, int]]:
    from throughcare.safeguards.pathways import problems
    from throughcare.safeguards.pathways.proof import LAWS, prove

    head = f"{pathway.name} {pathway.version}"
    if faults := problems(pathway):
        told = "\n".join(f"    {fault}" for fault in faults)
        yield f"[bold]{head}[/bold]  cannot be read as it stands\n{escape(told)}", len(LAWS), 0
        return
    for outcome in prove(pathway):
        yield _line(head, outcome, tell=tell), int(not outcome.holds), outcome.tried


def _line(head: str, outcome: Outcome, *, tell: bool) -> str:
    from throughcare.safeguards.pathways.proof import story

    law = f"{head}  {outcome.law.number:>2} {escape(outcome.law.sentence)}"
    if outcome.left_out:
        return f"[dim]–[/dim] {law}\n     [dim]Not its concern: {escape(outcome.left_out)}[/dim]"
    if outcome.holds:
        note = f"\n     [dim]{escape(outcome.law.note)}[/dim]" if outcome.law.note else ""
        return f"[green]✓[/green] {law} [dim]{outcome.places:,} states, {outcome.tried:,} acts[/dim]{note}"
    lines = "".join(f"\n     {escape(line)}" for line in story(outcome)) if tell else ""
    return f"[bold red]✗[/bold red] {law} [bold]Broken[/bold], section {outcome.law.sections}{lines}"
