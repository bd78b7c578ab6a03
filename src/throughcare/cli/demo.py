"""A site with invented people: everything from an empty directory to a page in the browser."""

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from throughcare.cli import connection, webserver, worker
from throughcare.cli.serve import FILE_KEYS
from throughcare.commons.files import sealing
from throughcare.config import addresses, embedded

HOST, PORT = "127.0.0.1", 8000


def demo(
    port: Annotated[int, typer.Option(envvar="PORT", help="the port on this machine")] = PORT,
    scale: Annotated[
        str, typer.Option(envvar="SCALE", help="a country besides: small, district, national or continental")
    ] = "",
) -> None:
    """Set up the demo with invented people and serve it on this machine."""
    console = Console(highlight=False)
    state = addresses.state_directory()
    ours = not addresses.from_environment() and not embedded.is_running(state)
    try:
        urls = prepare(console, scale=scale)
        console.print(f"\n[bold]Throughcare runs at http://{HOST}:{port}/[/bold]  (Ctrl-C ends it)\n")
        line = webserver.command(host=HOST, port=port, workers=1)
        ours_alone = {"THROUGHCARE_PHASE": "demo", "THROUGHCARE_SITE_URL": f"http://{HOST}:{port}"}
        environment = {**connection.environment_of_web(urls.login), **ours_alone}
        environment.setdefault(FILE_KEYS, own_file_key(state))
        environment.setdefault("THROUGHCARE_EQUALITY_KEY", "for-the-demo-alone")
        code = webserver.run(line, environment=environment, beside=worker.command())
    finally:
        if ours:
            embedded.stop(state)
    raise typer.Exit(code)


def own_file_key(state: Path) -> str:
    """Return the demo's own key for files, made once and kept beside its database."""
    place = state / "files.key"
    if not place.exists():
        state.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(sealing.new_key())
    return place.read_text(encoding="ascii")


def prepare(console: Console, *, scale: str = "") -> addresses.Urls:
    """Bring up the database with schema, policies, invented people and figures, and return where it is."""
    from throughcare.cli import db

    console.print("[bold]1/5[/bold] Starting the database")
    urls = connection.connect_as_owner()
    console.print("[bold]2/5[/bold] Bringing the schema up to date")
    db.bring_up_to_date(verbosity=0)
    console.print("[bold]3/5[/bold] Applying roles and row policies")
    db.apply()
    console.print("[bold]4/5[/bold] Inventing people and cases")
    _invent(console, with_past=not scale)
    if scale:
        _build_a_country(console, scale)
    console.print("[bold]5/5[/bold] Making the figures")
    _make_figures(console)
    return urls


def _invent(console: Console, *, with_past: bool) -> None:
    from django.utils import timezone

    from throughcare.cli import demo_data

    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("cases", total=None)
        made = demo_data.build(
            at=timezone.now(),
            progress=lambda done, total: bar.update(task, completed=done, total=total),
            with_past=with_past,
        )
    console.print(f"      {made} invented cases" if made else "      they are there already")


def _build_a_country(console: Console, scale: str) -> None:
    from django.utils import timezone

    from throughcare.cli.national import building
    from throughcare.cli.problems import CannotGoOn

    if scale not in building.scales():
        raise CannotGoOn(f"There is no scale {scale}. Choose one of {', '.join(building.scales())}.")
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("a country", total=None)
        made = building.build(
            scale,
            at=timezone.now(),
            progress=lambda done, total, what: bar.update(task, completed=done, total=total, description=what),
        )
    console.print(f"      a country of {made:,} cases" if made else "      a country is there already")


def _make_figures(console: Console) -> None:
    from django.utils import timezone

    from throughcare.cli import figures
    from throughcare.kernel.time import uk_today
    from throughcare.oversight.evaluation import queries, rules

    at = timezone.now()
    until = rules.last_closed_quarter(uk_today(at))
    if queries.latest_quarter() == until:
        console.print("      they are made already")
        return
    made, _tables = figures.make_tables(until=until, at=at)
    console.print(f"      {made} tables up to {until.isoformat()}")
