"""The worker: does what falls due by itself, for as long as it runs."""

from __future__ import annotations

import asyncio
import sys
from typing import Annotated

import typer

from throughcare.cli import connection


def command() -> list[str]:
    """Return the command line of a worker."""
    return [sys.executable, "-m", "throughcare.cli.main", "worker"]


def worker(
    once: Annotated[bool, typer.Option("--once", help="do what is due now, what was missed included, and end")] = False,
) -> None:
    """Do what falls due by itself, at its time, until it is ended; several workers share the work."""
    connection.connect_as_login()
    from throughcare.cli import working

    asyncio.run(working.work(working.worker_app(), once=once))
