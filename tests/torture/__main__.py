"""`make torture`: two hundred kills, the audit verified after each."""

import shutil
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from tests.torture import ground, rounds


def torture(
    number: Annotated[int, typer.Option("--rounds", envvar="ROUNDS", help="how often something is killed")] = 200,
    seed: Annotated[int, typer.Option(envvar="SEED", help="the same seed kills at the same moments")] = 1,
) -> None:
    """Kill server and database in the middle of acts, and prove after each time that nothing is lost or half-written."""
    state = Path(tempfile.mkdtemp(prefix="throughcare-torture-"))
    site = ground.prepared(state, seed=seed)
    try:
        journal = rounds.rounds(site, number, say=print)
    except rounds.Broken as wrong:
        print(f"{wrong}\nEverything lies in {state}.")
        raise typer.Exit(1) from wrong
    finally:
        site.lie_down()
    killed = ", ".join(f"{kind} {times}" for kind, times in site.killed.items())
    print(f"Nothing was lost, half-written or written twice: {len(journal.saved)} acts; killed: {killed}.")
    shutil.rmtree(state, ignore_errors=True)


if __name__ == "__main__":
    typer.run(torture)
